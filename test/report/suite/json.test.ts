import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { json, suiteReportSchemaId } from '../../../src/report/suite/json.ts';
import { suiteReportSchema } from '../../../src/report/suite/json-schema.ts';
import { ndjson } from '../../../src/report/suite/ndjson.ts';
import { noPaint } from '../../../src/report/text/paint.ts';
import type { SuiteEvent } from '../../../src/suite/run/events.ts';
import { version } from '../../../src/version.ts';
import { caseResult } from './cases.ts';
import { hostileText, stories } from './stories.ts';
import { summaryOf } from './story.ts';
import { reportOf, unshowable } from './told.ts';

const published = suiteReportSchema();

/** The same schema, in which every object has no keys but those described: nothing of a report is left out of it. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'required' in schema ? { ...inner, additionalProperties: false } : inner;
}

/** Validates by a schema, or by a part of it. */
function validator(schema: unknown, part = ''): (value: unknown) => unknown {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  ajv.addSchema(schema as object, 'report');
  return (value) => {
    ajv.validate(`report${part}`, value);
    return ajv.errors ?? [];
  };
}

const errors = validator(published);
const errorsOrUnknown = validator(closed(published));
const errorsInCase = validator(closed(published), '#/$defs/caseLine');
const errorsInSummary = validator(closed(published), '#/$defs/summaryLine');

const finished = (events: readonly SuiteEvent[]) =>
  events.flatMap((event) => (event.type === 'finished' ? [event.result] : []));
const ended = (events: readonly SuiteEvent[]) =>
  events.flatMap((event) => (event.type === 'ended' ? [event.summary] : []))[0];
const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe.each(Object.entries(stories))('the run %s', (_, events) => {
  test('is one document that holds all of it, as its schema says', () => {
    const report = JSON.parse(reportOf(json, events));
    expect(errors(report)).toEqual([]);
    expect(errorsOrUnknown(report)).toEqual([]);
    const { tool, version: by, schema, cases, clusters: _, ...summary } = report;
    expect({ tool, by, schema }).toEqual({ tool: 'webhook-sim', by: version, schema: suiteReportSchemaId });
    expect(cases).toEqual(asSent(finished(events)));
    expect(summary).toEqual(asSent(ended(events)));
  });

  test('is a line for each case and one for the summary, as the same schema says', () => {
    const lines = reportOf(ndjson, events)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const last = lines.pop();
    for (const line of lines) expect(errorsInCase(line)).toEqual([]);
    expect(errorsInSummary(last)).toEqual([]);
    expect(lines).toEqual(
      finished(events).map((result) => ({ type: 'case', ...(asSent(result) as object) })),
    );
  });
});

test('kinds of failures are data, in both', () => {
  const { cases, clusters } = JSON.parse(reportOf(json, stories.mixed));
  const failed = finished(stories.mixed).filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
  expect(new Set(clusters.flatMap(({ ids }: { ids: string[] }) => ids))).toEqual(
    new Set(failed.map(({ id }) => id)),
  );
  expect(cases).toHaveLength(49);
  expect(clusters).toContainEqual({
    event: 'juzi/message.received',
    code: 'errcode.wrong_type',
    message: 'The type of errcode is string, not number.',
    path: 'errcode',
    status: 200,
    answer: 'string "#"',
    cases: 1,
    ids: ['juzi/message.received › type=image chat=room'],
    example: 'juzi/message.received › type=image chat=room',
    common: { values: {}, unit: 'delivery', failed: 1, of: 45 },
  });
  const last = JSON.parse(reportOf(ndjson, stories.mixed).trimEnd().split('\n').at(-1) ?? '');
  expect(last.clusters).toEqual(clusters);
  const [first, second] = JSON.parse(reportOf(json, stories.failing)).clusters;
  expect([first.cases, first.ids.length, second.cases, second.ids.length]).toEqual([46, 46, 26, 26]);
});

describe('the schema', () => {
  const report = JSON.parse(reportOf(json, stories.mixed));

  test.each([
    ['an outcome that there is not', { cases: [{ ...report.cases[0], outcome: 'fine' }] }],
    ['a number as text', { requests: '51' }],
    ['a reason to stop that there is not', { stopped: 'bored' }],
    ['a summary without its seed', { seed: undefined }],
  ])('refuses %s', (_, change) => {
    expect(errors(asSent({ ...report, ...change }))).not.toEqual([]);
  });

  test('allows what later versions may add', () => {
    expect(errors({ ...report, later: true })).toEqual([]);
  });
});

test.each([
  ['json', json],
  ['ndjson', ndjson],
] as const)('%s tells each case as it ends, and keeps none', (_, make) => {
  const reporter = make({ paint: noPaint, width: 100 });
  reporter.render({ type: 'planned', cases: 2, requests: 2 });
  const [first, second] = [caseResult('a/b › 1'), caseResult('a/b › 2')];
  expect(reporter.render({ type: 'finished', result: first })).toContain('a/b › 1');
  const piece = reporter.render({ type: 'finished', result: second });
  expect(piece).toContain('a/b › 2');
  expect(piece).not.toContain('a/b › 1');
  expect(reporter.render({ type: 'ended', summary: summaryOf([first, second]) })).not.toContain('dlv_1');
});

test.each([
  ['json', json],
  ['ndjson', ndjson],
] as const)('%s is safe to show, and says the same', (_, make) => {
  const report = reportOf(make, stories.hostile);
  expect(report).not.toMatch(unshowable);
  expect(report).toContain('owned');
  expect(JSON.parse(reportOf(json, stories.hostile)).seed).toBe(hostileText);
});
