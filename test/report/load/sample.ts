import type {
  BurstResult,
  BurstSettings,
  DeliveryCounts,
  Latency,
  SeriesPoint,
  ValueFigures,
} from '../../../src/load/result.ts';
import type { Snapshot } from '../../../src/load/snapshot.ts';
import { buckets } from './buckets.ts';
import { contacts, failures, findings, messages, now, target } from './found.ts';
import { faults, series, warmSeconds } from './seconds.ts';

export { failures, findings };

/** A latency, in the order in which it is read. */
export function latencyOf(
  min: number,
  mean: number,
  p50: number,
  p90: number,
  p95: number,
  p99: number,
  p999: number,
  max: number,
): Latency {
  return { min, mean, p50, p90, p95, p99, p999, max };
}

/** Of a run in which nothing has ended. */
export const noLatency: Latency = {
  min: null,
  mean: null,
  p50: null,
  p90: null,
  p95: null,
  p99: null,
  p999: null,
  max: null,
};

/** Of a value of a dimension. */
const valueFigures = (started: number, failed: number, slow = false): ValueFigures => ({
  started,
  failed,
  latency: slow
    ? latencyOf(9.1, 21.4, 18.2, 33.5, 41.7, 688.2, 1188, 1486)
    : latencyOf(0.42, 6.02, 2.09, 4.71, 8.31, 398.1, 1188, 1486),
  service: slow
    ? latencyOf(8.8, 19.6, 17.1, 29.9, 39.2, 61.4, 402.3, 871.3)
    : latencyOf(0.39, 2.71, 1.98, 4.2, 7.31, 34.5, 401.2, 871.3),
});

/** Nothing planned, nothing started. */
export const noCounts: DeliveryCounts = {
  planned: 0,
  started: 0,
  dropped: 0,
  outcomes: { accepted: 0, rejected: 0, violation: 0, timeout: 0, transport: 0, aborted: 0 },
};

export const settings: BurstSettings = {
  events: [messages, contacts],
  weights: { [messages]: 4, [contacts]: 1 },
  payloads: ['--coverage pairwise'],
  targets: { [messages]: target, [contacts]: target },
  loop: 'open',
  shape: '200/s for 1m',
  connections: 1000,
  workers: 1,
  timeout: 1000,
  warmup: warmSeconds * 1000,
  contract: 'documented',
  duplicates: 0.02,
  contacts: 1000,
};

export const latency = latencyOf(0.42, 6.83, 2.14, 4.87, 8.9, 412.6, 1204, 1486);
export const service = latencyOf(0.39, 3.12, 2.02, 4.31, 7.64, 38.2, 982.4, 1000.4);

const outcomes = { accepted: 10_770, rejected: 0, violation: 132, timeout: 21, transport: 37, aborted: 0 };

