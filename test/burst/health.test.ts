import { expect, test } from 'vitest';
import { latencyOf } from '../../src/burst/counts.ts';
import { healthWarnings } from '../../src/burst/health.ts';
import { Histogram } from '../../src/burst/histogram.ts';

const well: Parameters<typeof healthWarnings>[0] = {
  loop: 'open',
  workers: 1,
  span: 60_000,
  busy: 0.2,
  lateness: latencyOf(new Histogram()),
  drops: { crowded: 0, overslept: 0 },
  maxInFlight: 1000,
  logProblem: null,
};

test('a generator that fared well is not spoken of', () => {
  expect(healthWarnings(well)).toEqual([]);
});

test('what was dropped because the receiver was slow is not laid to the generator, and the other way round', () => {
  const [crowded, ...others] = healthWarnings({ ...well, drops: { crowded: 1234, overslept: 0 } });
  expect(crowded).toMatch(/^1,234 deliveries were dropped: 1,000 were under way \(--max-in-flight\)/);
  expect(others).toEqual([]);
  const [overslept] = healthWarnings({ ...well, drops: { crowded: 0, overslept: 7 } });
  expect(overslept).toMatch(
    /^7 deliveries were dropped .* it, and not the receiver, was the limit\. --workers 2/,
  );
  expect(overslept).not.toContain('--max-in-flight');
});
