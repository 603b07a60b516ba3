import { describe, expect, test } from 'vitest';
import { compareRuns, type FigureChange } from '../../../src/load/compare/compare.ts';
import type { BurstSettings, FindingCount } from '../../../src/load/result.ts';
import { metricNames } from '../../../src/load/thresholds/metric.ts';
import { sampleResult } from '../../report/load/sample.ts';
import { measurable } from '../thresholds/measurables.ts';
import { rejecting, runOf } from './comparable-runs.ts';

function figure(figures: readonly FigureChange[], metric: string, event: string | null = null): FigureChange {
  const found = figures.find((change) => change.metric === metric && change.event === event);
  if (found === undefined) throw new Error(`no ${metric}`);
  return found;
}

describe('a run compared with itself', () => {
  const comparison = compareRuns(sampleResult(), sampleResult());

  test('has the same settings and figures', () => {
    expect(comparison.settings).toEqual([]);
    for (const { a, b, change, relative, verdict } of comparison.figures) {
      expect(a).toBe(b);
      expect([change, relative, verdict]).toEqual([0, 0, 'same']);
    }
    expect(comparison.findings.map(({ verdict }) => verdict)).toEqual(['same', 'same', 'same', 'same']);
  });

  test.each<[string, Partial<BurstSettings>, object]>([
    [
      'weights',
      { weights: { 'juzi/message.received': 1, 'yuju/contact.updated': 8 } },
      { name: 'events', b: ['juzi/message.received', 'yuju/contact.updated=8'] },
    ],
    [
      'variants and changes',
      { payloads: ['--variant type=text'] },
      { name: 'payloads', a: ['--coverage pairwise'], b: ['--variant type=text'] },
    ],
  ])('has different settings with another %s', (_, changes, change) => {
    const sample = sampleResult();
    const other = sampleResult({ settings: { ...sample.settings, ...changes } });
    expect(compareRuns(sample, other).settings).toMatchObject([change]);
  });

  test('has every metric, for all events together and for each', () => {
    const events = [null, ...Object.keys(sampleResult().byEvent)];
    expect(comparison.figures.map(({ event, metric }) => [event, metric])).toEqual(
      events.flatMap((event) => metricNames.map((metric) => [event, metric])),
    );
  });
});

test('in the other direction, better becomes worse by the same amount', () => {
  const a = runOf(
    rejecting(100, { latency: { p50: 10, p99: 100 }, service: { p50: 5 }, rate: 2000, dropped: 500 }),
  );
  const b = runOf(rejecting(400, { latency: { p50: 20, p99: 50 }, service: { p50: 9 }, rate: 1000 }));
  const [there, back] = [compareRuns(a, b), compareRuns(b, a)];
  const turned = { better: 'worse', worse: 'better', same: 'same' } as const;
  for (const [i, { verdict, change }] of there.figures.entries()) {
    expect(back.figures[i]?.verdict).toBe(verdict === null ? null : turned[verdict]);
    // `+ 0` turns -0 into 0.
    expect(back.figures[i]?.change).toBe(change === null ? null : -change + 0);
  }
  expect(
    ['p50', 'p99', 'service.p50', 'rate', 'dropped', 'errors', 'rejected', 'accepted'].map(
      (metric) => figure(there.figures, metric).verdict,
    ),
  ).toEqual(['worse', 'better', 'worse', 'worse', 'better', 'worse', 'worse', 'worse']);
});

