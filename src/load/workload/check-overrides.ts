import type { Variant } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import { UsageError } from '../../errors.ts';
import type { PayloadGenerator } from '../../generate/generator.ts';
import { applyOverrides, type Override } from '../../generate/overrides.ts';

/** Throws a UsageError for an override that fits none of an event's variants. The others are sent without it. */
export function checkOverrides(
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
