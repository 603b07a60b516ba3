import { resolveVariant } from '../../generate/variants.ts';
import type { Case, Sending } from './case.ts';
import { caseId, indexOf } from './case-id.ts';
import { invalidRequests } from './invalid-requests.ts';
import type { Planner } from './planner.ts';

/** Requests that are wrong, each followed by one that is right. */
export const planNegative: Planner = function* ({ events, refused }) {
  for (const event of events) {
    const variant = resolveVariant(event);
    for (const [name, mistake] of Object.entries(invalidRequests)) {
      if (mistake.appliesTo?.(event) === false) continue;
      const id = caseId(event.id, name.replaceAll('-', ' '));
      const wrong: Sending = {
        event,
        variant,
        index: indexOf(id),
        words: `${event.title.en}, ${mistake.words}`,
        mayBreakOff: mistake.mayBreakOff,
        expected: refused.includes(name) || refused.includes('all') ? 'refused' : 'answered',
        ...mistake.wrong(event),
      };
      const first: Sending = {
        event,
        variant,
        index: indexOf(id, 2),
        words: `${event.title.en}, validly signed`,
      };
      const next: Sending = {
        event,
        variant,
        index: indexOf(id, 1),
        words: `${event.title.en}, valid, right after`,
      };
      const sendings = mistake.afterValid === true ? [first, wrong, next] : [wrong, next];
      const whole: Case = {
        id,
        group: 'negative',
        subject: event.id,
        basis: 'inferred',
        words: wrong.words,
        steps: sendings.map((sending) => ({ kind: 'send', sending })),
      };
      yield whole;
    }
  }
};
