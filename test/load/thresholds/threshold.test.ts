import { describe, expect, test } from 'vitest';
import type { Dimension } from '../../../src/define/dimension.ts';
import { UsageError } from '../../../src/errors.ts';
import type { VariantSpace } from '../../../src/generate/variants.ts';
import { asIs } from '../../../src/language.ts';
import type { Measurable } from '../../../src/load/thresholds/metric.ts';
import { judgeThreshold, toleratedFailures } from '../../../src/load/thresholds/threshold.ts';
import { parseThreshold } from '../../../src/load/thresholds/threshold-text.ts';
import { measurable } from './measurables.ts';

const type: Dimension = {
  name: 'type',
  title: { zh: '类型', en: 'type' },
  members: {
    text: { value: 7, zh: '文字', en: 'text', basis: 'documented' },
    video: { value: 13, zh: '视频', en: 'video', basis: 'documented' },
  },
  beyond: {},
  usual: 'text',
};
const space = (id: string, ...dimensions: Dimension[]): VariantSpace => ({ id, dimensions, rules: [] });
const spaces = [
  space('juzi/message.received', type, { ...type, name: 'chat' }),
  space('juzi/contact.updated'),
  space('yuju/contact.updated', type),
];
const events = spaces.map(({ id }) => id);
const parse = (text: string) => parseThreshold(text, spaces);
const nothing = measurable();

const whole = measurable(
  { accepted: 990, rejected: 4, violation: 3, timeout: 2, transport: 1 },
  {
    dropped: 250,
    rate: 1900,
    latency: { min: 1, mean: 20, p50: 15, p90: 40, p95: 60, p99: 199.9, p999: 300, max: 1000 },
    service: { min: 0.5, mean: 10, p50: 7, p90: 20, p95: 30, p99: 50, p999: 60, max: 70 },
  },
);

describe('a threshold over all events', () => {
  test.each([
    ['p99<200ms', 199.9, 'ms', true],
    ['p99 < 199ms', 199.9, 'ms', false],
    [' p99.9<=0.3s ', 300, 'ms', true],
    ['p999<300ms', 300, 'ms', false],
    ['p(95)<200ms', 60, 'ms', true],
    ['p(99.9)==300ms', 300, 'ms', true],
    ['p50!=15ms', 15, 'ms', false],
    ['p90>39ms', 40, 'ms', true],
    ['min>=1ms', 1, 'ms', true],
    ['mean>1m', 20, 'ms', false],
    ['max<1s', 1000, 'ms', false],
    ['service.p99<50.1ms', 50, 'ms', true],
    ['service.p999<50ms', 60, 'ms', false],
    ['service.mean<10ms', 10, 'ms', false],
    ['errors<1%', 0.01, 'share', false],
    ['errors<=1%', 0.01, 'share', true],
    ['errors<11', 10, 'count', true],
    ['accepted>=99%', 0.99, 'share', true],
    ['accepted==990', 990, 'count', true],
    ['rejected<=0.4%', 0.004, 'share', true],
    ['violation<=0.3%', 0.003, 'share', true],
    ['violation==0', 3, 'count', false],
    ['timeout!=2', 2, 'count', false],
    ['transport<2', 1, 'count', true],
    ['aborted==0', 0, 'count', true],
    ['started>=1000', 1000, 'count', true],
    ['planned==1250', 1250, 'count', true],
    ['dropped<=20%', 0.2, 'share', true],
    ['dropped==0', 250, 'count', false],
    ['rate>=1900/s', 1900, 'rate', true],
    ['rate<60000/m', 1900, 'rate', false],
  ])('%s', (text, actual, unit, ok) => {
    expect(judgeThreshold(parse(text), [whole])).toEqual({ expr: text.trim(), actual, unit, ok });
  });
});

