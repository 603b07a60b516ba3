import type { Variant } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import { UsageError } from '../../errors.ts';
import type { PayloadGenerator } from '../../generate/generator.ts';
import { applyOverrides, type Override } from '../../generate/overrides.ts';

/**
 * Looks for a variant that each override fits: what fits some only is not applied to the others, but what fits none of
 * an event's is a mistake.
 * @throws UsageError for that
 */
export function checkFit(
  generator: PayloadGenerator,
  event: EventDefinition,
  variants: readonly Variant[],
  overrides: readonly Override[],
  now: number,
): void {
  const misfits = new Map<Override, UsageError>();
  const fit = new Set<Override>();
  for (const variant of variants) {
    let payload: unknown = generator.draw(event, variant, 0, now).payload;
    for (const override of overrides) {
      try {
        ({ payload } = applyOverrides(payload, [override]));
        fit.add(override);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        misfits.set(override, error);
      }
    }
    if (fit.size === overrides.length) return;
  }
  for (const [override, misfit] of misfits) if (!fit.has(override)) throw misfit;
}
