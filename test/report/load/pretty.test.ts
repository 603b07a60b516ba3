import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { inLanguage } from '../../../src/language.ts';
import type { BurstResult } from '../../../src/load/result.ts';
import { pretty } from '../../../src/report/load/pretty.ts';
import { columnsOf } from '../../../src/report/text/columns.ts';
import { latencyNumber, latencyWords, percent, perSecond } from '../../../src/report/text/numbers.ts';
import { loadPaint, noPaint } from '../../../src/report/text/paint.ts';
import { unshowable } from '../suite/told.ts';
import { findings, latency, noLatency, sampleResult } from './sample.ts';
import { hostile, stories } from './stories.ts';

describe('what a person reads at the end', () => {
  test.each(Object.entries(stories))('%s', async (name, result) => {
    await expect(pretty(result, noPaint, 100)).toMatchFileSnapshot(`../../golden/load/${name}.pretty.txt`);
  });

  test('on 60 columns', async () => {
    await expect(pretty(sampleResult(), noPaint, 60)).toMatchFileSnapshot(
      '../../golden/load/narrow.pretty.txt',
    );
  });
});

describe('in Chinese', () => {
  const told = (result: BurstResult, width: number): string =>
    inLanguage('zh', () => pretty(result, noPaint, width));

  test.each(['open-loop', 'closed-loop', 'interrupted'] as const)('%s', async (name) => {
    await expect(told(stories[name], 80)).toMatchFileSnapshot(`../../golden/load/${name}.pretty.zh.txt`);
  });

  test('values start at one column, and only commands are wider than the terminal', () => {
    for (const result of Object.values(stories)) {
      for (let width = 60; width <= 140; width += 1) {
        for (const line of told(result, width).split('\n')) {
          if (!line.startsWith('      webhook-sim ')) {
            expect(columnsOf(line), line).toBeLessThanOrEqual(width);
          }
        }
      }
    }
    const starts = told(sampleResult(), 80).matchAll(
      /^ {2}(?:计划|已发出|速率|预热|模式|联系人|CPU|套接字) +/gm,
    );
    expect([...starts].map(([start]) => columnsOf(start))).toEqual(Array(8).fill(12));
  });

  test('one threshold is not all of them', () => {
    const [threshold] = sampleResult().thresholds;
    if (threshold === undefined) throw new Error('the sample has thresholds');
    const thresholds = [{ ...threshold, ok: true }];
    expect(told(sampleResult({ thresholds }), 200)).toMatch(/；1 个阈值达标\n$/);
    expect(told(sampleResult({ thresholds: [...thresholds, ...thresholds] }), 200)).toMatch(
      /；2 个阈值全部达标\n$/,
    );
  });
});

const everyResult = [...Object.values(stories), hostile];

