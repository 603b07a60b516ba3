import type { EventDefinition } from '../../define/event.ts';
import { asIs, type LocalizedText } from '../../language.ts';
import {
  type CaseStep,
  type PlannedDelivery,
  readState as probe,
  type SuiteCase,
  sendStep as send,
} from './case.ts';
import { plannedStep, samePeople } from './plan-stories.ts';
import { caseId, indexOf, type Planner, retryBasis, titled, usualDelivery } from './planner.ts';

/** The same bytes more than once: a platform that delivers at least once may do that. */
export const planRedelivery: Planner = function* ({ events, probe: withProbe }) {
  for (const event of events) {
    yield deliveredAgain(event, withProbe);
    for (const overlap of overlaps)
      yield withProbe ? probedOverlap(event, overlap) : overlapping(event, overlap);
  }
};

function withoutSteps(
  event: EventDefinition,
  what: LocalizedText,
  words: LocalizedText,
): Omit<SuiteCase, 'steps'> {
  const id = caseId(event.id, what);
  const basis = retryBasis(event);
  return { id, group: 'redelivery', subject: event.id, basis, words: titled(event, words) };
}

function deliveredAgain(event: EventDefinition, withProbe: boolean): SuiteCase {
  const one = withoutSteps(event, asIs('delivered again'), {
    zh: '收到第一次的响应后，立即再发相同的字节',
    en: 'the same bytes again, as soon as the first were answered',
  });
  const first = usualDelivery(event, one.id, event.title);
  const again: LocalizedText = { zh: '再发相同的字节', en: 'the same bytes again' };
  const second = { ...first, words: titled(event, again, ', ') };
  const resend = (of: number): CaseStep => ({ kind: 'resend', of, planned: second });
  if (!withProbe) return { ...one, steps: [send(first), resend(0)] };
  return {
    ...one,
    exclusive: true,
    steps: [
      probe('before', 'quiet'),
      send(first),
      probe('after-the-first', 'changed'),
      resend(1),
      probe('after-the-second', 'settled'),
    ],
    rules: [{ kind: 'same', since: 'before', before: 'after-the-first', after: 'after-the-second' }],
  };
}

/** A way in which the same bytes arrive twice without a response in between. */
interface Overlap {
  /** For the case's id. */
  readonly what: LocalizedText;
  readonly words: LocalizedText;
  step(planned: PlannedDelivery): CaseStep;
}

const overlaps: readonly Overlap[] = [
  {
    what: asIs('delivered twice at once'),
    words: { zh: '同时发两次相同的字节', en: 'the same bytes twice at the same time' },
    step: (planned) => ({ kind: 'concurrent', copies: 2, planned }),
  },
  {
    what: asIs('delivered again after giving up'),
    words: {
      zh: '平台等不到响应而放弃，然后重新投递',
      en: 'the platform gives up waiting, and delivers again',
    },
    step: (planned) => ({ kind: 'retry', planned }),
  },
];

function overlapping(event: EventDefinition, { what, words, step }: Overlap): SuiteCase {
  const one = withoutSteps(event, what, words);
  return { ...one, steps: [step(usualDelivery(event, one.id, one.words))] };
}

/**
 * The state cannot be read between two deliveries that overlap. So a single delivery about the same people comes
 * before them, to show what one delivery adds. Another one comes before that, since the first delivery about a person
 * may add more than later ones.
 */
function probedOverlap(event: EventDefinition, { what, words, step }: Overlap): SuiteCase {
  const one = withoutSteps(event, what, words);
  const scenario = samePeople(event, [{}, {}, {}]);
  const index = indexOf(one.id);
  const planned = (number: number): PlannedDelivery => ({
    ...plannedStep(scenario, number, index),
    caseOnly: true,
  });
  return {
    ...one,
    exclusive: true,
    steps: [
      probe('before-the-first', 'quiet'),
      send(planned(0)),
      probe('before-one', 'changed'),
      send(planned(1)),
      probe('after-one', 'changed'),
      step({ ...planned(2), words: one.words }),
      probe('after-the-same-twice', 'settled'),
    ],
    rules: [
      {
        kind: 'same_change',
        first: ['before-the-first', 'before-one'],
        control: ['before-one', 'after-one'],
        change: ['after-one', 'after-the-same-twice'],
        times: 2,
      },
    ],
  };
}
