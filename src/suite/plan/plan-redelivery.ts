import type { EventDefinition } from '../../define/event.ts';
import { defineScenario, type Scenario } from '../../define/scenario.ts';
import { resolveVariant } from '../../generate/variants.ts';
import type { Case, ProbeMoment, Sending, Step } from './case.ts';
import { caseId, indexOf } from './case-id.ts';
import { sendingOf } from './plan-stories.ts';
import type { Planner } from './planner.ts';

const send = (sending: Sending): Step => ({ kind: 'send', sending });
const probe = (as: string, once: ProbeMoment): Step => ({ kind: 'probe', as, once });

/** The same bytes more than once: what an at-least-once platform promises. */
export const planRedelivery: Planner = function* ({ events, probe: probing }) {
  for (const event of events) {
    yield atOnce(event, probing);
    yield* [together, retried].map((plan) => (probing ? probed(event, plan) : plain(event, plan)));
  }
};

const basisOf = (event: EventDefinition): Case['basis'] =>
  event.platform.policy.retries === undefined ? 'observed' : 'documented';

function frame(event: EventDefinition, what: string, words: string): Omit<Case, 'steps'> {
  const id = caseId(event.id, what);
  const basis = basisOf(event);
  return { id, group: 'redelivery', subject: event.id, basis, words: `${event.title.en}: ${words}` };
}

function atOnce(event: EventDefinition, probing: boolean): Case {
  const whole = frame(event, 'delivered again', 'the same bytes again, as soon as the first were answered');
  const sending: Sending = {
    event,
    variant: resolveVariant(event),
    index: indexOf(whole.id),
    words: event.title.en,
  };
  const again = (of: number): Step => ({
    kind: 'again',
    of,
    sending: { ...sending, words: `${event.title.en}, the same bytes again` },
  });
  if (!probing) return { ...whole, steps: [send(sending), again(0)] };
  return {
    ...whole,
    alone: true,
    steps: [
      probe('before', 'quiet'),
      send(sending),
      probe('after the first', 'changed'),
      again(1),
      probe('after the second', 'settled'),
    ],
    rules: [{ kind: 'same', since: 'before', before: 'after the first', after: 'after the second' }],
  };
}

/** A way in which the same bytes arrive twice without an answer in between. */
interface Twice {
  readonly what: string;
  readonly words: string;
  step(sending: Sending): Step;
}

const together: Twice = {
  what: 'delivered twice at once',
  words: 'the same bytes twice at the same time',
  step: (sending) => ({ kind: 'together', times: 2, sending }),
};

const retried: Twice = {
  what: 'delivered again after giving up',
  words: 'the platform gives up waiting, and delivers again',
  step: (sending) => ({ kind: 'retry', sending }),
};

function plain(event: EventDefinition, { what, words, step }: Twice): Case {
  const whole = frame(event, what, words);
  const variant = resolveVariant(event);
  return { ...whole, steps: [step({ event, variant, index: indexOf(whole.id), words: whole.words })] };
}

/**
 * No state can be read between two deliveries that overlap. So another delivery about the same people comes first,
 * once, to show what one delivery adds; and one before that, as meeting somebody for the first time may add more.
 */
function probed(event: EventDefinition, { what, words, step }: Twice): Case {
  const whole = frame(event, what, words);
  const scenario = samePeople(event);
  const index = indexOf(whole.id);
  const sending = (number: number): Sending => ({ ...sendingOf(scenario, number, index), unsendable: true });
  return {
    ...whole,
    alone: true,
    steps: [
      send(sending(0)),
      probe('before one', 'quiet'),
      send(sending(1)),
      probe('after one', 'changed'),
      step({ ...sending(2), words: whole.words }),
      probe('after the same twice', 'settled'),
    ],
    rules: [
      {
        kind: 'same_change',
        control: ['before one', 'after one'],
        change: ['after one', 'after the same twice'],
        times: 2,
      },
    ],
  };
}

/** Three deliveries of an event about the same people, with ids of their own. */
function samePeople(event: EventDefinition): Scenario {
  const { platform, title, basis } = event;
  const step = { event, words: title };
  return defineScenario({
    name: `same-people-${event.name.replace(/[._]/g, '-')}`,
    platform,
    title,
    basis,
    steps: [step, step, step],
  });
}
