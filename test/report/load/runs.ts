import type { BurstResult } from '../../../src/load/result.ts';
import { noCounts, noLatency, sampleResult } from './sample.ts';

/** What a receiver or a user may send to spoil a report. */
export const hostile = 'a"b\\c\nd\u001b]0;owned\u0007{e="f"} \u202e<script>';

const sample = sampleResult();
const { generator, settings, findings } = sample;
const one = { started: 1, failed: 1, latency: noLatency, service: noLatency };

/** Runs of every kind, by name. */
export const runs = {
  usual: sample,
  closed: sampleResult({
    settings: { ...settings, loop: 'closed', shape: '50 connections for 1m', warmup: 0 },
    rate: { target: null, achieved: 4211.7 },
    generator: { ...generator, lateness: noLatency, warnings: ['The CPU was busy: use more workers.'] },
    warmup: null,
  }),
  interrupted: sampleResult({
    stopped: { reason: 'interrupted', at: 12_003.2, message: 'Interrupted.' },
    interrupted: true,
  }),
  'nothing ended': sampleResult({
    ...noCounts,
    rate: { target: 200, achieved: 0 },
    latency: noLatency,
    service: noLatency,
    byEvent: {},
    byValue: {},
    findings: [],
    thresholds: [{ expr: 'p99<1s', actual: null, unit: 'ms', ok: false }],
    series: [],
    distribution: [],
    failures: [],
    warmup: null,
    generator: { ...generator, lateness: noLatency },
  }),
  hostile: sampleResult({
    seed: hostile,
    settings: { ...settings, shape: hostile, events: [hostile], targets: { [hostile]: hostile } },
    byEvent: Object.fromEntries(
      Object.values(sample.byEvent)
        .slice(0, 1)
        .map((figures) => [hostile, { ...figures, byValue: { [hostile]: { [hostile]: one } } }]),
    ),
    thresholds: [{ expr: hostile, actual: 1, unit: 'count', ok: false }],
    findings: findings.map((finding) => ({ ...finding, event: hostile, only: { [hostile]: hostile } })),
  }),
} as const satisfies Record<string, BurstResult>;
