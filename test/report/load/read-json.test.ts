import { describe, expect, test } from 'vitest';
import { UsageError } from '../../../src/errors.ts';
import { compareRuns } from '../../../src/load/compare/compare.ts';
import { json } from '../../../src/report/load/json.ts';
import { readBurstReport } from '../../../src/report/load/read-json.ts';
import { runs } from './runs.ts';
import { sampleResult } from './sample.ts';

test.each(Object.entries(runs))('the run %s is read as it was written', (_, result) => {
  const run = readBurstReport(json(result), 'A.json');
  expect(compareRuns(run, run)).toEqual(compareRuns(result, result));
  const { settings, stopped, startedAt } = run;
  expect({ settings, startedAt }).toEqual({ settings: result.settings, startedAt: result.startedAt });
  expect(stopped?.message).toBe(result.stopped?.message);
});

test('a byte order mark, other layouts and later keys do no harm', () => {
  const document = JSON.parse(json(sampleResult()));
  const layout = `\ufeff${JSON.stringify({ ...document, later: [1] }, null, 4)}`;
  expect(readBurstReport(layout, 'A.json')).toEqual(readBurstReport(json(sampleResult()), 'A.json'));
});

const document = JSON.parse(json(sampleResult()));

test.each([
  ['', /it is empty: webhook-sim burst … --reporter json=FILE writes/],
  [json(sampleResult()).slice(0, -2), /not a whole JSON document/],
  ['<html>', /not a whole JSON document/],
  ['[]', /JSON, but not a report/],
  ['null', /JSON, but not a report/],
  ['{}', /not a report of webhook-sim/],
  [JSON.stringify({ ...document, tool: 'k6' }), /not a report of webhook-sim/],
  [JSON.stringify({ ...document, schema: undefined }), /not a report of webhook-sim/],
  [
    JSON.stringify({ ...document, schema: 'urn:webhook-sim:suite-report:1' }),
    /this is a suite-report, not a report of burst/,
  ],
  [
    JSON.stringify({ ...document, schema: 'urn:webhook-sim:burst-report:2' }),
    /has form 2, which is newer than this webhook-sim: update it/,
  ],
  [
    '{"tool":"webhook-sim","schema":"urn:webhook-sim:burst-report:1"}',
    /version should be a text, but it is missing/,
  ],
])('%#: what is no report of a burst is refused', (source, words) => {
  const read = () => readBurstReport(source, 'some/A.json');
  expect(read).toThrow(UsageError);
  expect(read).toThrow(words);
  expect(read).toThrow(/^some\/A\.json: [^\n]+$/);
});

describe('every field that is read', () => {
  const [finding] = document.findings;
  const event = 'juzi/message.received';
  const withEvent = (changes: object) => ({
    byEvent: { ...document.byEvent, [event]: { ...document.byEvent[event], ...changes } },
  });

  test.each<[string, object]>([
    ['startedAt', { startedAt: 5 }],
    ['planned', { planned: '11000' }],
    ['started', { started: -1 }],
    ['dropped', { dropped: 0.5 }],
    ['outcomes', { outcomes: [] }],
    ['outcomes.timeout', { outcomes: { ...document.outcomes, timeout: null } }],
    ['rate.achieved', { rate: { target: null } }],
    ['rate.target', { rate: { target: 'fast', achieved: 1 } }],
    ['latency', { latency: null }],
    ['latency.p99', { latency: { ...document.latency, p99: '412.6' } }],
    ['service.p999', { service: { ...document.service, p999: undefined } }],
    ['settings.loop', { settings: { ...document.settings, loop: 'half' } }],
    ['settings.events[0]', { settings: { ...document.settings, events: [1] } }],
    ['settings.targets["juzi/x"]', { settings: { ...document.settings, targets: { 'juzi/x': 1 } } }],
    ['settings.workers', { settings: { ...document.settings, workers: 'auto' } }],
    [`byEvent["${event}"].latency.max`, withEvent({ latency: { ...document.latency, max: true } })],
    [`byEvent["${event}"].outcomes.accepted`, withEvent({ outcomes: {} })],
    ['byEvent', { byEvent: 'none' }],
    ['findings', { findings: {} }],
    ['findings[0].severity', { findings: [{ ...finding, severity: 'fatal' }] }],
    ['findings[1].count', { findings: [finding, { ...finding, count: undefined }] }],
    ['stopped.message', { stopped: {} }],
  ])('%s is checked', (path, change) => {
    const read = () => readBurstReport(JSON.stringify({ ...document, ...change }), 'A.json');
    expect(read).toThrow(UsageError);
    expect(read).toThrow(`A.json: ${path} should be `);
  });

  test('is a number only if it can be one', () => {
    const source = json(sampleResult()).replace('"p99":412.6', '"p99":1e999');
    expect(() => readBurstReport(source, 'A.json')).toThrow('latency.p99 should be a number, 0 or more');
  });
});

test('a key of every object is a key of a report, whatever its name', () => {
  const source = json(sampleResult()).replaceAll('juzi/message.received', '__proto__');
  const run = readBurstReport(source, 'A.json');
  expect(Object.keys(run.byEvent)).toContain('__proto__');
  expect(({} as Record<string, unknown>)['planned']).toBeUndefined();
});
