import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import type { Scenario } from '../define/scenario.ts';
import { type PreparedPayload, serializePayload } from '../delivery/prepared-payload.ts';
import { UsageError } from '../errors.ts';
import { seedAndClock } from '../generate/clock.ts';
import type { Coverage } from '../generate/coverage-names.ts';
import { scenarioSteps } from '../generate/story.ts';
import { resolveVariant } from '../generate/variants.ts';
import type { PayloadOptions } from './payload-options.ts';
import { openEdit, openGenerators, writePayload } from './prepare.ts';

/** The payloads of a run. The options are checked and everything is loaded; nothing is drawn yet. */
export interface PayloadRun extends Iterable<PreparedPayload> {
  readonly seed: string;
  /** The number of payloads; `undefined` if a coverage has too many variants to count. */
  readonly total: number | undefined;
}

/**
 * Prepares a run. Iterating draws each variant of each event, `count` times over.
 * @throws UsageError when a choice, path or body is wrong for any of the events, before anything is drawn
 */
export async function openPayloadRun(
  events: readonly EventDefinition[],
  options: PayloadOptions = {},
): Promise<PayloadRun> {
  const { count = 1, index = 0, coverage = 'default' } = options;
  const { seed, clock } = seedAndClock(options);
  const generators = await openGenerators({ ...options, seed }, clock);
  const edit = await openEdit(events, options);
  if (options.scenario !== undefined) {
    const { scenario } = options;
    const steps = storySteps(options, scenario);
    return {
      seed,
      total: steps.length * count,
      *[Symbol.iterator]() {
        for (let round = 0; round < count; round += 1) {
          const now = clock();
          for (const step of steps) {
            const { event } = scenarioSteps(scenario)[step] as { event: EventDefinition };
            const drawn = generators(event).drawStep({ scenario, step }, index + round, now);
            yield edit === undefined ? serializePayload(drawn) : edit(drawn);
          }
        }
      },
    };
  }
  const choices = options.variants ?? [{}];
  const visit = await variantVisitor(coverage);
  const visits = events.flatMap((event) =>
    choices.map((fixed) => ({ event, variants: visit(event, fixed) })),
  );
  const sizes = visits.map(({ variants }) => (Array.isArray(variants) ? variants.length : undefined));
  return {
    seed,
    total: sizes.includes(undefined)
      ? undefined
      : sizes.reduce<number>((sum, size = 0) => sum + size, 0) * count,
    *[Symbol.iterator]() {
      for (let round = 0; round < count; round += 1) {
        for (const { event, variants } of visits) {
          for (const variant of variants) {
            const generator = generators(event);
            const now = clock();
            yield edit === undefined
              ? writePayload(generator, event, variant, index + round, now)
              : edit(generator.draw(event, variant, index + round, now));
          }
        }
      }
    },
  };
}

/** The variants that a coverage visits. The default coverage does not load the code of the others. */
async function variantVisitor(
  coverage: Coverage,
): Promise<(event: EventDefinition, fixed: Variant) => Iterable<Variant>> {
  if (coverage === 'default') return (event, fixed) => [resolveVariant(event, fixed)];
  const { cover } = await import('../generate/coverage.ts');
  return (event, fixed) => cover(event, coverage, fixed);
}

/** Which steps of a scenario to send, from 0. */
function storySteps({ step }: PayloadOptions, scenario: Scenario): number[] {
  const all = [...scenario.steps.keys()];
  if (step === undefined) return all;
  if (step > all.length) {
    throw new UsageError({
      zh: `${scenario.id} 共 ${all.length} 步：没有 --step ${step}`,
      en: `${scenario.id} has ${all.length} steps: there is no --step ${step}`,
    });
  }
  return [step - 1];
}
