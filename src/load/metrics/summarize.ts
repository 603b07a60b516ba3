import { count, counted } from '../../counted.ts';
import { roundToMicroseconds } from '../../duration.ts';
import { formatInstant } from '../../generate/clock.ts';
import { reconnectWarning, strayWarning } from '../../http/connection-warnings.ts';
import { type LocalizedText, say } from '../../language.ts';
import type { FindingCode } from '../../verdict/codes.ts';
import { type Outcome, outcomes } from '../../verdict/verdict.ts';
import { version } from '../../version.ts';
import type { WorkerPlan } from '../executor/worker-plan.ts';
import type {
  BurstResult,
  BurstSettings,
  DeliveryCounts,
  EventFigures,
  Latency,
  StopReason,
  ThresholdResult,
} from '../result.ts';
import { openSchedule, type ScheduleSpec } from '../schedule/schedule.ts';
import type { Clock, Measurable } from '../thresholds/metric.ts';
import { judgeThreshold, type Threshold, toleratedFailures } from '../thresholds/threshold.ts';
import type { Aggregator } from './aggregator.ts';

/** What is known of a run that has ended, besides what the aggregator holds. */
export interface EndedRun {
  readonly plan: Pick<WorkerPlan, 'seed' | 'clock' | 'load'>;
  /** Wall clock at the start, ms since the epoch. */
  readonly startedAt: number;
  readonly settings: BurstSettings;
  /** CPU time of the process since the start, ms. */
  readonly cpu: number;
  readonly thresholds: readonly Threshold[];
  readonly stopped: StopReason | null;
}

export function summarize(aggregator: Aggregator, run: EndedRun): BurstResult {
  const { plan, settings, stopped } = run;
  const { busy, lastStart, ended } = aggregator;
  const duration = measuredDuration(plan.load, settings.warmup, {
    stoppedAt: stopped?.at ?? null,
    lastStart,
    ended,
  });
  const rate = (count: number): number => Math.round((count / duration) * 1e6) / 1000;
  const counts = aggregator.counts();
  const latency = aggregator.latency();
  const service = aggregator.service();
  const lateness = aggregator.lateness();
  const byEvent = aggregator.byEvent();
  const whole = {
    ...counts,
    latency,
    service,
    rate: rate(counts.started),
    quantile: (clock: Clock, share: number) => aggregator.quantile(clock, share),
  };
  const partsOf = ({ of, values }: Threshold): readonly Measurable[] => {
    if (of === null) return [whole];
    return of.map((event): Measurable => {
      const figures =
        values === null
          ? {
              ...(byEvent[event] as EventFigures),
              quantile: (clock: Clock, share: number) => aggregator.quantile(clock, share, event),
            }
          : measurableOf(aggregator.withValues(event, values));
      return { ...figures, rate: rate(figures.started) };
    });
  };
  const thresholds = run.thresholds.map((threshold) => judgeThreshold(threshold, partsOf(threshold)));
  return {
    version,
    seed: plan.seed,
    now: plan.clock.runs ? 'real' : formatInstant(plan.clock.at),
    startedAt: new Date(run.startedAt).toISOString(),
    settings,
    elapsed: roundToMicroseconds(ended),
    ...counts,
    rate: { target: targetRate(plan.load, settings.warmup, duration), achieved: rate(counts.started) },
    latency,
    service,
    byEvent,
    byValue: aggregator.byValue(),
    findings: aggregator.findings.summaries(aggregator.endedByVariant),
    thresholds,
    series: aggregator.series,
    distribution: aggregator.distribution(),
    duplicates: aggregator.duplicates,
    reconnects: aggregator.reconnects,
    warnings: receiverWarnings(aggregator),
    warmup: settings.warmup === 0 ? null : aggregator.warmup,
    generator: {
      workers: settings.workers,
      cpu: run.cpu,
      busy: Math.round(busy * 1000) / 1000,
      lateness,
      lag: aggregator.lag(),
      sockets: aggregator.sockets,
      warnings: healthWarnings({
        loop: settings.loop,
        workers: settings.workers,
        maxInFlight: settings.connections,
        duration,
        busy,
        lateness,
        drops: aggregator.drops,
        logProblem: aggregator.logProblem,
        exhausted: countOf('transport.exhausted', aggregator.findings),
      }),
    },
    failures: aggregator.reservoir.deliveries,
    stopped,
    interrupted: stopped?.reason === 'interrupted',
    passed: !aborted(stopped) && passed(counts, thresholds, run.thresholds),
  };
}