test('changes are given in the unit, and relative to the value before', () => {
  const a = runOf(rejecting(100, { latency: { p99: 100 }, rate: 2000 }));
  const b = runOf(rejecting(150, { latency: { p99: 120 }, rate: 1900 }));
  const { figures } = compareRuns(a, b);
  expect(figure(figures, 'p99')).toMatchObject({ unit: 'ms', a: 100, b: 120, change: 20, relative: 0.2 });
  expect(figure(figures, 'errors')).toMatchObject({
    unit: 'share',
    a: 0.01,
    b: 0.015,
    change: 0.005,
    relative: 0.5,
  });
  expect(figure(figures, 'rate')).toMatchObject({ unit: 'rate', change: -100, relative: -0.05 });
  expect(figure(figures, 'started')).toMatchObject({ unit: 'count', change: 0 });
  expect(figure(compareRuns(runOf(rejecting(0)), a).figures, 'rejected').relative).toBe(
    Number.POSITIVE_INFINITY,
  );
});

describe('a change is significant', () => {
  const p99 = (a: number, b: number, started = 10_000) => {
    const side = (ms: number) => runOf(measurable({ accepted: started }, { latency: { p99: ms } }));
    return figure(compareRuns(side(a), side(b)).figures, 'p99').verdict;
  };
  const errors = (a: number, b: number) =>
    figure(compareRuns(runOf(rejecting(a)), runOf(rejecting(b))).figures, 'errors').verdict;
  const rate = (a: number, b: number, loop: 'open' | 'closed') => {
    const settings = { ...sampleResult().settings, loop };
    const side = (achieved: number) => runOf(rejecting(0, { rate: achieved }), {}, { settings });
    return figure(compareRuns(side(a), side(b)).figures, 'rate').verdict;
  };

  test('for a latency from a tenth on, and above the noise of clocks', () => {
    expect([p99(100, 109), p99(100, 111), p99(100, 89)]).toEqual(['same', 'worse', 'better']);
    expect([p99(0.1, 0.19), p99(0.1, 0.25)]).toEqual(['same', 'worse']);
  });

  test('for a latency from a quarter on, if few deliveries determine it', () => {
    expect([p99(100, 111, 9000), p99(100, 124, 9000), p99(100, 126, 9000)]).toEqual([
      'same',
      'same',
      'worse',
    ]);
  });

  test('for a share if chance does not explain it', () => {
    // 100 of 10,000: the standard error of the difference is about 14.
    expect([errors(100, 130), errors(100, 160), errors(100, 60)]).toEqual(['same', 'worse', 'better']);
    expect([errors(0, 3), errors(0, 20), errors(10_000, 9997)]).toEqual(['same', 'worse', 'same']);
  });

  test('for the rate of a schedule from a small change on', () => {
    expect([rate(1000, 980, 'open'), rate(1000, 980, 'closed'), rate(1000, 940, 'closed')]).toEqual([
      'worse',
      'same',
      'worse',
    ]);
  });
});

test('a rate is neither better nor worse if the targets differ', () => {
  const side = (target: number) =>
    runOf(rejecting(0, { rate: target }), {}, { rate: { target, achieved: target } });
  expect(figure(compareRuns(side(100), side(200)).figures, 'rate').verdict).toBeNull();
});

test('without anything to measure there is no change and no verdict', () => {
  const { figures } = compareRuns(runOf(measurable()), runOf(rejecting(5, { latency: { p99: 3 } })));
  for (const metric of ['p99', 'errors', 'dropped', 'service.p50']) {
    expect(figure(figures, metric)).toMatchObject({ a: null, change: null, relative: null, verdict: null });
  }
});

test('an event of only one run is compared with nothing', () => {
  const part = rejecting(5, { latency: { p50: 2 } });
  const { figures } = compareRuns(runOf(part, { 'juzi/a': part }), runOf(part, { 'yuju/b': part }));
  expect(figure(figures, 'p50', 'juzi/a')).toMatchObject({ a: 2, b: null, verdict: null });
  expect(figure(figures, 'p50', 'yuju/b')).toMatchObject({ a: null, b: 2, verdict: null });
});

test('the rate of an event is its share of the total rate', () => {
  const whole = measurable({ accepted: 400 }, { rate: 200 });
  const run = runOf(whole, { 'a/x': measurable({ accepted: 100 }), 'a/y': measurable({ accepted: 300 }) });
  const { figures } = compareRuns(run, run);
  expect([figure(figures, 'rate', 'a/x').a, figure(figures, 'rate', 'a/y').a]).toEqual([50, 150]);
});

