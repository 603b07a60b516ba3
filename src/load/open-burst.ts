import { defaults } from '../defaults.ts';
import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import { deliveryAddress } from '../delivery/address.ts';
import type { Destination } from '../delivery/destination.ts';
import { parseHeader } from '../delivery/headers.ts';
import { Recorder } from '../delivery/recorder.ts';
import { UsageError } from '../errors.ts';
import { seedAndClock } from '../generate/clock.ts';
import { cover } from '../generate/coverage.ts';
import { formatOverride } from '../generate/overrides.ts';
import { resolveVariant } from '../generate/variants.ts';
import { checkProxy } from '../http/proxy.ts';
import { tlsSettings } from '../http/tls.ts';
import { openEdit, openGenerators } from '../send/prepare.ts';
import { BurstRun } from './burst-run.ts';
import { checkNumbers } from './check-numbers.ts';
import type { PlannedEvent, WorkerPlan } from './executor/worker-plan.ts';
import type { EventVariant } from './metrics/findings-aggregator.ts';
import type { BurstLoad, OpenBurstOptions } from './options.ts';
import { describeLoad } from './schedule/describe-load.ts';
import { openSchedule, type ScheduleSpec } from './schedule/schedule.ts';
import { guardTargets } from './target-guard.ts';
import { checkFit } from './workload/check-fit.ts';

/** Variants of one event that can be dealt: each is prepared, in every worker. */
const mostVariants = 10_000;

/**
 * Checks the choices of a run, and makes it ready. Nothing is sent before somebody asks for its snapshots or its result.
 * @throws UsageError when a choice is wrong, or the load would go to another machine that was not named for it
 */
export async function openBurst(options: OpenBurstOptions): Promise<BurstRun> {
  checkNumbers(options);
  const { seed, now, clock: startClock } = seedAndClock(options);
  const clock = { at: startClock(), runs: now === 'real' };
  const {
    workers = 1,
    timeout = defaults.timeout,
    warmup = 0,
    duplicates = 0,
    contract = defaults.contract,
  } = options;
  const { contacts = defaults.contacts, keep = defaults.keep, connection = {} } = options;
  const events = options.mix.map(({ event }) => plannedEvent(event, options));
  const load = plainLoad(options.load, seed);
  const maxInFlight =
    'closed' in load ? load.closed.connections : (options.maxInFlight ?? defaults.maxInFlight);
  if (workers > maxInFlight) {
    throw new UsageError(
      `${workers} workers cannot share ${maxInFlight} ${'closed' in load ? 'connections' : 'deliveries in flight'}: give fewer workers`,
    );
  }
  const hosts = await guardTargets(
    [
      ...events.map(({ destination }) => new URL(destination.target.url)),
      ...(connection.proxy ? [connection.proxy] : []),
    ],
    options.allowedTargets ?? [],
  );
  const { proxy, ...tls } = connection;
  const definitions = options.mix.map(({ event }) => event);
  const overrides = options.overrides ?? [];
  const force = options.force === true;
  // Mistakes are noticed here, before any worker is opened.
  await openEdit(definitions, { overrides, force });
  if (overrides.length > 0) {
    const generators = await openGenerators({ seed, contacts }, () => clock.at);
    for (const [i, event] of definitions.entries()) {
      checkFit(generators(event), event, events[i]?.variants ?? [], overrides, clock.at);
    }
  }
  if (proxy !== undefined) checkProxy(proxy);
  tlsSettings(tls);
  for (const { destination } of events) {
    // A request that cannot be written fails at once: a closed loop would do nothing else, and never come to rest.
    for (const [name, value] of Object.entries(destination.headers)) parseHeader(`${name}: ${value}`);
  }
  const plan: Omit<WorkerPlan, 'worker' | 'maxInFlight'> = {
    workers,
    seed,
    clock,
    events,
    sampler: {
      seed,
      events: options.mix.map(({ weight }, i) => ({ weight, variants: events[i]?.variants.length ?? 0 })),
      duplicates,
      // Where the clock runs, a worker can only repeat what it sent itself.
      step: clock.runs ? workers : 1,
    },
    load,
    warmup,
    timeout,
    contract,
    contacts,
    connection: { ...tls, proxy: proxy?.href },
    hosts,
    overrides,
    force,
    keep,
    log: options.log ?? null,
    showSecrets: options.showSecrets === true,
    secrets: options.secrets ?? [],
    // With another cast, the same seed makes other payloads.
    reproFlags: [...(options.reproFlags ?? []), '--contacts', String(contacts)],
    addressFlags: options.addressFlags,
  };
  const plans = Array.from({ length: workers }, (_, worker) => ({
    ...plan,
    worker,
    maxInFlight: shareOf(maxInFlight, worker, workers),
  }));
  const recorder = new Recorder({ ...options, connection });
  const destinations = options.mix.map(({ event }) => options.destinations(event));
  const schedule = 'open' in load ? openSchedule(load.open) : null;
  const closed = 'closed' in load ? load.closed : { connections: 0, duration: null, count: null };
  return new BurstRun({
    plans,
    definitions,
    eventPaths: options.eventPaths ?? [],
    variantIds: events.flatMap(({ variants }, event) =>
      variants.map((variant): EventVariant => ({ event, variant })),
    ),
    duration: schedule === null ? closed.duration : schedule.duration,
    total: schedule === null ? closed.count : schedule.total,
    rateAt: schedule === null ? null : (ms) => schedule.rateAt(ms),
    maxInFlight,
    thresholds: options.thresholds ?? [],
    abortOn: options.abortOn ?? [],
    stop: options.stop,
    settings: {
      events: events.map(({ id }) => id),
      weights: Object.fromEntries(options.mix.map(({ event, weight }) => [event.id, weight])),
      payloads: payloadFlags(options).map((flag) => recorder.hide(flag, destinations)),
      targets: Object.fromEntries(
        options.mix.map(({ event }, i) => [
          event.id,
          recorder.hide(
            deliveryAddress((destinations[i] as Destination).target, event, {}).href,
            destinations,
          ),
        ]),
      ),
      loop: schedule === null ? 'closed' : 'open',
      shape: describeLoad('open' in load ? load.open : null, closed),
      connections: maxInFlight,
      workers,
      timeout,
      warmup,
      contract,
      duplicates,
      contacts,
    },
  });
}

