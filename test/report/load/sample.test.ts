import { expect, test } from 'vitest';
import type { DeliveryCounts } from '../../../src/load/result.ts';
import { sampleResult, snapshotAt } from './sample.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

const addsUp = ({ planned, started, dropped, outcomes }: DeliveryCounts): void => {
  expect(planned).toBe(started + dropped);
  expect(started).toBe(sum(Object.values(outcomes)));
};

test('the sample adds up, as every result does', () => {
  const result = sampleResult();
  const events = Object.values(result.byEvent);
  const failed = result.started - result.outcomes.accepted;
  addsUp(result);
  for (const event of events) {
    addsUp(event);
    for (const values of Object.values(event.byValue)) {
      expect(sum(Object.values(values).map((value) => value.started))).toBe(event.started);
      expect(sum(Object.values(values).map((value) => value.failed))).toBe(
        event.started - event.outcomes.accepted,
      );
    }
  }
  expect(sum(events.map(({ started }) => started))).toBe(result.started);
  expect(sum(result.distribution.map(({ count }) => count))).toBe(result.started);
  const errors = result.findings.filter(({ severity }) => severity === 'error');
  expect(sum(errors.map(({ count }) => count))).toBe(failed);
  const counted = result.series.filter(({ warmup }) => !warmup);
  expect(sum(counted.map((point) => point.started))).toBe(result.started);
  expect(sum(counted.map((point) => point.failed))).toBe(failed);
});

test('so does every moment of it', () => {
  for (let second = 0; second <= 60; second += 1) addsUp(snapshotAt(second));
});
