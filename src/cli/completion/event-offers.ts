import type { EventSummary, ScenarioSummary } from '../../define/summary.ts';
import { both, type Offer, type Offers, type Query } from './offer.ts';
import { typedCatalog, unlessMistaken } from './typed-catalog.ts';

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

/** Short names first, as they are typed most; behind a platform's name, full ones. */
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

/** The steps of the scenario that the line names. */
export async function steps({ line }: Query): Promise<Offers> {
  const [name] = line.operands;
  const catalog = await typedCatalog(line);
  const scenario = name === undefined ? undefined : await unlessMistaken(catalog.scenario(name));
  const values = (scenario?.steps ?? []).map(
    ({ words }, i): Offer => ({ value: String(i + 1), about: both(words) }),
  );
  return { prefix: '', values };
}
