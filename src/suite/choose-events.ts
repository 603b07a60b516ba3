import type { Catalog } from '../catalog/catalog.ts';
import { type EventDefinition, isEvent } from '../define/event.ts';
import type { Scenario } from '../define/scenario.ts';

/** What a suite is about. */
export interface ChosenEvents {
  readonly events: readonly EventDefinition[];
  /** Scenarios of which every event was chosen. */
  readonly scenarios: readonly Scenario[];
}

/**
 * Loads events, each once, and the scenarios that can be told with them.
 * @param choices events, their names, or globs
 * @throws CatalogError when a name or glob means none
 */
export async function chooseEvents(
  choices: readonly (string | EventDefinition)[],
  catalog: Catalog,
): Promise<ChosenEvents> {
  const loaded = await Promise.all(choices.map((one) => (isEvent(one) ? [one] : catalog.load(one))));
  const events = [...new Set(loaded.flat())];
  const ids = new Set(events.map(({ id }) => id));
  const told = catalog.scenarios.filter(({ steps }) => steps.every((event) => ids.has(event)));
  const scenarios = await Promise.all(told.map(async (scenario) => (await scenario.load()).default));
  return { events, scenarios };
}