describe('a threshold without anything to measure', () => {
  test.each([
    'p99<200ms',
    'p99>0ms',
    'service.max<1s',
    'errors==0',
    'errors<1%',
    'accepted!=5',
    'violation==0',
    'started==0',
    'dropped==0',
    'dropped<1%',
    'planned==0',
    'rate<10/s',
    'p99{contact.*}<1s',
    'violation{juzi/message.received}==0',
  ])('is not ok: %s', (text) => {
    const { actual, ok } = judgeThreshold(parse(text), [nothing]);
    expect([actual, ok]).toEqual([null, false]);
  });

  test('differs from one that measured 0', () => {
    const dropped = measurable({}, { dropped: 5 });
    expect(judgeThreshold(parse('violation==0'), [dropped])).toMatchObject({ actual: null, ok: false });
    expect(judgeThreshold(parse('started==0'), [dropped])).toMatchObject({ actual: 0, ok: true });
    expect(judgeThreshold(parse('rate<1/s'), [dropped])).toMatchObject({ actual: 0, ok: true });
    expect(judgeThreshold(parse('dropped==100%'), [dropped])).toMatchObject({ actual: 1, ok: true });
  });
});

describe('a threshold on events', () => {
  const byEvent = {
    'juzi/message.received': measurable({ accepted: 90, violation: 10 }, { latency: { p95: 40 }, rate: 10 }),
    'juzi/contact.updated': measurable({ accepted: 100 }, { latency: { p95: 60 }, rate: 10 }),
    'yuju/contact.updated': measurable({ accepted: 199, violation: 1 }, { latency: { p95: 20 }, rate: 20 }),
  };
  const judged = (text: string, figures: Readonly<Record<string, Measurable>>) => {
    const threshold = parse(text);
    return judgeThreshold(
      threshold,
      (threshold.of ?? []).flatMap((event) => figures[event] ?? []),
    );
  };
  test.each([
    ['p95{juzi/message.received}<50ms', 40, true],
    ['p95 { juzi/message.received } < 50ms', 40, true],
    ['p95{message.received}<40ms', 40, false],
    // The worst of the selected events, whichever way it compares.
    ['p95{contact.updated}<50ms', 60, false],
    ['p95{contact.*}<100ms', 60, true],
    ['p95{contact.*}>10ms', 20, true],
    ['p95{contact.*}>30ms', 20, false],
    ['p95{contact.*}==20ms', 60, false],
    ['p95{contact.*}!=20ms', 20, false],
    ['violation{*}<12', 11, true],
    ['violation{juzi/*}<=5%', 0.05, true],
    ['errors{yuju/*}<0.5%', 0.005, false],
    ['rate{contact.?pdated}>=30/s', 30, true],
  ])('%s', (text, actual, ok) => {
    expect(judged(text, byEvent)).toMatchObject({ expr: text, actual, ok });
  });

  test('is judged by the events that occurred', () => {
    const some = { ...byEvent, 'juzi/contact.updated': nothing };
    expect(judged('p95{contact.*}<50ms', some)).toMatchObject({ actual: 20, ok: true });
  });
});

describe('a threshold on the values of dimensions', () => {
  const [messages, , contacts] = events;
  test.each<[string, readonly (string | undefined)[], Record<string, string>]>([
    ['p99{type=13}<1s', [messages, contacts], { type: 'video' }],
    ['p99{type=视频}<1s', [messages, contacts], { type: 'video' }],
    ['p99{juzi/*, type=video}<1s', [messages], { type: 'video' }],
    ['service.p95{message.received,type=text,chat=13}<1s', [messages], { type: 'text', chat: 'video' }],
    ['errors{chat=text}<1%', [messages], { chat: 'text' }],
    ['accepted{type=7}>=99%', [messages, contacts], { type: 'text' }],
    ['rate{type=7}>1/s', [messages, contacts], { type: 'text' }],
  ])('%s', (text, of, values) => {
    expect(parse(text)).toMatchObject({ expr: text, of, values });
  });

  test.each([
    [
      'p99{type=vdieo}<1s',
      "juzi/message.received has no type 'vdieo' (did you mean video?); there are text, video",
    ],
    [
      'p99{tpye=video}<1s',
      "juzi/message.received has no dimension 'tpye' (did you mean type?); there are type, chat",
    ],
    [
      'p99{juzi/contact.updated,type=7}<1s',
      'juzi/contact.updated has no dimensions: all its payloads have the same form',
    ],
    ['p99{type=7,chat}<1s', "'chat' has no value: write chat=text"],
    ['violation{type=7}==0', 'violation is not counted by the values of dimensions'],
    ['dropped{type=7}==0', 'dropped is not counted by the values of dimensions'],
  ])('%s is none', (text, why) => {
    expect(() => parse(text)).toThrow(new UsageError(asIs(`--threshold '${text}': ${why}`)));
  });
});

