import { builtinCatalog } from '../../../src/catalog/builtin.ts';
import type { Scenario } from '../../../src/define/scenario.ts';
import type { GeneratedPayload } from '../../../src/generate/generator.ts';
import { generator, now } from '../../laws/draws.ts';
import { type JsonObject, objectAt, sent } from '../../laws/json.ts';

/** Every scenario of the built-in catalog. */
export const scenarios: readonly Scenario[] = await Promise.all(
  builtinCatalog.scenarios.map(async ({ load }) => (await load()).default),
);

/** The scenarios with their names, for `describe.each`. */
export const namedScenarios = scenarios.map((scenario) => [scenario.id, scenario] as const);

export function scenarioNamed(id: string): Scenario {
  const scenario = scenarios.find((candidate) => candidate.id === id);
  if (scenario === undefined) throw new Error(`the catalog has no ${id}`);
  return scenario;
}

/** A scenario told from its first step to its last. */
export function tell(scenario: Scenario, index: number, seed = 'stories', at = now): GeneratedPayload[] {
  const source = generator({ seed, now: at });
  return scenario.steps.map((_, step) => source.drawStep({ scenario, step }, index, at));
}

/** So many tellings of a scenario, each about other people. */
export const tellings = (scenario: Scenario, count = 40): GeneratedPayload[][] =>
  Array.from({ length: count }, (_, index) => tell(scenario, index * 7919));

/** The bodies of a telling, as a receiver has them. */
export const bodies = (told: readonly GeneratedPayload[]): JsonObject[] =>
  told.map(({ payload }) => objectAt(sent(payload), ''));
