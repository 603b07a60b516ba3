import { describe, expect, test } from 'vitest';
import { sparkline } from '../../../src/report/load/live.ts';

describe('bars', () => {
  test.each<[string, (number | null)[], number, string, number]>([
    ['none', [], 10, '', 0],
    ['one', [7], 10, '█', 7],
    ['from 0 to the highest', [0, 1, 2, 3, 4, 5, 6, 7, 8], 10, '▁▂▃▄▅▆▇██', 8],
    ['of nothing', [0, 0, 0], 10, '▁▁▁', 0],
    ['with a gap', [8, null, 8], 10, '█ █', 8],
    ['only gaps', [null, null], 10, '  ', 0],
    ['two to a bar', [1, 8, 1, 1], 2, '█▂', 8],
    ['a gap and a value to a bar', [null, 8, 4, null, null, null], 3, '█▅ ', 8],
    ['no room', [1, 8, 1, 1], 0, '█', 8],
  ])('%s', (_, values, width, bars, highest) => {
    expect(sparkline(values, width, 'highest')).toEqual({ bars, highest });
  });

  test('can show the mean as well', () => {
    expect(sparkline([0, 8, 8, 8], 2, 'mean')).toEqual({ bars: '▅█', highest: 8 });
  });
});

const values = Array.from({ length: 1000 }, (_, i) => 10 + (i % 7));

test('are never wider than the width, and at least half as wide', () => {
  for (let n = 1; n <= values.length; n += 13) {
    for (const width of [1, 2, 17, 60]) {
      const { bars } = sparkline(values.slice(0, n), width, 'mean');
      expect(bars.length).toBeLessThanOrEqual(width);
      expect(bars.length).toBeGreaterThanOrEqual(Math.min(n, Math.ceil(width / 2)));
    }
  }
});

test('show every peak of a long run', () => {
  for (let at = 0; at < values.length; at += 37) {
    const { bars, highest } = sparkline(values.with(at, 1000), 60, 'highest');
    expect(highest).toBe(1000);
    expect(bars.match(/█/g)).toHaveLength(1);
  }
});

test('stay the same while a run goes on, until the step doubles', () => {
  let before = '';
  let changes = 0;
  for (let n = 1; n <= values.length; n += 1) {
    const { bars } = sparkline([1000, ...values.slice(1, n)], 60, 'highest');
    // The last bar may still be growing.
    if (!bars.startsWith(before.slice(0, -1))) changes += 1;
    before = bars;
  }
  expect(changes).toBeLessThanOrEqual(Math.ceil(Math.log2(1000 / 60)));
});
