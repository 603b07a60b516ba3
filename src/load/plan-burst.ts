import { defaults } from '../defaults.ts';
import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import { UsageError } from '../errors.ts';
import { seedAndClock } from '../generate/clock.ts';
import { cover } from '../generate/coverage.ts';
import { resolveVariant } from '../generate/variants.ts';
import type { SharedPlan, WorkerPlan } from './executor/worker-plan.ts';
import type { OpenBurstOptions } from './options.ts';
import { SentPayloads } from './workload/sent-payloads.ts';

/** Variants of one event at most: each is prepared in every worker. */
const mostVariants = 10_000;

/** Settles what options leave open. Throws a UsageError for a variant, coverage or clock that cannot be had. */
export function planBurst(options: OpenBurstOptions): SharedPlan {
  const { mix, load, workers = defaults.workers, contacts = defaults.contacts } = options;
  const { seed, now, clock } = seedAndClock(options);
  const runs = now === 'real';
  const { proxy, ...tls } = options.connection ?? {};
  const events = mix.map(({ event }) => ({
    id: event.id,
    destination: options.destinations(event),
    variants: variantsOf(event, options),
  }));
  return {
    workers,
    seed,
    clock: { at: clock(), runs },
    events,
    sampler: {
      seed,
      events: mix.map(({ weight }, i) => ({ weight, variants: events[i]?.variants.length ?? 0 })),
      duplicates: options.duplicates ?? 0,
      // While the clock runs, a worker can only repeat what it sent itself.
      step: runs ? workers : 1,
    },
    sent: SentPayloads.memory((options.duplicates ?? 0) > 0),
    load: 'closed' in load ? load : { open: { ...load.open, seed } },
    maxInFlight: 'closed' in load ? load.closed.connections : (options.maxInFlight ?? defaults.maxInFlight),
    warmup: options.warmup ?? 0,
    timeout: options.timeout ?? defaults.timeout,
    contract: options.contract ?? defaults.contract,
    contacts,
    connection: { ...tls, proxy: proxy?.href },
    overrides: options.overrides ?? [],
    force: options.force === true,
    keep: options.keep ?? defaults.keep,
    log: options.log ?? null,
    showSecrets: options.showSecrets === true,
    fullBodies: options.fullBodies === true,
    secrets: options.secrets ?? [],
    // With another number of contacts, the same seed makes other payloads.
    reproFlags: [...(options.reproFlags ?? []), '--contacts', String(contacts)],
    addressFlags: options.addressFlags,
  };
}

/** The plan of each worker. */
export function divide(plan: Omit<WorkerPlan, 'worker'>): [WorkerPlan, ...WorkerPlan[]] {
  const { workers, maxInFlight } = plan;
  const planOf = (worker: number): WorkerPlan => ({
    ...plan,
    worker,
    maxInFlight: Math.floor(maxInFlight / workers) + (worker < maxInFlight % workers ? 1 : 0),
  });
  return [planOf(0), ...Array.from({ length: workers - 1 }, (_, i) => planOf(i + 1))];
}

function variantsOf(event: EventDefinition, { variants, coverage }: OpenBurstOptions): readonly Variant[] {
  const all: Variant[] = [];
  for (const fixed of variants ?? [{}]) {
    // A variant that was named is sent alone, unless a coverage was given as well.
    const covered =
      variants !== undefined && coverage === undefined
        ? [resolveVariant(event, fixed)]
        : cover(event, coverage ?? 'each', fixed);
    for (const variant of covered) {
      all.push(variant);
      if (all.length > mostVariants) {
        throw new UsageError({
          zh: `${event.id} 的变体超过 ${mostVariants} 个，无法全部发送：请用 --variant 固定其中一些维度`,
          en: `${event.id} has more than ${mostVariants} variants, too many to send: fix some with --variant`,
        });
      }
    }
  }
  return all;
}