describe('no threshold is', () => {
  const form = 'write what, how it compares, and a limit, such as p99<200ms or errors<0.1%';
  const all =
    'there are p50, service.p50, p90, service.p90, p95, service.p95, p99, service.p99, p99.9, service.p99.9, ' +
    'min, service.min, mean, service.mean, max, service.max, errors, accepted, rejected, violation, timeout, ' +
    'transport, aborted, started, dropped, planned, rate';
  test.each([
    ['', form],
    ['p99', form],
    ['p99<', form],
    ['<200ms', form],
    ['p99 200ms', form],
    ['p99{<200ms', form],
    ['p99<200', 'write a duration with its unit, such as p99<200ms'],
    ['p(95)<200', 'write a duration with its unit, such as p(95)<200ms'],
    ['p99<fast', 'write a duration with its unit, such as p99<200ms'],
    ['p99<-1ms', 'write a duration with its unit, such as p99<200ms'],
    ['service.p50 >= 5%', 'write a duration with its unit, such as service.p50 >= 200ms'],
    ['errors<0.01', 'write a share, such as errors<1%, or a whole number'],
    ['errors<101%', 'write a share, such as errors<1%, or a whole number'],
    ['dropped<5ms', 'write a share, such as dropped<1%, or a whole number'],
    ['violation<1e3', 'write a share, such as violation<1%, or a whole number'],
    ['started>99%', 'write a whole number, such as started>1000'],
    ['planned>0.5', 'write a whole number, such as planned>1000'],
    ['rate>1900', 'write a rate, such as rate>1900/s'],
    ['rate>fast', 'write a rate, such as rate>1900/s'],
    ['p99=200ms', "no comparison '='; there are <, <=, >, >=, ==, !="],
    ['p99=<200ms', "no comparison '=<'; there are <, <=, >, >=, ==, !="],
    ['p99<>200ms', "no comparison '<>'; there are <, <=, >, >=, ==, !="],
    ['violations==0', `no metric 'violations' (did you mean violation?); ${all}`],
    ['latency<5ms', `no metric 'latency'; ${all}`],
    ['service.errors<5', `no metric 'service.errors'; ${all}`],
    [
      'service.p9a<5ms',
      `no metric 'service.p9a' (did you mean service.p90 or service.p95 or service.p99?); ${all}`,
    ],
    ['constructor<5', `no metric 'constructor'; ${all}`],
    [
      'p99{juzi/message.recieved}<5ms',
      `no event 'juzi/message.recieved' in this run (did you mean juzi/message.received?); there are ${events.join(', ')}`,
    ],
    ['p99{room.*}<5ms', `no event 'room.*' in this run; there are ${events.join(', ')}`],
    ['p99{}<5ms', `no event '' in this run; there are ${events.join(', ')}`],
  ])('%j', (text, what) => {
    expect(() => parse(text)).toThrow(UsageError);
    expect(() => parse(text)).toThrow(new UsageError(asIs(`--threshold '${text}': ${what}`)));
  });

  test('and the message says where it was given', () => {
    expect(() => parseThreshold('p99', spaces, 'thresholds[0]')).toThrow(`thresholds[0] 'p99': ${form}`);
  });
});

describe('tolerated failures', () => {
  const everything = ['rejected', 'violation', 'timeout', 'transport', 'aborted'];
  test.each<[string[], string[], boolean]>([
    [[], [], false],
    [['errors<1%'], everything, false],
    [['accepted>=99%'], everything, false],
    [['accepted==1000'], everything, false],
    [['violation<=5', 'timeout<1%'], ['violation', 'timeout'], false],
    [['violation==0'], ['violation'], false],
    [['dropped<1%'], [], true],
    [['dropped<10', 'transport<10'], ['transport'], true],
    // These do not limit failures, or not those of all events.
    [['errors>0', 'errors!=5', 'accepted<5', 'violation>=1', 'dropped>5'], [], false],
    [['p99<200ms', 'rate>1/s', 'started>5', 'planned==5'], [], false],
    [['errors{juzi/*}<1%', 'dropped{*}<1%'], [], false],
  ])('%j', (texts, outcomes, dropped) => {
    const tolerated = toleratedFailures(texts.map(parse));
    expect([[...tolerated.outcomes], tolerated.dropped]).toEqual([outcomes, dropped]);
  });
});
