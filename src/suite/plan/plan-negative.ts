import { asIs, type LocalizedText } from '../../language.ts';
import type { PlannedDelivery } from './case.ts';
import { invalidRequests } from './invalid-requests.ts';
import { caseId, type Planner, titled, usualDelivery } from './planner.ts';

/** Invalid requests, each followed by a valid one. */
export const planNegative: Planner = function* ({ events, refused }) {
  for (const event of events) {
    for (const [name, { words, mayReset, afterValid, appliesTo, change }] of Object.entries(
      invalidRequests,
    )) {
      if (appliesTo?.(event) === false) continue;
      const id = caseId(event.id, asIs(name.replaceAll('-', ' ')));
      const planned = (what: LocalizedText, part?: number): PlannedDelivery =>
        usualDelivery(event, id, titled(event, what, ', '), part);
      const invalid: PlannedDelivery = {
        ...planned(words),
        mayReset,
        expected: refused.includes(name) || refused.includes('all') ? 'refused' : 'answered',
        ...change(event),
      };
      const before = afterValid === true ? [planned({ zh: '签名有效', en: 'validly signed' }, 2)] : [];
      const after = planned({ zh: '紧接着的合法请求', en: 'valid, right after' }, 1);
      const deliveries = [...before, invalid, after];
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
