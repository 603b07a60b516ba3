import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import type { PayloadGenerator, WritePayload } from '../generate/generator.ts';
import type { Override } from '../generate/overrides.ts';

/**
 * How the bodies of a run are written: at once as bytes; or, where the user changes fields, drawn and changed first.
 * @throws UsageError when an override is wrong for any of the events
 */
export async function bodyWriters(
  events: readonly EventDefinition[],
  changes: { readonly overrides: readonly Override[]; readonly force: boolean },
): Promise<(generator: PayloadGenerator, event: EventDefinition, variant: Variant) => WritePayload> {
  if (changes.overrides.length === 0) {
    return (generator, event, variant) => generator.writer(event, variant);
  }
  const { payloadEditor } = await import('../run/edit.ts');
  const edit = await payloadEditor(events, changes);
  return (generator, event, variant) => (index, now, out) => {
    const { body, query } = edit(generator.draw(event, variant, index, now));
    out.length = 0;
    out.copy(body);
    return query;
  };
}
