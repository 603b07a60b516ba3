import type { Variant } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import { defineScenario, type Scenario } from '../../define/scenario.ts';
import { scenarioSteps } from '../../generate/story.ts';
import { asIs, type LocalizedText } from '../../language.ts';
import type { CaseStep, PlannedDelivery, SuiteCase } from './case.ts';
import { caseId, indexOf, type Planner } from './planner.ts';

/** Every scenario, in the order in which things happen. */
export const planLifecycle: Planner = function* ({ scenarios }) {
  for (const scenario of scenarios)
    yield story('lifecycle', scenario, asIs('in order'), scenario.title, [...scenario.steps.keys()]);
};

/** Every scenario in the wrong orders that it names. */
export const planDisorder: Planner = function* ({ scenarios }) {
  for (const scenario of scenarios) {
    for (const disorder of scenario.disorders) {
      const { zh, en, arrivals } = disorder;
      const { title } = scenario;
      const words = { zh: `${title.zh}，乱序：${zh}`, en: `${title.en}, out of order: ${en}` };
      yield story('disorder', scenario, disorder, words, arrivals);
    }
  }
};

function story(
  group: SuiteCase['group'],
  scenario: Scenario,
  what: LocalizedText,
  words: LocalizedText,
  arrivals: readonly number[],
): SuiteCase {
  const id = caseId(scenario.id, what);
  // One index for the whole story: its deliveries are about the same people, whom no other case has.
  const index = indexOf(id);
  const steps = arrivals.map(
    (step): CaseStep => ({ kind: 'send', planned: plannedStep(scenario, step, index) }),
  );
  return { id, group, subject: scenario.id, basis: scenario.basis, words, steps };
}

/** One step of a scenario as a delivery. */
export function plannedStep(scenario: Scenario, step: number, index: number): PlannedDelivery {
  const { event, variant } = scenarioSteps(scenario)[step] as ReturnType<typeof scenarioSteps>[number];
  const happens = scenario.steps[step]?.words;
  const words = {
    zh: `${scenario.title.zh}，第 ${step + 1} 步：${happens?.zh}`,
    en: `${scenario.title.en}, step ${step + 1}: ${happens?.en}`,
  };
  return { event, variant, index, story: { scenario, step }, words };
}

/** Deliveries of an event about the same people, each with an id of its own and with its choices. */
export function samePeople(event: EventDefinition, variants: readonly Variant[]): Scenario {
  const { platform, title, basis } = event;
  const steps = variants.map((variant) => ({ event, variant, words: title }));
  const name = `same-people-${event.name.replace(/[._]/g, '-')}`;
  return defineScenario({ name, platform, title, basis, steps });
}
