import { describe, expect, test } from 'vitest';
import { UsageError } from '../../../src/errors.ts';
import type { ComparableRun } from '../../../src/load/compare/compare.ts';
import { judgeChange, parseFailOn } from '../../../src/load/compare/fail-on.ts';
import { measurable } from '../thresholds/measurables.ts';
import { rejecting, runOf } from './comparable-runs.ts';

const events = ['juzi/message.received', 'juzi/contact.updated', 'yuju/contact.updated'];

const judge = (text: string, a: ComparableRun, b: ComparableRun) =>
  judgeChange(parseFailOn(text, events), a, b);

const latency = (ms: number) => runOf(rejecting(0, { latency: { p99: ms } }));
const errors = (count: number) => runOf(rejecting(count));
const rate = (perSecond: number) => runOf(rejecting(0, { rate: perSecond }));

test.each([
  ['p99>+20%', latency(100), latency(121), false],
  ['p99>+20%', latency(100), latency(120), true],
  ['p99>=+20%', latency(100), latency(120), false],
  ['p99 > +20%', latency(100), latency(50), true],
  ['p99>+10ms', latency(100), latency(111), false],
  ['p99>+0.01s', latency(100), latency(110), true],
  ['p99>-10%', latency(100), latency(95), false],
  ['p99>-10%', latency(100), latency(85), true],
  ['errors>+0.5pp', errors(100), errors(151), false],
  ['errors>=+0.5pp', errors(100), errors(150), false],
  ['errors>+0.5pp', errors(100), errors(150), true],
  ['errors>+50%', errors(100), errors(151), false],
  ['errors>+50%', errors(100), errors(150), true],
  ['rejected>+10', errors(100), errors(111), false],
  ['rejected>+10', errors(100), errors(110), true],
  ['accepted<-1%', errors(0), errors(101), false],
  ['rate<-5%', rate(1000), rate(949), false],
  ['rate<-5%', rate(1000), rate(950), true],
  ['rate<=-5%', rate(1000), rate(950), false],
  ['rate<-100/s', rate(1000), rate(890), false],
  ['started<-10%', runOf(measurable({ accepted: 100 })), runOf(measurable({ accepted: 80 })), false],
] as const)('%s', (text, a, b, ok) => {
  expect(judge(text, a, b)).toMatchObject({ expr: text.trim(), ok });
});

test('a change from 0 exceeds every share, and 0 to 0 is no change', () => {
  expect(judge('errors>+1000000%', errors(0), errors(1))).toMatchObject({
    ok: false,
    actual: Number.POSITIVE_INFINITY,
  });
  expect(judge('errors>+0%', errors(0), errors(0))).toMatchObject({ ok: true, actual: 0 });
});

describe('a figure that was not measured', () => {
  const nothing = runOf(measurable());

  test.each([
    [nothing, latency(100)],
    [latency(100), nothing],
    [nothing, nothing],
  ])('is within no limit', (a, b) => {
    for (const text of ['p99>+20%', 'p99<-90%', 'errors>+1pp', 'rate<-5%', 'dropped>+1']) {
      expect(judge(text, a, b)).toMatchObject({ actual: null, ok: false });
    }
  });

  test('for one of several events is not within a limit either', () => {
    const part = rejecting(1, { latency: { p99: 5 } });
    const a = runOf(part, { 'juzi/message.received': part, 'juzi/contact.updated': part });
    const b = runOf(part, { 'juzi/message.received': part });
    for (const text of ['p99{juzi/*}>+20%', 'errors{juzi/*}>+1pp', 'rate{juzi/*}<-5%']) {
      expect(judge(text, a, b)).toMatchObject({ event: 'juzi/contact.updated', actual: null, ok: false });
    }
  });
});

describe('a limit for several events', () => {
  const side = (message: number, contact: number) =>
    runOf(measurable(), {
      'juzi/message.received': rejecting(message, { latency: { p99: message } }),
      'juzi/contact.updated': rejecting(contact, { latency: { p99: contact } }),
    });

  test('holds for the latency of each, and names the worst', () => {
    expect(judge('p99{juzi/*}>+20%', side(100, 100), side(50, 130))).toMatchObject({
      event: 'juzi/contact.updated',
      a: 100,
      b: 130,
      actual: 0.3,
      ok: false,
    });
    expect(judge('p99{juzi/*}<-20%', side(100, 100), side(50, 130))).toMatchObject({
      event: 'juzi/message.received',
      actual: -0.5,
      ok: false,
    });
  });

  test('adds up counts', () => {
    expect(judge('errors{juzi/*}>+1', side(100, 100), side(50, 150))).toMatchObject({ actual: 0, ok: true });
    expect(judge('errors{juzi/*}>+0%', side(100, 100), side(50, 151))).toMatchObject({
      event: null,
      a: 0.01,
      b: 0.01005,
      actual: 0.005,
      ok: false,
    });
  });

  test('may be for a single event', () => {
    expect(judge('p99{message.received}>+20%', side(100, 100), side(100, 900))).toMatchObject({ ok: true });
  });
});

test.each([
  ['p99', /such as p99>\+20% or rate<-5%$/],
  ['p98>+5%', /'p98>\+5%': a report holds p50, p90, p95, p99 and p99\.9; choose one/],
  ['p99==+5%', /no comparison '=='; there are <, <=, >, >=$/],
  ['p99>20%', /a change has a sign: write p99>\+20%$/],
  [
    'p99{juzi/*}>+20',
    /write a share or a duration, such as p99\{juzi\/\*\}>\+20% or p99\{juzi\/\*\}>\+20ms$/,
  ],
  ['p99>+2pp', /write a share or a duration/],
  [
    'errors>+0.5',
    /write a share, points of a share, or a whole number, such as errors>\+5%, errors>\+0.5pp or/,
  ],
  ['started>+1pp', /write a share or a whole number/],
  ['errors>+5ms', /points of a share/],
  ['rate<-5', /write a share or a rate, such as rate<-5% or rate<-5\/s$/],
  ['rate<-', /./],
  ['p99{juzi/message.recieved}>+1%', /no event .* \(did you mean juzi\/message.received\?\)/],
])('%s is refused', (text, words) => {
  const parse = () => parseFailOn(text, events);
  expect(parse).toThrow(UsageError);
  expect(parse).toThrow(words);
  expect(parse).toThrow(/^--fail-on '[^\n]+$/);
});
