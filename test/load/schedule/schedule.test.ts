import { describe, expect, test } from 'vitest';
import type { Stage } from '../../../src/load/schedule/rate-curve.ts';
import { openSchedule, pace, type Schedule, type ScheduleSpec } from '../../../src/load/schedule/schedule.ts';

const endless = Number.POSITIVE_INFINITY;
const never = Number.POSITIVE_INFINITY;

const spec = (changes: Partial<ScheduleSpec>): ScheduleSpec => ({
  stages: [],
  repeat: false,
  duration: null,
  count: null,
  poisson: false,
  seed: 'test',
  ...changes,
});
const open = (changes: Partial<ScheduleSpec>): Schedule => openSchedule(spec(changes));
const flat = (rate: number, length = endless): Stage => ({ batch: 0, from: rate, to: rate, length });
const ramp = (from: number, to: number, length: number): Stage => ({ batch: 0, from, to, length });
const batch = (count: number, length: number): Stage => ({ batch: count, from: 0, to: 0, length });
const dues = (schedule: Schedule, count: number, first = 0): number[] =>
  Array.from({ length: count }, (_, i) => schedule.due(first + i));

describe('a constant rate', () => {
  test('of 200/s is due every 5 ms', () => {
    expect(dues(open({ stages: [flat(200)] }), 4)).toEqual([0, 5, 10, 15]);
  });

  // Deliveries in a number of seconds, so that the exact time is a fraction of whole numbers.
  test.each([
    [1, 3600],
    [1, 60],
    [1, 3],
    [1, 1],
    [3, 1],
    [7, 1],
    [200, 1],
    [1999, 1],
    [30_000, 7],
    [50_000, 1],
  ])('of %i in %i s has exact due times, up to delivery 1,000,000,000', (count, seconds) => {
    const schedule = open({ stages: [flat(count / seconds)] });
    const sample = [0, 1, 2, 3, 999, 1_000_000, 123_456_789, 999_999_999, 1_000_000_000];
    for (const n of sample) {
      const nanoseconds = (BigInt(n) * BigInt(seconds) * 1_000_000_000n) / BigInt(count);
      const off = Math.abs(schedule.due(n) - Number(nanoseconds) / 1e6);
      // 1e-6 ms, or the last digits of a double if it is coarser.
      expect(off, `delivery ${n}`).toBeLessThan(Math.max(2e-6, schedule.due(n) * 5e-16));
    }
  });

  test.each([
    [2000, 300_000, 600_000],
    [1 / 3, 9_000, 3],
    [100 / 3, 60_000, 2000],
    [0.1, 30_000, 3],
    [1.1, 10_000, 11],
    [49_999.9, 10_000, 499_999],
    [50_000, 86_400_000, 4_320_000_000],
    [1 / 3600, 7_200_000, 2],
    [1 / 3600, 7_200_001, 3],
    [10.5, 1000, 11],
    [200, 1, 1],
  ])('of %d/s for %i ms has %i deliveries', (rate, duration, total) => {
    const schedule = open({ stages: [flat(rate)], duration });
    expect(schedule.total).toBe(total);
    expect(schedule.duration).toBe(duration);
    expect(schedule.due(total - 1)).toBeLessThan(duration);
    expect(schedule.due(total)).toBe(never);
    // The next delivery would be due at the end or later, except for rounding.
    expect(open({ stages: [flat(rate)] }).due(total)).toBeGreaterThan(duration - 1e-6);
  });

  test('without an end has neither total nor duration', () => {
    const schedule = open({ stages: [flat(5)] });
    expect([schedule.total, schedule.duration]).toEqual([null, null]);
    expect(schedule.due(5_000_000_000)).toBe(1e12);
  });
});

describe('a count', () => {
  test('ends the schedule when the last delivery is due', () => {
    const schedule = open({ stages: [flat(200)], count: 10 });
    expect([schedule.total, schedule.duration, schedule.due(9), schedule.due(10)]).toEqual([
      10,
      45,
      45,
      never,
    ]);
  });
  test('beyond the duration changes nothing', () => {
    const schedule = open({ stages: [flat(200)], count: 1000, duration: 1000 });
    expect([schedule.total, schedule.duration, schedule.due(199), schedule.due(200)]).toEqual([
      200,
      1000,
      995,
      never,
    ]);
  });
});

