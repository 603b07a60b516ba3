import { describe, expect, test } from 'vitest';
import { burstReportSchemaId, json } from '../../../src/report/load/json.ts';
import { unshowable } from '../suite/told.ts';
import { hostile, runs } from './runs.ts';

describe.each(Object.entries(runs))('the run %s', (_, result) => {
  const document = json(result);

  test('is one document, and all of it', () => {
    const { tool, schema, ...rest } = JSON.parse(document);
    expect({ tool, schema }).toEqual({ tool: 'webhook-sim', schema: burstReportSchemaId });
    expect(rest).toEqual(result);
  });

  test('is safe to show', () => {
    expect(document).not.toMatch(unshowable);
  });
});

test('a key begins a line, and under it an entry', () => {
  const { usual } = runs;
  const lines = json(usual).split('\n');
  expect(lines[0]).toBe('{"tool":"webhook-sim",');
  expect(lines).toContain(`"latency":${JSON.stringify(usual.latency)},`);
  for (const point of usual.series) {
    expect(lines.map((line) => line.replace(/[,\]]+$/, ''))).toContain(JSON.stringify(point));
  }
  expect(lines.at(-1)).toBe('');
});

test('what was hostile is read back as it was', () => {
  const { seed, settings } = JSON.parse(json(runs.hostile));
  expect([seed, settings.shape]).toEqual([hostile, hostile]);
});