/** A run that was not seen to its end did not pass; but who interrupts one asks for its result so far. */
const aborted = (stopped: StopReason | null): boolean => stopped !== null && stopped.reason !== 'interrupted';

/** A run in which nothing was started did not pass. */
function passed(
  counts: DeliveryCounts,
  results: readonly ThresholdResult[],
  thresholds: readonly Threshold[],
): boolean {
  const tolerated = toleratedFailures(thresholds);
  const failed = Object.entries(counts.outcomes).some(
    ([outcome, count]) => outcome !== 'accepted' && count > 0 && !tolerated.outcomes.has(outcome as Outcome),
  );
  const dropped = counts.dropped > 0 && !tolerated.dropped;
  return counts.started > 0 && !failed && !dropped && results.every(({ ok }) => ok);
}

/** Warns where connections did not end as they should. */
function receiverWarnings({ reconnects, strays }: Pick<Aggregator, 'reconnects' | 'strays'>): string[] {
  const warnings = [
    ...(reconnects > 0 ? [reconnectWarning(reconnects)] : []),
    ...(strays > 0 ? [strayWarning(strays)] : []),
  ];
  return warnings.map((warning) => say({ zh: `${warning}。`, en: `${warning.replace(/^t/, 'T')}.` }));
}

/** What was measured of the generator. */
export interface GeneratorMeasurements extends Pick<Aggregator, 'busy' | 'drops' | 'logProblem'> {
  readonly loop: 'open' | 'closed';
  readonly workers: number;
  /** How long deliveries were started, ms. */
  readonly duration: number;
  readonly lateness: Latency;
  readonly maxInFlight: number;
  /** Deliveries for which this machine had no socket, local port or file handle. */
  readonly exhausted: number;
}

/** ms. Timers count whole ms, and now and then garbage is collected. */
const acceptableLateness = 10;
const mostlyBusy = 0.9;
/** ms. A shorter run is one burst of work. */
const shortestMeasurable = 1000;

/** Warns where the generator, not the receiver, was the limit: it changes what the figures mean. */
export function healthWarnings(measured: GeneratorMeasurements): string[] {
  const { loop, workers, duration, busy, lateness, drops, maxInFlight, logProblem, exhausted } = measured;
  const warnings: string[] = [];
  const percents = Math.round(busy * 100);
  const late = Math.round(lateness.p99 ?? 0);
  const remedy = {
    zh: `有空闲的核时，可以试试 --workers ${workers + 1}`,
    en: `--workers ${workers + 1} may help, if there is a core for it`,
  };
  if ((lateness.p99 ?? 0) > acceptableLateness) {
    warnings.push(
      say({
        zh: `压测端发晚了：虽有空位，仍有 1% 的投递比计划晚 ${late} ms 或更久才发出。自计划时间算起的延迟包含这段等待；${remedy.zh}。`,
        en: `The generator was late: 1 % of the deliveries were started ${late} ms or more after they were due, though there was room for them. Latencies from due include that; ${remedy.en}.`,
      }),
    );
  }
  if (busy > mostlyBusy && duration >= shortestMeasurable) {
    const effect =
      loop === 'closed'
        ? {
            zh: '瓶颈可能是它而不是接收端，延迟也包含它自己的等待',
            en: 'it, and not the receiver, may have been the limit, and latencies include its own waiting',
          }
        : { zh: '延迟可能包含它自己的等待', en: 'latencies may include its own waiting' };
    warnings.push(
      say({
        zh: `压测端有 ${percents}% 的时间在忙：${effect.zh}。${remedy.zh}。`,
        en: `The generator was busy ${percents} % of the time: ${effect.en}. ${remedy.en}.`,
      }),
    );
  }
  if (drops.generatorLate > 0) {
    const { zh, en } = dropped(drops.generatorLate);
    warnings.push(
      say({
        zh: `${zh}：虽有空位，压测端轮到它们时已过时限；瓶颈是它而不是接收端。${remedy.zh}。`,
        en: `${en} because the generator came to them only after their deadline, though there was room for them: it, and not the receiver, was the limit. ${remedy.en}.`,
      }),
    );
  }
  if (drops.poolExhausted > 0) {
    const { zh, en } = dropped(drops.poolExhausted);
    warnings.push(
      say({
        zh: `${zh}：在途投递已达 ${count(maxInFlight)} 次（--max-in-flight），没有一次及时结束、腾出空位。`,
        en: `${en}: ${count(maxInFlight)} were in flight (--max-in-flight), and none ended in time to make room.`,
      }),
    );
  }
  if (exhausted > 0) {
    const deliveries = counted(exhausted, 'delivery', 'deliveries');
    warnings.push(
      say({
        zh: `本机的套接字、本地端口或文件句柄已耗尽，影响 ${count(exhausted)} 次投递（transport.exhausted）：瓶颈是本机，不是网络或接收端。复用连接可以少占一些；否则请调低 --connections 或 --rate，或调大 net.ipv4.ip_local_port_range 和 ulimit -n。`,
        en: `This machine had no more sockets, local ports or file handles for ${deliveries} (transport.exhausted): it, and not the network or the receiver, was the limit. Connections that are kept open need fewer; otherwise, lower --connections or --rate, or raise net.ipv4.ip_local_port_range and ulimit -n.`,
      }),
    );
  }
  if (logProblem !== null) {
    warnings.push(say({ zh: `日志不完整：${logProblem}`, en: `The log is not complete: ${logProblem}` }));
  }
  return warnings;
}

