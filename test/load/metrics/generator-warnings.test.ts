import { expect, test } from 'vitest';
import { inLanguage } from '../../../src/language.ts';
import { latencyOf } from '../../../src/load/metrics/counts.ts';
import { Histogram } from '../../../src/load/metrics/histogram.ts';
import { healthWarnings } from '../../../src/load/metrics/summarize.ts';

const well: Parameters<typeof healthWarnings>[0] = {
  loop: 'open',
  workers: 1,
  duration: 60_000,
  busy: 0.2,
  lateness: latencyOf(new Histogram()),
  drops: { poolExhausted: 0, generatorLate: 0 },
  maxInFlight: 1000,
  logProblem: null,
  exhausted: 0,
};

test('a generator without problems has no warnings', () => {
  expect(healthWarnings(well)).toEqual([]);
});

test('deliveries dropped by a slow receiver and by a slow generator have different warnings', () => {
  const [poolExhausted, ...others] = healthWarnings({
    ...well,
    drops: { poolExhausted: 1234, generatorLate: 0 },
  });
  expect(poolExhausted).toMatch(/^1,234 deliveries were dropped: 1,000 were in flight \(--max-in-flight\)/);
  expect(others).toEqual([]);
  const [generatorLate] = healthWarnings({ ...well, drops: { poolExhausted: 0, generatorLate: 7 } });
  expect(generatorLate).toMatch(
    /^7 deliveries were dropped .* it, and not the receiver, was the limit\. --workers 2/,
  );
  expect(generatorLate).not.toContain('--max-in-flight');
});

test('this machine had no more sockets or ports', () => {
  expect(healthWarnings({ ...well, exhausted: 3 })).toEqual([
    expect.stringMatching(/^This machine had no more .* for 3 deliveries .*: it, and not the network or the/),
  ]);
});

test('a Chinese reader is warned in Chinese', () => {
  const measured = { ...well, busy: 0.953, drops: { poolExhausted: 1234, generatorLate: 0 } };
  expect(inLanguage('zh', () => healthWarnings(measured))).toEqual([
    '压测端有 95% 的时间在忙：延迟可能包含它自己的等待。有空闲的核时，可以试试 --workers 2。',
    '1,234 次投递未发出：在途投递已达 1,000 次（--max-in-flight），没有一次及时结束、腾出空位。',
  ]);
});