/** What shapes the payloads, as the command line has it. */
function payloadFlags({ variants = [], coverage, overrides = [] }: OpenBurstOptions): string[] {
  return [
    ...variants.map(
      (variant) =>
        `--variant ${Object.entries(variant)
          .map(([name, value]) => `${name}=${value}`)
          .join(',')}`,
    ),
    ...(coverage === undefined ? [] : [`--coverage ${coverage}`]),
    ...overrides.map((override) => `--${override.op} ${formatOverride(override)}`),
  ];
}

function plannedEvent(event: EventDefinition, options: OpenBurstOptions): PlannedEvent {
  const variants = dealtVariants(event, options);
  return { id: event.id, destination: options.destinations(event), variants };
}

function dealtVariants(event: EventDefinition, { variants, coverage }: OpenBurstOptions): readonly Variant[] {
  const dealt: Variant[] = [];
  for (const fixed of variants ?? [{}]) {
    // Whoever names a variant means that one, unless coverage is curve for as well.
    const visited =
      variants !== undefined && coverage === undefined
        ? [resolveVariant(event, fixed)]
        : cover(event, coverage ?? 'each', fixed);
    for (const variant of visited) {
      dealt.push(variant);
      if (dealt.length > mostVariants) {
        throw new UsageError(
          `${event.id} has more than ${mostVariants} variants, too many to deal: fix some with --variant`,
        );
      }
    }
  }
  return dealt;
}

function plainLoad(load: BurstLoad, seed: string): WorkerPlan['load'] {
  if ('closed' in load) return load;
  const open: ScheduleSpec = { ...load.open, seed };
  return { open };
}

/** What is left over goes to the first ones. */
const shareOf = (whole: number, worker: number, workers: number): number =>
  Math.floor(whole / workers) + (worker < whole % workers ? 1 : 0);