const dropped = (n: number): LocalizedText => ({
  zh: `${count(n)} 次投递未发出`,
  en: `${counted(n, 'delivery', 'deliveries')} ${n === 1 ? 'was' : 'were'} dropped`,
});

function countOf(code: FindingCode, findings: Aggregator['findings']): number {
  return findings.counts().reduce((sum, each) => sum + (each.code === code ? each.count : 0), 0);
}

/** Deliveries a second that the schedule asks for in the measured period; `null` in a closed loop. */
function targetRate(load: WorkerPlan['load'], warmup: number, duration: number): number | null {
  if (!('open' in load)) return null;
  const schedule = openSchedule(load.open);
  return Math.round(((schedule.before(warmup + duration) - schedule.before(warmup)) / duration) * 1e6) / 1000;
}

/** Of a value it is known how many were accepted, not how the others ended. */
function measurableOf({
  started,
  failed,
  ...durations
}: ReturnType<Aggregator['withValues']>): Omit<Measurable, 'rate'> {
  const none = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  const ended = { ...none, accepted: started - failed, violation: failed };
  return { planned: started, started, dropped: 0, outcomes: ended, ...durations };
}

/** How a run ended. ms from its start. */
interface RunEnd {
  /** `null` if it was not stopped before its schedule. */
  readonly stoppedAt: number | null;
  readonly lastStart: number;
  /** When the last delivery ended. */
  readonly ended: number;
}

/** The period that rates refer to, ms: how long deliveries were started, without the warm-up. */
function measuredDuration(load: WorkerPlan['load'], warmup: number, end: RunEnd): number {
  const until = 'open' in load ? endOfSchedule(load.open, end) : endOfClosedLoop(load.closed.duration, end);
  return Math.max(1, until - warmup);
}

/** Ten deliveries at 10/s take a second, though the last is due after 900 ms. A single batch takes until its last end. */
function endOfSchedule(spec: ScheduleSpec, { stoppedAt, lastStart, ended }: RunEnd): number {
  const schedule = openSchedule(spec);
  const beyond = spec.count === null ? null : openSchedule({ ...spec, count: null }).due(spec.count);
  const known = beyond !== null && beyond < Number.POSITIVE_INFINITY ? beyond : schedule.duration;
  const end = known === 0 ? ended : (known ?? lastStart);
  return Math.min(stoppedAt ?? end, end);
}

/** The given duration; or, if a count ends the loop, when the last delivery has ended. */
function endOfClosedLoop(duration: number | null, { stoppedAt, ended }: RunEnd): number {
  return Math.min(stoppedAt ?? ended, duration ?? ended);
}
