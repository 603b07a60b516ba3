import { describe, expect, test } from 'vitest';
import { formatDuration, parseDuration } from '../../../src/duration.ts';
import { UsageError } from '../../../src/errors.ts';
import { inLanguage } from '../../../src/language.ts';
import { loadProfile } from '../../../src/load/schedule/load-profile.ts';
import type { Stage } from '../../../src/load/schedule/rate-curve.ts';
import type { ScheduleSpec } from '../../../src/load/schedule/schedule.ts';
import { describeLoad, shapeWords } from '../../../src/load/schedule/shape-text.ts';
import { parseStages } from '../../../src/load/schedule/stages-text.ts';
import { parseShare } from '../../../src/load/workload/share-text.ts';
import { parseRate, writeRate } from '../../../src/rate.ts';

const endless = Number.POSITIVE_INFINITY;

function complaint(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a rate', () => {
  const read = parseRate('--rate');
  test.each([
    ['500/s', 500],
    ['0.5/s', 0.5],
    ['30/m', 0.5],
    ['50/1s', 50],
    ['10/100ms', 100],
    ['3600/h', 1],
    ['1/1.5s', 1 / 1.5],
    ['7/ms', 7000],
  ])('%s', (text, rate) => expect(read(text)).toBe(rate));

  const words = 'write deliveries and their time, such as 500/s, 30/m or 50/10s';
  test.each([
    ['500', 'write 500/s'],
    ['0.5', 'write 0.5/s'],
    ['', words],
    ['500/', words],
    ['/s', words],
    ['500/sec', words],
    ['500rps', words],
    ['-5/s', words],
    ['1e3/s', words],
    ['5 /s', words],
    ['5/0s', words],
    ['5/-1s', words],
    ['NaN/s', words],
    [`${'9'.repeat(400)}/s`, words],
    ['0/s', 'write a rate above 0'],
    ['0.0/m', 'write a rate above 0'],
  ])('%j is no rate', (text, what) => expect(complaint(() => read(text))).toBe(`--rate '${text}': ${what}`));

  test.each([
    [2000, '2000/s'],
    [0.5, '30/m'],
    [1 / 3, '20/m'],
    [100 / 3, '2000/m'],
    [1 / 3600, '1/h'],
    [Math.PI, '3.142/s'],
    [0, '0/s'],
  ])('of %d a second is written %s', (rate, text) => expect(writeRate(rate)).toBe(text));
  test('that was written can be read', () => {
    for (let i = 1; i < 500; i += 1) {
      for (const unit of ['s', 'm', 'h']) {
        const rate = read(`${i}/${unit}`);
        expect(read(writeRate(rate))).toBeCloseTo(rate, 12);
      }
    }
  });
});

describe('a duration', () => {
  test.each([
    [300_000, '5m'],
    [90_000, '90s'],
    [30_000, '30s'],
    [1500, '1.5s'],
    [1234, '1234ms'],
    [250, '250ms'],
    [0.5, '0.5ms'],
    [0, '0ms'],
    [3_600_000, '1h'],
    [5_400_000, '90m'],
  ])('of %d ms is written %s', (ms, text) => expect(formatDuration(ms)).toBe(text));
  test('that was written can be read', () => {
    const read = parseDuration('--duration');
    for (let ms = 0; ms < 100_000; ms += 7) expect(read(formatDuration(ms))).toBe(ms);
    for (let ms = 0; ms < 2 ** 31; ms += 12_345_600) expect(read(formatDuration(ms))).toBe(ms);
  });
});

describe('stages', () => {
  const read = parseStages('--stages');
  const step = (from: number, to: number, length: number): Stage => ({ batch: 0, from, to, length });
  test.each([
    ['100/s:30s', [step(100, 100, 30_000)]],
    [
      '100/s:30s,1000/s:10s,100/s:30s',
      [step(100, 100, 30_000), step(1000, 1000, 10_000), step(100, 100, 30_000)],
    ],
    ['0/s..2000/s:60s', [step(0, 2000, 60_000)]],
    ['0/s..10/100ms:1m, 30/m:5s ,0/s:1s', [step(0, 100, 60_000), step(0.5, 0.5, 5000), step(0, 0, 1000)]],
  ])('%s', (text, stages) => expect(read(text)).toEqual(stages));

  const form = 'write a rate and how long, such as 100/s:30s or 0/s..2000/s:60s';
  test.each([
    ['', '', form],
    ['100/s', '100/s', form],
    ['100/s:30s,', '', form],
    ['100/s:30s:5s', '100/s:30s:5s', form],
    ['1/s..2/s..3/s:5s', '1/s..2/s..3/s:5s', form],
    ['1/s:5s,100:30s', '100:30s', "for '100' write 100/s"],
    ['0..2000/s:60s', '0..2000/s:60s', "for '0' write 0/s"],
    ['..5/s:1s', '..5/s:1s', "for '' write deliveries and their time, such as 500/s, 30/m or 50/10s"],
    ['100/s:30', '100/s:30', "for '30' write a duration with its unit, such as 30s"],
    ['100/s:', '100/s:', "for '' write a duration with its unit, such as 30s"],
    ['100/s:600h', '100/s:600h', "for '600h' write a duration with its unit, such as 30s"],
    ['100/s:0s', '100/s:0s', "for '0s' write 1ms or more"],
    ['0/s:5s,0/s:6s', '0/s:5s,0/s:6s', 'write a rate above 0 in at least one stage'],
  ])('%j are no stages', (text, where, what) =>
    expect(complaint(() => read(text))).toBe(`--stages '${where}': ${what}`),
  );
});

