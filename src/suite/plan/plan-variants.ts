import { cover } from '../../generate/coverage.ts';
import { caseId, indexOf, variantInWords, variantWords } from './case-id.ts';
import type { Planner } from './planner.ts';

/** Every event, in the variants that the coverage visits. */
export const planVariants: Planner = function* ({ events, coverage }) {
  for (const event of events) {
    for (const variant of cover(event, coverage)) {
      const id = caseId(event.id, variantWords(event, variant));
      const words = variantInWords(event, variant);
      yield {
        id,
        group: 'variants',
        subject: event.id,
        basis: event.basis,
        words,
        steps: [{ kind: 'send', sending: { event, variant, index: indexOf(id), words } }],
      };
    }
  }
};
