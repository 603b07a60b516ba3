import { formatChoices } from '../define/dimension.ts';
import { deliveryAddress } from '../delivery/address.ts';
import { Recorder } from '../delivery/recorder.ts';
import { formatOverride } from '../generate/overrides.ts';
import { BurstRun } from './burst-run.ts';
import { checkPayloads, checkRequests, checkWorkers } from './check-options.ts';
import type { SharedPlan } from './executor/worker-plan.ts';
import type { OpenBurstOptions } from './options.ts';
import { divide, planBurst } from './plan-burst.ts';
import type { BurstSettings } from './result.ts';
import { describeLoad } from './schedule/shape-text.ts';
import { guardTargets } from './target-guard.ts';

/**
 * Checks the options of a run and plans it. Nothing is sent before somebody asks for its snapshots or its result.
 * @throws UsageError when an option is wrong, or load would go to another machine that was not allowed
 */
export async function openBurst(options: OpenBurstOptions): Promise<BurstRun> {
  const plan = planBurst(options);
  checkWorkers(plan);
  const { proxy, resolve } = options.connection ?? {};
  const receivers = plan.events.map(({ destination }) => new URL(destination.target.url));
  const hosts = await guardTargets(
    proxy === undefined ? receivers : [...receivers, proxy],
    options.allowedTargets ?? [],
    resolve,
  );
  const definitions = options.mix.map(({ event }) => event);
  await checkPayloads(definitions, plan);
  checkRequests(plan);
  return new BurstRun({
    workers: divide({ ...plan, hosts }),
    definitions,
    eventPaths: options.eventPaths ?? [],
    thresholds: options.thresholds ?? [],
    abortOn: options.abortOn ?? [],
    stop: options.stop,
    signal: options.signal,
    settings: describeSettings(plan, options),
  });
}

/** What a run is asked to do, for its reports: without secrets. */
function describeSettings(plan: SharedPlan, options: OpenBurstOptions): BurstSettings {
  const { mix, load } = options;
  const recorder = new Recorder(options);
  const destinations = plan.events.map(({ destination }) => destination);
  const hide = (text: string): string => recorder.hide(text, destinations);
  const targets = mix.map(({ event }) => {
    const { target } = options.destinations(event);
    return [event.id, hide(deliveryAddress(target, event, {}).href)];
  });
  return {
    events: plan.events.map(({ id }) => id),
    weights: Object.fromEntries(mix.map(({ event, weight }) => [event.id, weight])),
    payloads: payloadFlags(options).map(hide),
    targets: Object.fromEntries(targets),
    loop: 'closed' in load ? 'closed' : 'open',
    shape: describeLoad(load),
    connections: plan.maxInFlight,
    workers: plan.workers,
    timeout: plan.timeout,
    warmup: plan.warmup,
    contract: plan.contract,
    duplicates: plan.sampler.duplicates,
    contacts: plan.contacts,
  };
}

/** The options that shape payloads, as flags. */
function payloadFlags({ variants = [], coverage, overrides = [] }: OpenBurstOptions): string[] {
  return [
    ...variants.map((variant) => `--variant ${formatChoices(variant)}`),
    ...(coverage === undefined ? [] : [`--coverage ${coverage}`]),
    ...overrides.map((override) => `--${override.op} ${formatOverride(override)}`),
  ];
}
