import { placedFields } from '../catalog/fields.ts';
import type { EventDefinition } from '../define/event.ts';
import type { Scenario } from '../define/scenario.ts';
import type { EventSummary, ScenarioSummary } from '../define/summary.ts';
import { countVariants } from './coverage.ts';

/** What a list shows of an event. Counting its variants takes some milliseconds. */
export function summarize(event: EventDefinition): EventSummary {
  return {
    id: event.id,
    platform: event.platform.id,
    name: event.name,
    title: event.title,
    basis: event.basis,
    ...identityOf(event),
    ...(event.address.path !== undefined && { path: event.address.path }),
    dimensions: event.dimensions.length,
    variants: countVariants(event),
  };
}

function identityOf(event: EventDefinition): Pick<EventSummary, 'identity'> {
  for (const { path, field } of placedFields(event)) {
    const { identity: value } = field.facts;
    if (value !== undefined) return { identity: { path, value } };
  }
  return {};
}

/** What a list shows of a scenario. */
export function summarizeScenario({ id, platform, name, title, basis, steps }: Scenario): ScenarioSummary {
  return { id, platform: platform.id, name, title, basis, steps: steps.map(({ event }) => event.id) };
}
