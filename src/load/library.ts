import { builtinCatalog } from '../catalog/builtin.ts';
import type { Variant } from '../define/dimension.ts';
import { isEvent } from '../define/event.ts';
import { UsageError } from '../errors.ts';
import { parseSet, parseUnset } from '../generate/overrides.ts';
import { parseSharedChoices } from '../generate/variants.ts';
import { eachInLanguage, type InLanguage, inLanguage } from '../language.ts';
import { checkValues } from '../option-values.ts';
import { rateOf } from '../rate.ts';
import { type EventChoice, type SendOptions, targetOf } from '../send/library.ts';
import { ownFlags } from '../send/send-run.ts';
import type { BurstRun } from './burst-run.ts';
import { openBurst } from './open-burst.ts';
import { burstRules } from './option-rules.ts';
import type { OpenBurstOptions } from './options.ts';
import type { BurstResult } from './result.ts';
import { type LoadOptions, loadProfile } from './schedule/load-profile.ts';
import { parseStages } from './schedule/stages-text.ts';
import type { Snapshot } from './snapshot.ts';
import { parseAbortOn } from './thresholds/abort-on.ts';
import { parseThreshold } from './thresholds/threshold-text.ts';
import { openMix, parseMix } from './workload/mix.ts';

/** A run of load. Times are ms; the notations of the command line may be used as well: `rate: '2000/s'`. */
export interface BurstOptions
  extends InLanguage,
    Omit<LoadOptions, 'rate' | 'stages'>,
    Pick<SendOptions, 'to' | 'base' | 'variant' | 'set' | 'unset' | 'catalog'>,
    Omit<
      OpenBurstOptions,
      | 'mix'
      | 'destinations'
      | 'load'
      | 'maxInFlight'
      | 'variants'
      | 'overrides'
      | 'eventPaths'
      | 'thresholds'
      | 'abortOn'
      | 'reproFlags'
      | 'addressFlags'
    > {
  /** Events, their names, or globs: an equal share of the deliveries each. Or … */
  readonly events?: EventChoice | readonly EventChoice[] | undefined;
  /** … with their weights: `'juzi/message.received=8,yuju/contact.*=1'`. */
  readonly mix?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly token?: string | undefined;
  /** Deliveries a second: a number, or `'2000/s'`. */
  readonly rate?: number | string | undefined;
  /** `'100/s:30s,1000/s:10s'`, `'0/s..2000/s:60s'`. */
  readonly stages?: string | undefined;
  /** `['p99<200ms', 'errors<0.1%']`, judged in the result. */
  readonly thresholds?: readonly string[] | undefined;
  /** `['errors>50%']`: the run ends when one of them has held for ten seconds. */
  readonly abortOn?: readonly string[] | undefined;
}

/** A run: its snapshots, one a second, and its result. */
export interface Burst extends AsyncIterable<Snapshot> {
  /** Resolves when the last delivery has ended. Rejects with a UsageError, before anything is sent, if an option is wrong. */
  readonly result: Promise<BurstResult>;
}

/**
 * Sends load: unique payloads, every response judged, every delivery accounted for. It starts when somebody iterates over
 * it or asks for its result; leaving the iteration early stops it.
 */
export function burst(options: BurstOptions): Burst {
  let opened: Promise<BurstRun> | undefined;
  const run = (): Promise<BurstRun> => {
    opened ??= inLanguage(options.lang, () => open(options));
    return opened;
  };
  return {
    get result() {
      return run().then(({ result }) => result);
    },
    async *[Symbol.asyncIterator]() {
      yield* eachInLanguage(options.lang, async function* () {
        yield* await run();
      });
    },
  };
}

async function open(options: BurstOptions): Promise<BurstRun> {
  checkValues(options, burstRules);
  const { catalog = builtinCatalog, events, mix, variant, set = [], unset = [] } = options;
  if ((events === undefined) === (mix === undefined)) {
    throw new UsageError({
      zh: '请给出 `events` 或 `mix`，只能给其中一个',
      en: 'give `events`, or `mix`: one of them',
    });
  }
  const choices = [events ?? []].flat() as EventChoice[];
  const mixed = await openMix(
    mix === undefined ? choices.map((each) => ({ choice: each, weight: null })) : parseMix('mix')(mix),
    catalog,
  );
  const definitions = mixed.map(({ event }) => event);
  if ((options.workers ?? 1) > 1 && (catalog !== builtinCatalog || choices.some(isEvent))) {
    throw new UsageError({
      zh: 'workers：工作线程只能使用内置事件；发送自己的事件时请保持为 1，或改用命令行的 --event-files',
      en: 'workers: threads know the built-in events alone; with events of your own, leave it at 1, or use the command line with --event-files',
    });
  }
  const { rate, stages, headers = {}, token } = options;
  const target = targetOf({ ...options, catalog });
  const destination = { target, headers, ...(token !== undefined && { token }) };
  const variants = variant === undefined ? undefined : ([variant].flat() as (string | Variant)[]);
  return openBurst({
    ...options,
    mix: mixed,
    destinations: () => destination,
    load: loadProfile(
      {
        ...options,
        rate: rateOf(rate),
        stages: stages === undefined ? undefined : parseStages('stages')(stages),
      },
      (key) => key,
    ),
    variants: variants?.map((one) => (typeof one === 'string' ? parseSharedChoices(definitions, one) : one)),
    overrides: [...set.map(parseSet), ...unset.map(parseUnset)],
    thresholds: options.thresholds?.map((text) => parseThreshold(text, definitions, 'thresholds')),
    abortOn: options.abortOn?.map((text) => parseAbortOn(text, 'abortOn')),
    reproFlags: ownFlags({ ...options, body: undefined }),
  });
}