describe('stages', () => {
  const steps = open({ stages: [flat(100, 30_000), flat(1000, 10_000), flat(100, 30_000)] });
  test('follow one another', () => {
    expect([steps.total, steps.duration]).toEqual([16_000, 70_000]);
    expect(dues(steps, 3, 2999)).toEqual([29_990, 30_000, 30_001]);
    expect(dues(steps, 3, 12_999)).toEqual([39_999, 40_000, 40_010]);
    expect(dues(steps, 2, 15_999)).toEqual([69_990, never]);
  });

  test('without a rate are skipped', () => {
    const gap = open({
      stages: [flat(0, 500), flat(1, 2000), flat(0, 10_000), flat(1, 2000), flat(0, 1000)],
    });
    expect(dues(gap, 5)).toEqual([500, 1500, 12_500, 13_500, never]);
    expect([gap.total, gap.duration]).toEqual([4, 15_500]);
  });

  test('are cut off by a shorter duration', () => {
    const cut = open({ stages: [flat(10, 1000), ramp(10, 30, 1000)], duration: 1500 });
    expect([cut.total, cut.duration]).toEqual([18, 1500]);
    expect(cut.due(17)).toBeLessThan(1500);
  });

  test('without any rate have no deliveries', () => {
    expect(dues(open({ stages: [flat(0, 1000)] }), 2)).toEqual([never, never]);
    expect(open({ stages: [flat(0, 1000)] })).toMatchObject({ total: 0, duration: 1000 });
    expect(open({ stages: [] })).toMatchObject({ total: 0, duration: 0 });
    expect(open({ stages: [flat(0)] }).due(0)).toBe(never);
  });
});

describe('a ramp', () => {
  test('from 0 follows the square root', () => {
    const schedule = open({ stages: [ramp(0, 2000, 60_000)] });
    expect(schedule.total).toBe(60_000);
    expect(dues(schedule, 2)).toEqual([0, 1000 * Math.sqrt(0.06)]);
    expect(schedule.due(15_000)).toBeCloseTo(30_000, 6);
    expect(schedule.due(59_999)).toBeLessThan(60_000);
  });

  test.each([
    [0, 2000, 60_000],
    [2000, 0, 60_000],
    [100, 1000, 10_000],
    [50_000, 1, 3_600_000],
    [999.999, 1000, 600_000],
    [1000, 1000.000001, 3_600_000],
    [0, 0.01, 3_600_000],
    [1 / 3600, 50_000, 60_000],
  ])(
    'from %d/s to %d/s in %i ms: delivery n is due when n deliveries were due before',
    (from, to, length) => {
      const schedule = open({ stages: [ramp(from, to, length)] });
      const total = schedule.total ?? 0;
      expect(total).toBe(Math.ceil((((from + to) / 2) * length) / 1000));
      const curve = (ms: number): number => {
        const share = ms / length;
        return (ms / 1000) * (from + ((to - from) * share) / 2);
      };
      for (let i = 0; i <= 1000; i += 1) {
        const n = Math.floor(((total - 1) * i) / 1000);
        expect(Math.abs(curve(schedule.due(n)) - n), `delivery ${n}`).toBeLessThan(1e-9 * Math.max(1, n));
      }
    },
  );

  test('needs an end', () => {
    expect(() => open({ stages: [ramp(0, 10, endless)] })).toThrow(RangeError);
  });
});

describe('batches', () => {
  test('are due all at once, repeatedly', () => {
    const schedule = open({ stages: [batch(500, 10_000)], repeat: true, duration: 60_000 });
    expect([schedule.total, schedule.duration]).toEqual([3000, 60_000]);
    expect([0, 499, 500, 999, 1000, 2999, 3000].map((n) => schedule.due(n))).toEqual([
      0,
      0,
      10_000,
      10_000,
      20_000,
      50_000,
      never,
    ]);
  });

  test('are not due at the very end, in spite of rounding', () => {
    for (const [period, rounds] of [
      [1100, 3],
      [0.1, 3],
      [16.1, 7],
      [333.3, 1000],
    ] as const) {
      const schedule = open({ stages: [batch(5, period)], repeat: true, duration: period * rounds });
      expect(schedule.total, `${rounds} times ${period} ms`).toBe(5 * rounds);
    }
  });

  test('have exact times, up to delivery 1,000,000,000', () => {
    const schedule = open({ stages: [batch(3, 7000)], repeat: true });
    expect([schedule.total, schedule.duration]).toEqual([null, null]);
    expect(dues(schedule, 4, 999_999_998)).toEqual([
      333_333_332 * 7000,
      333_333_333 * 7000,
      333_333_333 * 7000,
      333_333_333 * 7000,
    ]);
  });

  test('may be added to a rate', () => {
    const schedule = open({
      stages: [{ batch: 3, from: 2, to: 2, length: 1000 }],
      repeat: true,
      duration: 2000,
    });
    expect(dues(schedule, 11)).toEqual([0, 0, 0, 0, 500, 1000, 1000, 1000, 1000, 1500, never]);
  });

  test('may be due only once', () => {
    expect(open({ stages: [batch(500, endless)] })).toMatchObject({ total: 500, duration: 0 });
    expect(open({ stages: [batch(2, 0), flat(1, 1000)] }).total).toBe(3);
  });

  test('need time between them', () => {
    expect(() => open({ stages: [batch(500, 0)], repeat: true })).toThrow(RangeError);
  });
});

