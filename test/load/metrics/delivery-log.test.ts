import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DeliveryLog, droppedLine, endLastLine } from '../../../src/load/metrics/delivery-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'burst-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

const line = (n: number): string => JSON.stringify({ n, text: '你好'.repeat(n % 40) });
const read = (path: string): string[] => readFileSync(path, 'utf8').split('\n');

test('a closed log has every line, whole and in order', () => {
  const path = join(folder, 'whole');
  const log = new DeliveryLog(path);
  const lines = Array.from({ length: 5000 }, (_, n) => line(n));
  for (const each of lines) log.write(each);
  log.close();
  expect(read(path)).toEqual([...lines, '']);
  expect(log.problem).toBeNull();
});

test('the file always ends with a whole line', () => {
  const path = join(folder, 'moment');
  const log = new DeliveryLog(path);
  let most = 0;
  for (let n = 0; n < 3000; n += 1) {
    log.write(line(n));
    if (n % 500 !== 0) continue;
    const [...lines] = read(path);
    expect(lines.pop()).toBe('');
    expect(lines).toEqual(Array.from({ length: lines.length }, (_, i) => line(i)));
    most = lines.length;
  }
  expect(most).toBeGreaterThan(0);
  log.close();
});

test('several logs append to one file at the same time without mixing lines', () => {
  const path = join(folder, 'several');
  const before = new DeliveryLog(path);
  before.write('{"before":true}');
  before.close();
  const logs = [0, 1, 2].map(() => new DeliveryLog(path));
  for (let n = 0; n < 6000; n += 1) logs[n % 3]?.write(line(n));
  for (const log of logs) log.close();
  const [head, ...rest] = read(path);
  expect(head).toBe('{"before":true}');
  expect(rest.pop()).toBe('');
  expect(rest.toSorted()).toEqual(Array.from({ length: 6000 }, (_, n) => line(n)).toSorted());
  for (const worker of [0, 1, 2]) {
    const own = rest.map((text) => (JSON.parse(text) as { n: number }).n).filter((n) => n % 3 === worker);
    expect(own).toEqual(own.toSorted((a, b) => a - b));
  }
});

test.runIf(process.platform === 'linux')(
  'a full disk is a problem of the log, and nothing more is written',
  () => {
    const log = new DeliveryLog('/dev/full');
    expect(log.problem).toBeNull();
    log.write(line(1));
    log.flush();
    expect(log.problem).toMatch(/ENOSPC/);
    const before = process.memoryUsage().heapUsed;
    for (let n = 0; n < 300; n += 1) log.write(Buffer.alloc(1_000_000, 65 + (n % 26)).toString('latin1'));
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(150_000_000);
    log.close();
  },
);

test('a missing folder is an error when the log is opened', () => {
  expect(() => new DeliveryLog(join(folder, 'missing/log'))).toThrow(/ENOENT/);
});

test('a dropped delivery has a line as well', () => {
  expect(droppedLine(7, 'crane/box.moved', 12.345_678, false)).toBe(
    '{"n":7,"event":"crane/box.moved","at":12.346,"outcome":"dropped"}',
  );
  expect(droppedLine(7, 'crane/box.moved', 12.345_678, true)).toBe(
    '{"n":7,"event":"crane/box.moved","warmup":true,"at":12.346,"outcome":"dropped"}',
  );
});

test.each([
  ['{"n":1}\n{"n"', '{"n":1}\n{"n"\n{"n":2}\n'],
  ['{"n":1}\n', '{"n":1}\n{"n":2}\n'],
  ['', '{"n":2}\n'],
])('a log that an earlier run left as %j continues on a new line', (before, after) => {
  const path = join(folder, `left-${before.length}`);
  writeFileSync(path, before);
  endLastLine(path);
  const log = new DeliveryLog(path);
  log.write('{"n":2}');
  log.close();
  expect(readFileSync(path, 'utf8')).toBe(after);
});
