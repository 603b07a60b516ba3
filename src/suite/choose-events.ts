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
 * Loads events, each once, and the scenarios that can be told with them. One module after the other: Jest cannot link
 * several that are imported at the same time.
 * @param choices events, their names, or globs
 * @throws CatalogError when a name or glob means none
 */
export async function chooseEvents(
  choices: readonly (string | EventDefinition)[],
  catalog: Catalog,
): Promise<ChosenEvents> {
  const events = new Map<string, EventDefinition>();
  for (const choice of choices) {
    const entries = isEvent(choice) ? [] : catalog.match(choice);
    if (isEvent(choice)) events.set(choice.id, choice);
    for (const { id, load } of entries) if (!events.has(id)) events.set(id, (await load()).default);
  }
  const scenarios: Scenario[] = [];
  for (const { steps, load } of catalog.scenarios) {
    if (steps.every((event) => events.has(event))) scenarios.push((await load()).default);
  }
  return { events: [...events.values()], scenarios };
}
