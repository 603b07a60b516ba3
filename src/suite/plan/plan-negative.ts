import type { PlannedDelivery } from './case.ts';
import { invalidRequests } from './invalid-requests.ts';
import { caseId, type Planner, usualDelivery } from './planner.ts';

/** Invalid requests, each followed by a valid one. */
export const planNegative: Planner = function* ({ events, refused }) {
  for (const event of events) {
    for (const [name, { words, mayReset, afterValid, appliesTo, change }] of Object.entries(
      invalidRequests,
    )) {
      if (appliesTo?.(event) === false) continue;
      const id = caseId(event.id, name.replaceAll('-', ' '));
      const planned = (what: string, part?: number): PlannedDelivery =>
        usualDelivery(event, id, `${event.title.en}, ${what}`, part);
      const invalid: PlannedDelivery = {
        ...planned(words),
        mayReset,
        expected: refused.includes(name) || refused.includes('all') ? 'refused' : 'answered',
        ...change(event),
      };
      const before = afterValid === true ? [planned('validly signed', 2)] : [];
      const deliveries = [...before, invalid, planned('valid, right after', 1)];
      yield {
        id,
        group: 'negative',
        subject: event.id,
        basis: 'inferred',
        words: invalid.words,
        steps: deliveries.map((each) => ({ kind: 'send', planned: each })),
      };
    }
  }
};