test('settings that differ are listed, the most important first', () => {
  const a = sampleResult();
  const b = sampleResult({
    version: '9.0.0',
    settings: {
      ...a.settings,
      events: a.settings.events.toReversed(),
      workers: 4,
      timeout: 500,
      contract: 'strict',
      shape: '9/s for 1m',
      targets: { 'juzi/message.received': 'http://127.0.0.1:1/' },
    },
    stopped: { reason: 'gone', at: 1, message: 'Gone.' },
  });
  expect(compareRuns(a, b).settings).toEqual([
    { name: 'stopped', a: null, b: 'Gone.' },
    { name: 'shape', a: '200/s for 1m', b: '9/s for 1m' },
    {
      name: 'targets',
      a: [
        'juzi/message.received http://localhost:3000/hook',
        'yuju/contact.updated http://localhost:3000/hook',
      ],
      b: ['juzi/message.received http://127.0.0.1:1/'],
    },
    { name: 'contract', a: 'documented', b: 'strict' },
    { name: 'timeout', a: 1000, b: 500 },
    { name: 'workers', a: 1, b: 4 },
    { name: 'version', a: '0.1.0', b: '9.0.0' },
  ]);
});

test('findings are new, more, the same, fewer or gone, in that order, by their share of the event', () => {
  const event = 'juzi/message.received';
  const found = (counts: Readonly<Record<string, number>>): FindingCount[] =>
    Object.entries(counts).map(([code, count]) => ({
      code: code as FindingCount['code'],
      severity: 'error',
      event,
      count,
    }));
  const side = (started: number, counts: Readonly<Record<string, number>>) =>
    runOf(
      measurable({ accepted: started }),
      { [event]: measurable({ accepted: started }) },
      { findings: found(counts) },
    );
  const a = side(10_000, { 'body.empty': 10, 'body.bom': 100, 'body.not_json': 100, 'timeout.total': 100 });
  // The second run is twice as long, so twice as many is the same share.
  const b = side(20_000, {
    'status.error': 1,
    'body.bom': 400,
    'body.not_json': 200,
    'timeout.total': 80,
  });
  expect(compareRuns(a, b).findings).toEqual([
    {
      code: 'status.error',
      severity: 'error',
      event,
      a: 0,
      b: 1,
      shareA: 0,
      shareB: 0.00005,
      verdict: 'new',
    },
    {
      code: 'body.bom',
      severity: 'error',
      event,
      a: 100,
      b: 400,
      shareA: 0.01,
      shareB: 0.02,
      verdict: 'more',
    },
    {
      code: 'body.not_json',
      severity: 'error',
      event,
      a: 100,
      b: 200,
      shareA: 0.01,
      shareB: 0.01,
      verdict: 'same',
    },
    {
      code: 'timeout.total',
      severity: 'error',
      event,
      a: 100,
      b: 80,
      shareA: 0.01,
      shareB: 0.004,
      verdict: 'fewer',
    },
    { code: 'body.empty', severity: 'error', event, a: 10, b: 0, shareA: 0.001, shareB: 0, verdict: 'gone' },
  ]);
});

test('a finding of an event of only one run is neither new nor gone', () => {
  const finding: FindingCount = { code: 'body.empty', severity: 'error', event: 'a/x', count: 3 };
  const with3 = runOf(rejecting(3), { 'a/x': rejecting(3) }, { findings: [finding] });
  const without = runOf(rejecting(0), { 'a/y': rejecting(0) });
  for (const [a, b] of [
    [with3, without],
    [without, with3],
  ] as const) {
    expect(compareRuns(a, b).findings.map(({ verdict }) => verdict)).toEqual([null]);
  }
});