describe('a share', () => {
  const read = parseShare('--duplicates');
  test.each([
    ['2%', 0.02],
    ['0.3%', 0.003],
    ['100%', 1],
    ['0%', 0],
    ['0.02', 0.02],
    ['0', 0],
  ])('%s', (text, share) => expect(read(text)).toBe(share));
  test('in per cent is the same number as its fraction', () => {
    for (let i = 0; i <= 1000; i += 1) expect(read(`${Math.floor(i / 10)}.${i % 10}%`)).toBe(i / 1000);
  });
  const words = 'write a share of at most 100%, such as 2%';
  test.each([
    ['2', 'write 2%'],
    ['1', 'write 1%'],
    ['1.5', 'write 1.5%'],
    ['101', words],
    ['101%', words],
    ['', words],
    ['-1%', words],
    ['.5', words],
    ['1e-2', words],
    ['2 %', words],
    ['two', words],
  ])('%j is none', (text, what) =>
    expect(complaint(() => read(text))).toBe(`--duplicates '${text}': ${what}`),
  );
});

describe('a load in words', () => {
  const spec = (changes: Partial<ScheduleSpec>): ScheduleSpec => ({
    stages: [{ batch: 0, from: 2000, to: 2000, length: endless }],
    repeat: false,
    duration: null,
    count: null,
    poisson: false,
    seed: 'test',
    ...changes,
  });
  const stages = parseStages('--stages')('100/s:30s,0/s..2000/s:1m');
  const batches = (length: number): Stage[] => [{ batch: 500, from: 0, to: 0, length }];
  test.each<[string, Partial<ScheduleSpec>]>([
    ['2000/s for 5m', { duration: 300_000 }],
    ['2000/s until it is stopped', {}],
    ['2000/s for 10,000 deliveries, Poisson arrivals', { count: 10_000, poisson: true }],
    ['2000/s for 90s, at most 1 delivery', { duration: 90_000, count: 1 }],
    ['stages 100/s:30s,0/s..2000/s:1m', { stages: stages }],
    ['stages 100/s:30s,0/s..2000/s:1m, at most 500 deliveries', { stages: stages, count: 500 }],
    ['stages 100/s:30s,0/s..2000/s:1m for 1m', { stages: stages, duration: 60_000 }],
    ['500 every 10s for 1m', { stages: batches(10_000), repeat: true, duration: 60_000 }],
    ['500 every 10s until it is stopped', { stages: batches(10_000), repeat: true }],
    ['500 at once', { stages: batches(endless) }],
    [
      'over and over 500+2/s:1s for 1m',
      { stages: [{ batch: 500, from: 2, to: 2, length: 1000 }], repeat: true, duration: 60_000 },
    ],
  ])('%s', (words, changes) => expect(describeLoad({ open: spec(changes) })).toBe(words));
  test.each([
    ['50 connections for 30s', { connections: 50, duration: 30_000, count: null }],
    ['1 connection until it is stopped', { connections: 1, duration: null, count: null }],
    ['2 connections for 1,000 deliveries', { connections: 2, duration: null, count: 1000 }],
    ['2 connections for 5s, at most 1,000 deliveries', { connections: 2, duration: 5000, count: 1000 }],
  ])('%s', (words, closed) => expect(describeLoad({ closed })).toBe(words));
});

test.each([
  ['2000/s for 5m', '2000/s，持续 5m'],
  ['500 every 10s for 1m', '每 10s 发 500 次，持续 1m'],
  ['500 at once', '一次发出 500 次'],
  ['stages 100/s:30s,0/s..2000/s:60s', '分段 100/s:30s,0/s..2000/s:60s'],
  ['over and over 500+2/s:1s for 1m', '循环 500+2/s:1s，持续 1m'],
  ['500/s for 1m30s, Poisson arrivals', '500/s，持续 1m30s，泊松到达'],
  ['1 connection until it is stopped', '1 个连接，直到停止'],
  ['2 connections for 1,000 deliveries', '2 个连接，共 1,000 次投递'],
  ['2 connections for 1.5s, at most 1 delivery', '2 个连接，持续 1.5s，最多 1 次投递'],
])('the shape %s in Chinese', (shape, words) => {
  expect(inLanguage('zh', () => shapeWords(shape))).toBe(words);
  expect(shapeWords(shape)).toBe(shape);
});

test.each<[() => unknown, string]>([
  [() => parseRate('--rate')('500'), "--rate '500'：请写 500/s"],
  [() => parseStages('--stages')('100:30s'), "--stages '100:30s'：'100' 处请写 100/s"],
  [() => parseShare('--duplicates')('2'), "--duplicates '2'：请写 2%"],
  [
    () => loadProfile({ rate: 5, connections: 2 }, (key) => `--${key}`),
    '--connections：开环按需建立连接，上限是 --maxInFlight；只有不给速率的闭环才有固定的连接数',
  ],
])('what is wrong is said in Chinese: %#', (read, message) => {
  expect(complaint(() => inLanguage('zh', read))).toBe(message);
});