const shapes: Readonly<Record<string, Partial<ScheduleSpec>>> = {
  constant: { stages: [flat(1234.5)], duration: 20_000 },
  slow: { stages: [flat(1 / 3600)], duration: 36_000_000 },
  ramps: { stages: [ramp(0, 900, 10_000), ramp(900, 10, 10_000), flat(0, 500), ramp(0, 300, 777)] },
  batches: { stages: [batch(50, 1000)], repeat: true, duration: 30_500 },
  'a saw': { stages: [{ batch: 7, from: 0.3, to: 12.1, length: 1500 }], repeat: true, duration: 100_000 },
  counted: { stages: [ramp(5, 500, 10_000), flat(3)], count: 5000 },
};

describe.each(Object.entries(shapes))('%s', (_, shape) => {
  const schedule = open(shape);
  const finite = (opened: Schedule): number[] => {
    const all: number[] = [];
    for (let n = 0; opened.due(n) < never; n += 1) all.push(opened.due(n));
    return all;
  };
  const all = finite(schedule);

  test('has as many finite due times as its total says, in order and in time', () => {
    expect(all.length).toBe(schedule.total);
    expect(all.every((due, n) => n === 0 || due >= (all[n - 1] as number))).toBe(true);
    expect(all.at(-1)).toBeLessThanOrEqual(schedule.duration ?? 0);
  });

  test('has a total that matches its rates', () => {
    if (shape.count !== undefined) return;
    const duration = schedule.duration ?? 0;
    const steps = 200_000;
    let area = 0;
    for (let i = 0; i < steps; i += 1) area += schedule.rateAt(((i + 0.5) * duration) / steps);
    const total = schedule.total ?? 0;
    // A batch is spread over its period; a fraction at the end is one more delivery.
    const batches = shape.repeat === true ? 50 : 0;
    expect(Math.abs((area * duration) / steps / 1000 - total)).toBeLessThan(1 + batches + total * 1e-3);
  });

  test('with Poisson arrivals has the same rates, and the same due times in any order of the calls', () => {
    const random = finite(open({ ...shape, poisson: true }));
    expect(random).not.toEqual(all);
    expect(random.every((due, n) => n === 0 || due >= (random[n - 1] as number))).toBe(true);
    if (shape.count === undefined) {
      expect(Math.abs(random.length - all.length)).toBeLessThan(5 * Math.sqrt(all.length) + 1);
      expect(random.every((due) => due < (schedule.duration ?? 0))).toBe(true);
    } else expect(random.length).toBe(shape.count);
    for (const workers of [1, 2, 4]) {
      for (let worker = 0; worker < workers; worker += 1) {
        const own = open({ ...shape, poisson: true });
        const part = random.map((due, n) => (n % workers === worker ? own.due(n) : due));
        expect(part).toEqual(random);
      }
    }
  });
});