test('nothing that came from elsewhere reaches a terminal raw', () => {
  const text = pretty(hostile, noPaint, 100);
  expect(text).not.toMatch(unshowable);
  expect(text).toContain('::error::injected');
  expect(text).not.toMatch(/^\s*(::|##\[)/m);
});

test('colours change nothing but the colours', async () => {
  const paint = await loadPaint(true);
  for (const result of everyResult) {
    for (const width of [60, 100]) {
      const colored = pretty(result, paint, width);
      expect(colored).toMatch(/\u001b\[\d+m/);
      expect(stripVTControlCharacters(colored)).toBe(pretty(result, noPaint, width));
    }
  }
});

test('only commands are wider than the terminal, and they are whole', () => {
  for (const result of Object.values(stories)) {
    for (let width = 60; width <= 140; width += 1) {
      const lines = pretty(result, noPaint, width).split('\n');
      const commands = lines.filter((line) => line.startsWith('      webhook-sim '));
      expect(commands.map((line) => line.trim())).toEqual(result.findings.map(({ first }) => first.repro));
      for (const line of lines) {
        if (!commands.includes(line)) expect(columnsOf(line), line).toBeLessThanOrEqual(width);
      }
    }
  }
});

describe('the last lines', () => {
  const endOf = (result: BurstResult): string =>
    pretty(result, noPaint, 200).trimEnd().split('\n\n').at(-1) ?? '';
  const accepted = { started: 10, outcomes: { ...stories.nothing.outcomes, accepted: 10 } };
  const clean = { ...stories.nothing, ...accepted, dropped: 0, stopped: null, passed: true };
  const failed = { ...clean, passed: false };

  test.each<[string, BurstResult, string]>([
    ['all accepted', clean, '✓ 10 deliveries in 14.0 ms, all accepted'],
    ['some dropped', { ...failed, dropped: 2 }, '✗ 10 deliveries in 14.0 ms, all accepted; 2 dropped'],
    ['one failed', { ...failed, started: 11 }, '✗ 1 of 11 deliveries in 14.0 ms not accepted'],
    [
      'one failed, which a threshold allows',
      {
        ...clean,
        started: 11,
        thresholds: [{ expr: 'errors<20%', actual: 1 / 11, unit: 'share', ok: true }],
      },
      '✓ 1 of 11 deliveries in 14.0 ms not accepted; 1 threshold held',
    ],
    [
      'nothing sent',
      { ...stories.nothing, stopped: null, passed: true },
      '– nothing was sent in 14.0 ms; 3 dropped',
    ],
    [
      'a threshold crossed, though all were accepted',
      { ...failed, thresholds: sampleResult().thresholds },
      '✗ 10 deliveries in 14.0 ms, all accepted; 2 of 4 thresholds crossed',
    ],
    [
      'a threshold held, and one that measured nothing',
      { ...failed, thresholds: stories.interrupted.thresholds },
      '✗ 10 deliveries in 14.0 ms, all accepted; 1 of 2 thresholds with nothing to measure',
    ],
    [
      'stopped, though all were accepted',
      { ...clean, stopped: stories.interrupted.stopped },
      '– 10 deliveries in 14.0 ms, all accepted\nEnded early, after 12.40 s. The run was interrupted.',
    ],
  ])('%s', (_, result, end) => expect(endOf(result)).toBe(end));
});

describe('latencies', () => {
  test('of one event are told once, of several by event', () => {
    expect(pretty(stories.interrupted, noPaint, 100).match(/from due/g)).toHaveLength(1);
    expect(pretty(sampleResult(), noPaint, 100).match(/from due/g)).toHaveLength(3);
  });

  test('of very many events are told of the eight with most deliveries', () => {
    const [figures] = Object.values(sampleResult().byEvent);
    if (figures === undefined) throw new Error('the sample has events');
    const byEvent = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`yuju/event.n${i}`, { ...figures, started: i + 1 }]),
    );
    const text = pretty(sampleResult({ byEvent }), noPaint, 100);
    expect(text.match(/ {2}yuju\/event\.n\d+/g)?.map((name) => name.trim())).toEqual(
      [19, 18, 17, 16, 15, 14, 13, 12].map((i) => `yuju/event.n${i}`),
    );
    expect(text).toContain('and 12 more events');
  });

  test('without a rate are service times, and say so', () => {
    const text = pretty(stories['closed-loop'], noPaint, 100);
    expect(text).toContain('service times');
    expect(text).not.toContain('from due');
  });

  test('of deliveries that were due and never sent have gaps', () => {
    const text = pretty(sampleResult({ byEvent: {}, service: noLatency, latency }), noPaint, 100);
    expect(text).toMatch(/from sent( +–){8}/);
  });
});

test('very many findings are told by the most frequent', () => {
  const [finding] = findings;
  if (finding === undefined) throw new Error('the sample has findings');
  const many = Array.from({ length: 14 }, (_, i) => ({ ...finding, event: `yuju/event.n${i}`, count: i }));
  const text = pretty(sampleResult({ findings: many }), noPaint, 100);
  expect(text.match(/Reproduce with:/g)).toHaveLength(10);
  expect(text.indexOf('event.n13')).toBeLessThan(text.indexOf('event.n12'));
  expect(text).toContain('and 4 more: the json and html reports have them');
});

describe('figures', () => {
  test.each([
    [null, '–', '–'],
    [0, '0.00 ms', '0.00'],
    [0.42, '0.42 ms', '0.42'],
    [9.996, '10.0 ms', '10.0'],
    [12.34, '12.3 ms', '12.3'],
    [99.96, '100 ms', '100'],
    [412.6, '413 ms', '413'],
    [999.6, '1.00 s', '1,000'],
    [1254, '1.25 s', '1,254'],
    [9996, '10.0 s', '9,996'],
    [59_960, '59.96 s', '59,960'],
    [125_000, '2 min 5 s', '125,000'],
  ])('%s ms reads %s, or %s in a narrow table', (ms, words, figure) => {
    expect(latencyWords(ms)).toBe(words);
    expect(latencyNumber(ms)).toBe(figure);
  });

  test.each([
    [0, '0%'],
    [0.000001, '<0.01%'],
    [0.0019, '0.19%'],
    [0.0173, '1.7%'],
    [0.9999, '99.99%'],
    [0.999999, '>99.99%'],
    [1, '100%'],
    [1.6068, '160.7%'],
  ])('a share of %s reads %s', (share, words) => expect(percent(share)).toBe(words));

  test('only nothing reads 0%, and only all reads 100%', () => {
    for (let part = 1; part < 100_000; part += 7) {
      expect(percent(part / 100_000)).not.toMatch(/^(0(\.0+)?|100(\.0+)?)%$/);
    }
  });

  test.each([
    [0, '0/s'],
    [0.25, '0.25/s'],
    [199.31, '199.3/s'],
    [1834.02, '1,834/s'],
    [1999.96, '2,000/s'],
    [12_040.7, '12,041/s'],
  ])('%s a second reads %s', (rate, words) => expect(perSecond(rate)).toBe(words));
});
