import { homedir } from 'node:os';
import type { Catalog } from '../../catalog/catalog.ts';
import { fieldRows } from '../../catalog/fields.ts';
import { type Dimension, memberOf, type Variant } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import type { EventSummary, ScenarioSummary } from '../../define/summary.ts';
import { CatalogError, UsageError } from '../../errors.ts';
import { parseSharedChoices, resolveVariant } from '../../generate/variants.ts';
import { openCatalog } from '../commands/open-catalog.ts';
import { both, type Offer, type Offers, type Query } from './offer.ts';
import type { TypedLine } from './typed-line.ts';

type Named = Pick<EventSummary | ScenarioSummary, 'id' | 'name' | 'title'>;

export async function events({ line, text }: Query): Promise<Offers> {
  const { entries, platforms } = await typedCatalog(line);
  const left = entries.filter(({ id, name }) => !line.operands.includes(id) && !line.operands.includes(name));
  return named(left, platforms, text);
}

export async function eventsAndScenarios({ line, text }: Query): Promise<Offers> {
  const { entries, scenarios, platforms } = await typedCatalog(line);
  return named([...entries, ...scenarios], platforms, text);
}

/** Short names first, as they are typed most; full names after a platform's name. */
function named(
  all: readonly Named[],
  platforms: readonly Pick<Named, 'id' | 'title'>[],
  text: string,
): Offers {
  if (text.includes('/')) {
    return { prefix: '', values: all.map(({ id, title }) => ({ value: id, about: both(title) })) };
  }
  const names = new Map(all.map(({ name, title }) => [name, { value: name, about: both(title) }]));
  const folders = platforms.map(({ id, title }) => ({ value: `${id}/`, about: both(title), open: true }));
  return { prefix: '', values: [...names.values(), ...folders] };
}

/** The steps of the scenario on the line. */
export async function steps({ line }: Query): Promise<Offers> {
  const [name] = line.operands;
  const catalog = await typedCatalog(line);
  const scenario = name === undefined ? undefined : await unlessUsageError(catalog.scenario(name));
  const values = (scenario?.steps ?? []).map(
    ({ words }, i): Offer => ({ value: String(i + 1), about: both(words) }),
  );
  return { prefix: '', values };
}

/** The field paths of the events on the line. */
export async function fields({ line }: Query): Promise<Offers> {
  const rows = (await typedEvents(line)).flatMap((event) => fieldRows(event));
  const byPath = new Map<string, Offer>();
  for (const { path, label } of rows) {
    // The first item stands for the list.
    const value = path.replaceAll('[]', '[0]');
    if (!byPath.has(value)) byPath.set(value, { value, ...(label && { about: both(label) }) });
  }
  return { prefix: '', values: [...byPath.values()] };
}

/** `data.name=` */
export async function fieldsToSet(query: Query): Promise<Offers> {
  if (query.text.includes('=')) return { prefix: query.text, values: [] };
  const { values } = await fields(query);
  return { prefix: '', values: values.map((offer) => ({ ...offer, value: `${offer.value}=`, open: true })) };
}

/** `type=image,chat=room`: dimensions not chosen yet, then members that are possible with those chosen. */
export async function variants({ line, text }: Query): Promise<Offers> {
  const events = await typedEvents(line);
  const comma = text.lastIndexOf(',') + 1;
  const chosen = comma === 0 ? {} : chosenBefore(events, text.slice(0, comma - 1));
  const [first] = events;
  if (first === undefined || chosen === undefined) return { prefix: text, values: [] };
  const [, name] = /^([^=]*)=/.exec(text.slice(comma)) ?? [];
  const open = first.dimensions.filter((dimension) => chosen[dimension.name] === undefined);
  if (name === undefined) {
    return {
      prefix: text.slice(0, comma),
      values: open.flatMap((dimension) => ofDimension(dimension, events, chosen)),
    };
  }
  const dimension = open.find((candidate) => candidate.name === name);
  return {
    prefix: `${text.slice(0, comma)}${name}=`,
    values: dimension === undefined ? [] : membersOf(dimension, events, chosen),
  };
}

function chosenBefore(events: readonly EventDefinition[], text: string): Variant | undefined {
  try {
    return parseSharedChoices(events, text);
  } catch (error) {
    if (error instanceof CatalogError) return undefined;
    throw error;
  }
}

/** The dimension, if the choices leave it any member. */
function ofDimension(dimension: Dimension, events: readonly EventDefinition[], chosen: Variant): Offer[] {
  const { name, title } = dimension;
  const some = memberNames(dimension).some((member) => allAllow(events, { ...chosen, [name]: member }));
  return some ? [{ value: `${name}=`, about: both(title), open: true }] : [];
}

function membersOf(dimension: Dimension, events: readonly EventDefinition[], chosen: Variant): Offer[] {
  return memberNames(dimension)
    .filter((name) => allAllow(events, { ...chosen, [dimension.name]: name }))
    .map((name) => {
      const member = memberOf(dimension, name);
      return { value: name, open: true, ...(member && { about: both(member) }) };
    });
}

const memberNames = ({ members, beyond }: Dimension): string[] => [
  ...Object.keys(members),
  ...Object.keys(beyond),
];

function allAllow(events: readonly EventDefinition[], choices: Variant): boolean {
  try {
    for (const event of events) resolveVariant(event, choices);
    return true;
  } catch (error) {
    if (error instanceof CatalogError) return false;
    throw error;
  }
}

/** The built-in events, and those of `--event-files` on the line. */
async function typedCatalog({ given }: TypedLine): Promise<Catalog> {
  const paths = (given.get('eventFiles') ?? []).map((path) => path.replace(/^~(?=\/|$)/, homedir()));
  // A completion cannot show an error; the command itself reports a file that does not load.
  return (await unlessUsageError(openCatalog(paths))) ?? openCatalog();
}

/** The events on the line; none if there is no match. */
async function typedEvents(line: TypedLine): Promise<readonly EventDefinition[]> {
  const [pattern] = line.operands;
  if (pattern === undefined) return [];
  const catalog = await typedCatalog(line);
  return (await unlessUsageError(catalog.load(pattern))) ?? [];
}

/** Resolves to `undefined` instead of rejecting with a usage error. */
async function unlessUsageError<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
