import { memberOf, type Variant } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import { cover } from '../../generate/coverage.ts';
import { caseId, indexOf, type Planner, variantLabel } from './planner.ts';

/** Every event, in the variants that the coverage visits. */
export const planVariants: Planner = function* ({ events, coverage }) {
  for (const event of events) {
    for (const variant of cover(event, coverage)) {
      const id = caseId(event.id, variantLabel(event, variant));
      const words = describeVariant(event, variant);
      yield {
        id,
        group: 'variants',
        subject: event.id,
        basis: event.basis,
        words,
        steps: [{ kind: 'send', planned: { event, variant, index: indexOf(id), words } }],
      };
    }
  }
};

/** A variant for a person: `message type: image; room or private: room`. */
function describeVariant(event: EventDefinition, variant: Variant): string {
  const unusual = event.dimensions.flatMap((dimension) => {
    const name = variant[dimension.name];
    if (name === undefined || name === dimension.usual) return [];
    return [`${dimension.title.en}: ${memberOf(dimension, name)?.en ?? name}`];
  });
  return unusual.length === 0 ? event.title.en : `${event.title.en}; ${unusual.join('; ')}`;
}