describe('Poisson arrivals', () => {
  const rate = 50;
  const count = 200_000;
  const gapsOf = (seed: string): number[] => {
    const schedule = open({ stages: [flat(rate)], poisson: true, seed });
    let before = 0;
    return dues(schedule, count).map((due) => {
      const gap = due - before;
      before = due;
      return gap / (1000 / rate);
    });
  };

  test.each(['test', '42', '种子'])('have exponential gaps, seed %s', (seed) => {
    const gaps = gapsOf(seed);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / count;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / count;
    expect(Math.abs(mean - 1)).toBeLessThan(5 / Math.sqrt(count));
    // The fourth central moment of the exponential distribution is 9: the variance of the variance is 8 / count.
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(8 / count));
    for (const x of [0.1, 0.5, 1, 2, 4]) {
      const share = gaps.filter((gap) => gap > x).length / count;
      const expected = Math.exp(-x);
      expect(Math.abs(share - expected), `gaps over ${x}`).toBeLessThan(
        5 * Math.sqrt((expected * (1 - expected)) / count),
      );
    }
  });

  test('depend on the seed', () => expect(gapsOf('a').slice(0, 9)).not.toEqual(gapsOf('b').slice(0, 9)));

  test('can be asked for again, and from the start', () => {
    const schedule = open({ stages: [flat(rate)], poisson: true });
    const first = dues(schedule, 100);
    expect(schedule.due(99)).toBe(first[99]);
    expect(schedule.due(7)).toBe(first[7]);
    expect(dues(schedule, 100)).toEqual(first);
  });

  test('have a total if a count ends them, and a duration if time does', () => {
    const stages = [flat(rate)];
    expect(open({ stages: stages, poisson: true, count: 10 })).toMatchObject({ total: 10, duration: null });
    expect(open({ stages: stages, poisson: true, duration: 10 })).toMatchObject({
      total: null,
      duration: 10,
    });
    expect(open({ stages: stages, poisson: true })).toMatchObject({ total: null, duration: null });
    expect(open({ stages: stages, poisson: true, count: 10 }).due(10)).toBe(never);
  });
});

describe('the rate at a moment', () => {
  const schedule = open({ stages: [flat(100, 1000), ramp(100, 300, 2000), flat(0, 1000)] });
  test.each([
    [-1, 0],
    [0, 100],
    [999, 100],
    [1000, 100],
    [2000, 200],
    [2999, 299.9],
    [3000, 0],
    [4000, 0],
  ])('%i ms: %d/s', (ms, rate) => expect(schedule.rateAt(ms)).toBeCloseTo(rate, 9));
  test('of batches is that of their period', () => {
    const batches = open({ stages: [batch(500, 10_000)], repeat: true, duration: 60_000 });
    expect([0, 9999, 10_000, 45_000, 60_000].map((ms) => batches.rateAt(ms))).toEqual([50, 50, 50, 50, 0]);
  });
  test('is 0 after the last delivery of a count', () => {
    const counted = open({ stages: [flat(10)], count: 11 });
    expect([counted.rateAt(1000), counted.rateAt(1001)]).toEqual([10, 0]);
  });
});

describe('the pacer', () => {
  const steady = open({ stages: [flat(1000)], duration: 10_000 });
  const once = open({ stages: [batch(10, endless)] });
  const silent = open({ stages: [flat(0)] });
  test.each([
    ['the first is due at once', steady, 0, 0, 0],
    ['on time', steady, 1000, 1000, 0],
    ['early', steady, 1000, 1001, 1],
    ['earlier', steady, 1000, 1500, 500],
    ['late', steady, 1000, 900, 0],
    ['very late', steady, 1e9, 9999, 0],
    ['between two', steady, 0.25, 1, 0.75],
    ['no more', steady, 0, 10_000, never],
    ['a batch', once, 0, 9, 0],
    ['behind a batch', once, 0, 10, never],
    ['nothing at all', silent, 0, 0, never],
  ])('%s', (_, schedule, elapsed, n, wait) => expect(pace(schedule, elapsed, n)).toBe(wait));
});

describe('what is asked for before a moment', () => {
  const stages = [ramp(0, 100, 10_000), batch(50, 1000), flat(20, 5000)];
  test('is how many deliveries are due until then', () => {
    const schedule = open({ stages });
    for (const ms of [0, 1, 999, 5000, 10_000, 10_001, 12_345, 16_000, 99_999]) {
      let due = 0;
      while (schedule.due(due) < ms) due += 1;
      expect(Math.ceil(schedule.before(ms)), `${ms} ms`).toBe(due);
    }
  });

  test('ends with the duration and the count', () => {
    expect(open({ stages: [flat(100)], duration: 2000 }).before(9000)).toBe(200);
    expect(open({ stages: [flat(100)], count: 30 }).before(9000)).toBe(30);
    expect(open({ stages: [flat(100)], duration: 2000, poisson: true }).before(9000)).toBe(200);
  });
});
