import type { BurstResult, EventFigures, FindingSummary } from '../../../src/load/result.ts';
import { latency, noCounts, noLatency, sampleResult, service, settings } from './sample.ts';

const event = 'juzi/message.received';
const target = 'http://localhost:3000/hook';
const hook = {
  ...settings,
  events: [event],
  weights: { [event]: 1 },
  payloads: [],
  targets: { [event]: target },
  duplicates: 0,
  warmup: 0,
};

/** One event, and nothing but what is told here. */
function ofOneEvent(changes: Partial<BurstResult>): BurstResult {
  const result = sampleResult({
    ...noCounts,
    settings: hook,
    findings: [],
    failures: [],
    thresholds: [],
    duplicates: 0,
    warmup: null,
    ...changes,
  });
  const { planned, started, dropped, outcomes, byValue } = result;
  const figures: EventFigures = {
    planned,
    started,
    dropped,
    outcomes,
    latency: result.latency,
    service: result.service,
    byValue,
  };
  return { ...result, byEvent: { [event]: figures } };
}

const refused: FindingSummary = {
  code: 'transport.refused',
  severity: 'error',
  event,
  count: 2000,
  tolerated: false,
  first: {
    n: 0,
    at: 1.4,
    variant: { type: 'text' },
    message: 'Nothing listens at localhost:3000.',
    repro: `webhook-sim send ${event} --variant type=text --seed 42 --index 0 --to ${target}`,
  },
  only: {},
  of: 2000,
};

const asked = '\u001b[2J\u202egnp.exe';
const hostileFinding: FindingSummary = {
  ...refused,
  event: `juzi/${asked}`,
  only: { type: asked },
  first: {
    ...refused.first,
    message: `The receiver said ${asked} ${'长'.repeat(200)} \r\n::error::injected`,
  },
};

/** Runs that end in different ways. */
export const stories = {
  'open-loop': sampleResult(),
  'closed-loop': ofOneEvent({
    settings: { ...hook, loop: 'closed', shape: '50 connections for 30s', connections: 50, workers: 2 },
    planned: 55_020,
    started: 55_020,
    outcomes: { ...noCounts.outcomes, accepted: 55_020 },
    rate: { target: null, achieved: 1834.02 },
    elapsed: 30_004,
    latency: service,
    passed: true,
    thresholds: [{ expr: 'p99<200ms', actual: 38.204, unit: 'ms', ok: true }],
    generator: {
      ...sampleResult().generator,
      workers: 2,
      cpu: 48_210,
      busy: 0.981,
      lateness: noLatency,
      sockets: 50,
      warnings: [
        'The generator was the limit: its event loop was busy for 98% of the time. More workers, or another machine, may send more.',
      ],
    },
  }),
  interrupted: ofOneEvent({
    planned: 2480,
    started: 2472,
    dropped: 8,
    outcomes: { ...noCounts.outcomes, accepted: 2470, aborted: 2 },
    rate: { target: 200, achieved: 199.9 },
    elapsed: 12_612,
    thresholds: [
      { expr: 'p99<500ms', actual: 412.6, unit: 'ms', ok: true },
      { expr: 'p95{yuju/contact.updated}<50ms', actual: null, unit: 'ms', ok: false },
    ],
    stopped: { reason: 'interrupted', at: 12_402, message: 'The run was interrupted.' },
    interrupted: true,
  }),
  'all-failed': ofOneEvent({
    planned: 2000,
    started: 2000,
    outcomes: { ...noCounts.outcomes, transport: 2000 },
    rate: { target: 200, achieved: 200 },
    elapsed: 10_001,
    latency,
    service,
    findings: [refused],
    failures: sampleResult().failures.slice(0, 1),
    stopped: {
      reason: 'abort-on',
      at: 10_000,
      message: 'errors>50% held for 10 s: 100% of the deliveries were not accepted.',
    },
  }),
  nothing: ofOneEvent({
    planned: 3,
    dropped: 3,
    rate: { target: 200, achieved: 0 },
    elapsed: 14,
    latency: noLatency,
    service: noLatency,
    generator: { ...sampleResult().generator, cpu: 21, busy: 0, lateness: noLatency, sockets: 0 },
    stopped: { reason: 'interrupted', at: 14, message: 'The run was interrupted.' },
    interrupted: true,
  }),
} as const satisfies Record<string, BurstResult>;

/** Everything that may be somebody else's text tries to be more than text. */
export const hostile: BurstResult = sampleResult({
  seed: asked,
  settings: {
    ...settings,
    events: [asked, event],
    targets: { [asked]: `http://a/${asked}`, [event]: target },
    shape: asked,
    contract: asked as 'strict',
  },
  byEvent: { [asked]: ofOneEvent({ started: 2 }).byEvent[event] ?? raise(), ...sampleResult().byEvent },
  findings: [hostileFinding, { ...hostileFinding, severity: 'warning' }],
  thresholds: [{ expr: asked, actual: 1, unit: 'count', ok: false }],
  generator: { ...sampleResult().generator, warnings: [asked] },
  stopped: { reason: 'gone', at: 1, message: asked },
});

function raise(): never {
  throw new Error('the event has figures');
}
