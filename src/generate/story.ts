import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import type { Scenario } from '../define/scenario.ts';
import type { Story } from '../define/scene.ts';
import { Rng, seedKey } from '../world/rng.ts';
import { resolveVariant, variantKey } from './variants.ts';

export interface ScenarioPosition {
  readonly scenario: Scenario;
  /** From 0. */
  readonly step: number;
}

/** ms between two steps: times in whole seconds differ. */
const stepInterval = 7000;

const resolved = new WeakMap<Scenario, readonly { event: EventDefinition; variant: Variant }[]>();

/** The events and variants of a scenario, step by step. */
export function scenarioSteps(scenario: Scenario): readonly { event: EventDefinition; variant: Variant }[] {
  const known = resolved.get(scenario);
  if (known !== undefined) return known;
  const steps = scenario.steps.map(({ event, variant }) => ({
    event,
    variant: resolveVariant(event, variant),
  }));
  resolved.set(scenario, steps);
  return steps;
}

/** A step of a story, and what its payload is drawn from. `now` is the clock at the last step, ms since the epoch. */
export function openStory(
  seed: string,
  { scenario, step }: ScenarioPosition,
  index: number,
  now: number,
): { event: EventDefinition; variant: Variant; story: Story; key: readonly string[] } {
  const steps = scenarioSteps(scenario);
  const current = steps[step];
  if (current === undefined) throw new RangeError(`${scenario.id} has no step ${step}`);
  const { event, variant } = current;
  const story: Story = {
    step,
    steps: steps.map(({ event: { id }, variant: has }) => ({ event: id, variant: has })),
    rng: (purpose) => new Rng(seedKey(seed, scenario.id, purpose), index),
    at: (of) => now - (steps.length - 1 - of) * stepInterval,
  };
  return { event, variant, story, key: [scenario.id, String(step), event.id, variantKey(event, variant)] };
}
