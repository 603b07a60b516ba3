import type { Scenario } from '../../define/scenario.ts';
import { scenarioSteps } from '../../generate/story.ts';
import type { Case, Sending, Step } from './case.ts';
import { caseId, indexOf } from './case-id.ts';
import type { Group } from './groups.ts';
import type { Planner } from './planner.ts';

/** Every scenario, in the order in which things happen. */
export const planLifecycle: Planner = function* ({ scenarios }) {
  for (const scenario of scenarios) {
    const order = [...scenario.steps.keys()];
    yield story('lifecycle', scenario, 'in order', scenario.title.en, order);
  }
};

/** Every scenario in the wrong orders that it names. */
export const planDisorder: Planner = function* ({ scenarios }) {
  for (const scenario of scenarios) {
    for (const { en, arrivals } of scenario.disorders) {
      yield story('disorder', scenario, en, `${scenario.title.en}, out of order: ${en}`, arrivals);
    }
  }
};

function story(
  group: Group,
  scenario: Scenario,
  what: string,
  words: string,
  arrivals: readonly number[],
): Case {
  const id = caseId(scenario.id, what);
  // Each case tells its story about people of its own.
  const index = indexOf(id);
  const steps = arrivals.map((step): Step => ({ kind: 'send', sending: sendingOf(scenario, step, index) }));
  return { id, group, subject: scenario.id, basis: scenario.basis, words, steps };
}

/** One step of a story as a delivery. */
export function sendingOf(scenario: Scenario, step: number, index: number): Sending {
  const { event, variant } = scenarioSteps(scenario)[step] as ReturnType<typeof scenarioSteps>[number];
  const words = `${scenario.title.en}, step ${step + 1}: ${scenario.steps[step]?.words.en}`;
  return { event, variant, index, story: { scenario, step }, words };
}
