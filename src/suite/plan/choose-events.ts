import type { Catalog } from '../../catalog/catalog.ts';
import { type EventDefinition, isEvent } from '../../define/event.ts';
import type { Scenario } from '../../define/scenario.ts';
import { UsageError } from '../../errors.ts';

/**
 * Loads events, each once, and the scenarios that use no other events. Loads one module after the other: Jest cannot
 * link several that are imported at the same time.
 * @param choices events, their names, or globs
 * @throws CatalogError when a name or glob matches none
 */
export async function chooseEvents(
  choices: readonly (string | EventDefinition)[],
  catalog: Catalog,
): Promise<{ readonly events: readonly EventDefinition[]; readonly scenarios: readonly Scenario[] }> {
  const events = new Map<string, EventDefinition>();
  for (const choice of choices) {
    if (typeof choice === 'string') refuseScenario(choice, catalog);
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

/** @throws UsageError for the name of a scenario: the suite includes it when its events are chosen */
function refuseScenario(name: string, catalog: Catalog): void {
  const scenario = catalog.scenarioNamed(name);
  if (scenario === undefined) return;
  const events = [...new Set(scenario.steps)].join(' ');
  throw new UsageError({
    zh: `${scenario.id} 是场景，随它的事件一起发送：请选择 ${events}，或选择全部事件并加上 --filter ${scenario.name}`,
    en: `${scenario.id} is a story, told with its events: choose ${events}, or all, with --filter ${scenario.name}`,
  });
}