/** A run at 200/s for a minute, its first 5 s a warm-up, against a receiver that breaks the contract and stalls once. */
export function sampleResult(changes: Partial<BurstResult> = {}): BurstResult {
  const ofMessages = {
    type: {
      text: valueFigures(7448, 30),
      image: valueFigures(132, 132),
      voice: valueFigures(396, 2),
      video: valueFigures(396, 1, true),
      file: valueFigures(396, 4),
    },
    chat: { private: valueFigures(4384, 84), room: valueFigures(4384, 85) },
  };
  const ofContacts = {
    channel: { hosted_wecom: valueFigures(1644, 17), wechat_service: valueFigures(548, 4) },
    userType: { customer: valueFigures(1096, 11), staff: valueFigures(1096, 10) },
  };
  return {
    version: '0.1.0',
    seed: '42',
    now,
    startedAt: '2026-11-21T09:30:00.000Z',
    settings,
    elapsed: 60_012,
    planned: 11_000,
    started: 10_960,
    dropped: 40,
    outcomes,
    rate: { target: 200, achieved: 199.3 },
    latency,
    service,
    byEvent: {
      [messages]: {
        planned: 8800,
        started: 8768,
        dropped: 32,
        outcomes: { ...outcomes, accepted: 8599, timeout: 0 },
        latency: latencyOf(0.42, 6.02, 2.09, 4.71, 8.31, 398.1, 1188, 1486),
        service: latencyOf(0.39, 2.71, 1.98, 4.2, 7.31, 34.5, 401.2, 871.3),
        byValue: ofMessages,
      },
      [contacts]: {
        planned: 2200,
        started: 2192,
        dropped: 8,
        outcomes: { ...outcomes, accepted: 2171, violation: 0, transport: 0 },
        latency: latencyOf(0.51, 10.07, 2.4, 5.62, 11.2, 611.8, 1000.1, 1000.4),
        service: latencyOf(0.48, 4.76, 2.2, 4.8, 8.9, 52.6, 1000, 1000.4),
        byValue: ofContacts,
      },
    },
    byValue: { ...ofMessages, ...ofContacts },
    findings,
    thresholds: [
      { expr: 'p99<200ms', actual: 412.6, unit: 'ms', ok: false },
      { expr: 'errors<5%', actual: 0.0173, unit: 'share', ok: true },
      { expr: 'violation==0', actual: 132, unit: 'count', ok: false },
      { expr: 'rate>=199/s', actual: 199.3, unit: 'rate', ok: true },
    ],
    series,
    distribution: buckets(10_960),
    duplicates: 219,
    reconnects: 0,
    warnings: [],
    warmup: { ...noCounts, planned: 1000, started: 1000, outcomes: { ...noCounts.outcomes, accepted: 1000 } },
    generator: {
      workers: 1,
      cpu: 5412,
      busy: 0.11,
      lateness: latencyOf(0.01, 0.62, 0.54, 1.02, 1.1, 1.42, 2.6, 3.91),
      lag: latencyOf(0, 0.41, 0.3, 1.12, 1.24, 2.18, 4.7, 6.02),
      sockets: 74,
      warnings: [],
    },
    failures,
    stopped: null,
    interrupted: false,
    passed: false,
    ...changes,
  };
}

/** The same run after so many whole seconds: what is counted is what its series tells. */
export function snapshotAt(second: number, changes: Partial<Snapshot> = {}): Snapshot {
  const past = series.slice(0, second);
  const counted = past.filter(({ warmup }) => !warmup);
  const sum = (amount: (point: SeriesPoint) => number): number =>
    counted.reduce((total, point) => total + amount(point), 0);
  const fault = (kind: 'violation' | 'transport' | 'timeout'): number =>
    sum(({ t }) => faults(t / 1000)[kind]);
  const [violation, transport, timeout] = [fault('violation'), fault('transport'), fault('timeout')];
  const found = [violation, transport, timeout, Math.floor(sum(({ accepted }) => accepted) / 5)];
  const last = past.at(-1);
  return {
    planned: sum(({ planned }) => planned),
    started: sum(({ started }) => started),
    dropped: sum(({ dropped }) => dropped),
    outcomes: {
      ...noCounts.outcomes,
      accepted: sum(({ accepted }) => accepted),
      violation,
      transport,
      timeout,
    },
    phase: second < warmSeconds ? 'warmup' : second < series.length ? 'running' : 'ended',
    elapsed: second * 1000 + 12,
    duration: 60_000,
    total: null,
    inFlight: second < series.length ? 3 : 0,
    waiting: 0,
    rate: { target: 200, achieved: last === undefined ? 0 : last.started },
    latency: counted.length === 0 ? noLatency : latency,
    service: counted.length === 0 ? noLatency : service,
    settings,
    findings: findings
      .map(({ code, severity, event }, i) => ({ code, severity, event, count: found[i] ?? 0 }))
      .filter(({ count }) => count > 0),
    series: past,
    kept: [],
    ...changes,
  };
}

/** The run on its way, a few seconds after the stall. */
export const sampleSnapshot = (changes: Partial<Snapshot> = {}): Snapshot => snapshotAt(40, changes);
