import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openKeptFile } from '../../src/cli/io/kept-file.ts';
import { sampleResult } from '../report/load/sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'webhook-sim-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('text from a receiver is escaped for terminals, and unchanged after parsing', async () => {
  const path = join(folder, 'failures.ndjson');
  const [delivery] = sampleResult().failures;
  if (delivery === undefined) throw new Error('the sample has no failure');
  const hostile = { ...delivery, event: 'a\u009b31m\u202e\u007fb' };
  const file = await openKeptFile('--failures', path);
  await file.write([hostile, delivery]);
  await file.close();
  const text = readFileSync(path, 'utf8');
  expect(text).not.toMatch(/[\u007f-\u009f\u202e]/);
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([hostile, delivery]);
  expect(file.problem).toBeUndefined();
});
