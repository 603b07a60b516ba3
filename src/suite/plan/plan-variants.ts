import { memberOf, type Variant } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import { cover } from '../../generate/coverage.ts';
import { asIs, type LocalizedText } from '../../language.ts';
import { caseId, indexOf, type Planner, titled, variantLabel } from './planner.ts';

/** Every event, in the variants that the coverage visits. */
export const planVariants: Planner = function* ({ events, coverage }) {
  for (const event of events) {
    for (const variant of cover(event, coverage)) {
      const id = caseId(event.id, asIs(variantLabel(event, variant)));
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
function describeVariant({ title, dimensions }: EventDefinition, variant: Variant): LocalizedText {
  const unusual = dimensions.flatMap((dimension) => {
    const name = variant[dimension.name];
    if (name === undefined || name === dimension.usual) return [];
    return [titled(dimension, memberOf(dimension, name) ?? asIs(name))];
  });
  return {
    zh: [title, ...unusual].map(({ zh }) => zh).join('；'),
    en: [title, ...unusual].map(({ en }) => en).join('; '),
  };
}
