import { describe, expect, test } from 'vitest';
import { prom } from '../../../src/report/load/prom.ts';
import { printable } from '../../../src/report/text/escape.ts';
import { unshowable } from '../suite/told.ts';
import { scrape } from './exposition.ts';
import { hostile, runs } from './runs.ts';
import { sampleResult } from './sample.ts';

const prefix = 'webhook_sim_burst_';

/** The value of the one sample with these labels. */
function scraped(
  text: string,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const samples = scrape(text).flatMap((family) => family.samples);
  const [found, ...others] = samples.filter(
    (sample) =>
      sample.name === prefix + name &&
      Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );
  expect(others).toEqual([]);
  return found?.value;
}

describe.each(Object.entries(runs))('the run %s', (_, result) => {
  const families = scrape(prom(result));

  test('keeps the grammar and the naming conventions', () => {
    for (const { name, type, help } of families) {
      expect(name).toMatch(/^webhook_sim_burst_[a-z_]+$/);
      expect(name.endsWith('_total')).toBe(type === 'counter');
      expect(help).toMatch(/^[A-Z].*\.$/);
      if (type === 'summary') expect(name).toMatch(/_seconds$/);
    }
  });

  test('adds up to the counts of the run', () => {
    const sum = (name: string): number =>
      families
        .filter((family) => family.name === prefix + name)
        .flatMap(({ samples }) => samples)
        .reduce((total, { value }) => total + value, 0);
    const byEvent = Object.values(result.byEvent);
    const expected = (of: (counts: (typeof byEvent)[number]) => number): number =>
      byEvent.reduce((total, counts) => total + of(counts), 0);
    expect(sum('planned_total')).toBe(expected(({ planned }) => planned));
    expect(sum('dropped_total')).toBe(expected(({ dropped }) => dropped));
    expect(sum('deliveries_total')).toBe(
      expected(({ outcomes }) => Object.values(outcomes).reduce((total, n) => total + n, 0)),
    );
  });

  test('has the quantiles of each summary in order, its sum and its count', () => {
    for (const { name, type, samples } of families) {
      if (type !== 'summary') continue;
      for (const event of new Set(samples.map(({ labels }) => labels['event']))) {
        const group = samples.filter(({ labels }) => labels['event'] === event);
        const quantiles = group.flatMap(({ labels }) => labels['quantile'] ?? []);
        expect(quantiles).toEqual(['0', '0.5', '0.9', '0.95', '0.99', '0.999', '1']);
        expect(group.slice(-2).map((sample) => sample.name)).toEqual([`${name}_sum`, `${name}_count`]);
      }
    }
  });
});

test('times are in seconds, shares are ratios', () => {
  const text = prom(sampleResult());
  expect(scraped(text, 'latency_seconds', { quantile: '0.99' })).toBe(0.4126);
  expect(scraped(text, 'service_seconds', { quantile: '0.5' })).toBe(0.00202);
  expect(scraped(text, 'event_latency_seconds', { quantile: '0.999', event: 'yuju/contact.updated' })).toBe(
    1.0001,
  );
  expect(scraped(text, 'latency_seconds_count')).toBe(10_960);
  expect(scraped(text, 'latency_seconds_sum')).toBe(74.8568);
  expect(scraped(text, 'duration_seconds')).toBe(60.012);
  expect(scraped(text, 'generator_cpu_seconds_total')).toBe(5.412);
  expect(scraped(text, 'generator_busy_ratio')).toBe(0.11);
  expect(scraped(text, 'start_time_seconds')).toBe(Date.parse('2026-11-21T09:30:00Z') / 1000);
});

test('outcomes, findings, thresholds and the run are told by their labels', () => {
  const text = prom(sampleResult());
  const event = 'juzi/message.received';
  expect(scraped(text, 'deliveries_total', { event, outcome: 'violation' })).toBe(132);
  expect(scraped(text, 'findings_total', { event, code: 'errcode.wrong_type', severity: 'error' })).toBe(132);
  expect(scraped(text, 'threshold_ok', { threshold: 'p99<200ms' })).toBe(0);
  expect(scraped(text, 'threshold_ok', { threshold: 'errors<5%' })).toBe(1);
  expect(scraped(text, 'info', { version: '0.1.0', seed: '42', loop: 'open', shape: '200/s for 1m' })).toBe(
    1,
  );
});

test('whether the run passed', () => {
  expect(scraped(prom(sampleResult({ passed: true })), 'passed')).toBe(1);
  expect(scraped(prom(sampleResult({ passed: false })), 'passed')).toBe(0);
});

test('why a run was stopped', () => {
  const stopped = { reason: 'abort-on', at: 3000, message: 'errors>50% held for 10 s.' } as const;
  expect(scraped(prom(sampleResult({ stopped })), 'stopped', { reason: 'abort-on' })).toBe(1);
  expect(scraped(prom(sampleResult({ stopped })), 'stopped', { reason: 'gone' })).toBe(0);
  expect(scraped(prom(sampleResult()), 'stopped', { reason: 'abort-on' })).toBe(0);
});

test('of nothing, there are no quantiles, and none were counted', () => {
  const text = prom(runs['nothing ended']);
  expect(scraped(text, 'latency_seconds', { quantile: '0.5' })).toBeNaN();
  expect(scraped(text, 'latency_seconds_sum')).toBe(0);
  expect(scraped(text, 'latency_seconds_count')).toBe(0);
});

test('a closed loop has no target, and nothing is late in it', () => {
  const text = prom(runs.closed);
  expect(scraped(text, 'target_deliveries_per_second')).toBeUndefined();
  expect(scraped(text, 'achieved_deliveries_per_second')).toBe(4211.7);
  expect(scraped(text, 'generator_lateness_seconds', { quantile: '0.99' })).toBeNaN();
});

test('a threshold that was given twice is told once', () => {
  const [threshold] = sampleResult().thresholds;
  const thresholds = threshold === undefined ? [] : [threshold, threshold];
  expect(scraped(prom(sampleResult({ thresholds })), 'threshold_ok', { threshold: 'p99<200ms' })).toBe(0);
});

test('hostile labels mean what they meant, except for what a terminal would act on', () => {
  const text = prom(runs.hostile);
  expect(text).not.toMatch(unshowable);
  const shown = printable(hostile, 'newlines');
  expect(shown).toContain('\n');
  expect(scraped(text, 'threshold_ok', { threshold: shown })).toBe(0);
  expect(scraped(text, 'info', { seed: shown, shape: shown })).toBe(1);
  expect(scraped(text, 'planned_total', { event: shown })).toBe(8800);
});
