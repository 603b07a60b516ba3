import type { Dimension } from '../../define/dimension.ts';
import { memberOf, type Variant } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import { CatalogError } from '../../errors.ts';
import { parseSharedChoices, resolveVariant } from '../../generate/variants.ts';
import { both, type Offer, type Offers, type Query } from './offer.ts';
import { typedEvents } from './typed-catalog.ts';

/** `type=image,chat=room`: dimensions that are not chosen yet, then members that go with those that are. */
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

/** A dimension, where the choices leave it any member. */
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
