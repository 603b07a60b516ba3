import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { burstReportSchema, json } from '../../../src/report/load/json.ts';
import { runs } from './runs.ts';
import { sampleResult } from './sample.ts';

const published = burstReportSchema();

/** The same schema, in which every object has no keys but those described: nothing of a report is left out of it. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'required' in schema ? { ...inner, additionalProperties: false } : inner;
}

function validator(schema: unknown): (value: unknown) => unknown {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema as object);
  return (value) => {
    validate(value);
    return validate.errors ?? [];
  };
}

const mistakes = validator(published);
const mistakesOrUnknown = validator(closed(published));

test.each(Object.entries(runs))('describes the run %s, and every key of it', (_, result) => {
  const report = JSON.parse(json(result));
  expect(mistakes(report)).toEqual([]);
  expect(mistakesOrUnknown(report)).toEqual([]);
});

describe('a report', () => {
  const report = JSON.parse(json(sampleResult()));

  /** The paths of all that is in it; of a list, the first entry stands for all. */
  const paths = (value: unknown, path: readonly string[] = []): (readonly string[])[] => {
    if (typeof value !== 'object' || value === null) return [path];
    const entries = Object.entries(value).slice(0, Array.isArray(value) ? 1 : undefined);
    return [path, ...entries.flatMap(([key, inner]) => paths(inner, [...path, key]))];
  };

  const changed = (value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown => {
    if (key === undefined) return to;
    const copy = structuredClone(value) as Record<string, unknown>;
    if (rest.length === 0 && to === undefined) delete copy[key];
    else copy[key] = changed(copy[key], rest, to);
    return copy;
  };

  /** Where the keys are names that a user chose, none of them must be there. */
  const free =
    /^(?:settings,(?:targets|weights)|byEvent|(?:byEvent,[^,]+,)?byValue(?:,[^,]+)?|findings,0,(?:only|first,variant)|failures,0,(?:variant|request,headers|attempts,0,headers)),[^,]+$/;
  /** What a delivery may lack. */
  const optional = /,scenario$|,(?:path|expected|actual)$|Base64$|bodyBytes$/;
  const all = paths(report).filter((path) => path.length > 0);

  test('is described to its leaves: a wrong type anywhere is found', () => {
    const unnoticed = all.filter(
      (path) => (mistakes(changed(report, path, [true])) as unknown[]).length === 0,
    );
    expect(unnoticed).toEqual([]);
    expect(all.length).toBeGreaterThan(200);
  });

  test('has every key that it must have: one that is missing is found', () => {
    const keys = all.filter(
      (path) => !/^\d+$/.test(path.at(-1) ?? '') && !free.test(path.join()) && !optional.test(path.join()),
    );
    const unnoticed = keys.filter(
      (path) => (mistakes(changed(report, path, undefined)) as unknown[]).length === 0,
    );
    expect(unnoticed).toEqual([]);
    expect(keys.length).toBeGreaterThan(150);
  });

  test.each([
    ['an outcome that there is not', { outcomes: { ...report.outcomes, accepted: -1 } }],
    ['a share above 1', { settings: { ...report.settings, duplicates: 2 } }],
    ['a loop that there is not', { settings: { ...report.settings, loop: 'half' } }],
    ['another schema', { schema: 'urn:webhook-sim:suite-report:1' }],
    ['half a delivery', { planned: 0.5 }],
  ])('with %s is refused', (_, change) => {
    expect(mistakes({ ...report, ...change })).not.toEqual([]);
  });

  test('may have what later versions add', () => {
    expect(mistakes({ ...report, later: true })).toEqual([]);
  });
});
