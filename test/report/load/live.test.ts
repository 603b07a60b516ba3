import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { inLanguage } from '../../../src/language.ts';
import type { Snapshot } from '../../../src/load/snapshot.ts';
import { liveLines, progressOf } from '../../../src/report/load/live.ts';
import { plainLine } from '../../../src/report/load/plain-line.ts';
import { columnsOf } from '../../../src/report/text/columns.ts';
import { loadPaint, noPaint } from '../../../src/report/text/paint.ts';
import { unshowable } from '../suite/told.ts';
import { noLatency, sampleSnapshot, settings, snapshotAt } from './sample.ts';

const closed: Partial<Snapshot> = {
  settings: { ...settings, loop: 'closed', connections: 50 },
  rate: { target: null, achieved: 1834 },
  duration: null,
  total: 20_000,
};
const endless: Partial<Snapshot> = { duration: null, total: null };

const moments: Readonly<Record<string, Snapshot>> = {
  'at the start': snapshotAt(0),
  'in the warm-up': snapshotAt(3),
  'going well': snapshotAt(20),
  'after a stall': sampleSnapshot(),
  overloaded: sampleSnapshot({ inFlight: 1000, waiting: 18_204, rate: { target: 12_000, achieved: 9420 } }),
  draining: snapshotAt(60, { phase: 'draining', inFlight: 14 }),
  ended: snapshotAt(60),
  'closed loop, by count': sampleSnapshot(closed),
  'until the user ends it': sampleSnapshot(endless),
};

describe('the live view', () => {
  test.each([60, 100])('on %d columns', async (width) => {
    const views = Object.entries(moments).map(
      ([name, snapshot]) => `# ${name}\n${liveLines(snapshot, width, noPaint).join('\n')}\n`,
    );
    await expect(views.join('\n')).toMatchFileSnapshot(`../../golden/load/live-${width}.txt`);
  });

  test('in Chinese on 80 columns', async () => {
    const views = inLanguage('zh', () =>
      Object.entries(moments).map(([name, snapshot]) =>
        [`# ${name}`, ...liveLines(snapshot, 80, noPaint), plainLine(snapshot, 30_000), ''].join('\n'),
      ),
    );
    await expect(views.join('\n')).toMatchFileSnapshot('../../golden/load/live-80.zh.txt');
  });

  const code = `errcode\u001b[2J.wrong_type` as const;
  const hostile = sampleSnapshot({ findings: [{ code, severity: 'error', event: 'a/b', count: 1 }] });

  test('has eight lines, none as wide as the terminal', () => {
    for (const snapshot of [...Object.values(moments), hostile]) {
      for (let width = 1; width < 200; width += 1) {
        const lines = liveLines(snapshot, width, noPaint);
        const chinese = inLanguage('zh', () => liveLines(snapshot, width, noPaint));
        expect([lines.length, chinese.length]).toEqual([8, 8]);
        for (const line of [...lines, ...chinese]) {
          expect(columnsOf(line)).toBeLessThan(width);
          expect(line).not.toMatch(unshowable);
        }
      }
    }
  });

  test('tells what matters on 40 columns', () => {
    const text = liveLines(sampleSnapshot(), 40, noPaint).join('\n');
    for (const fact of ['0:40 of 1:00', '200/s  of 200/s', '150 failed', '40 dropped', 'p99  413 ms']) {
      expect(text).toContain(fact);
    }
  });

  test('colours change nothing but the colours', async () => {
    const paint = await loadPaint(true);
    for (const snapshot of Object.values(moments)) {
      const colored = liveLines(snapshot, 100, paint).join('\n');
      expect(colored).toMatch(/\u001b\[\d+m/);
      expect(stripVTControlCharacters(colored)).toBe(liveLines(snapshot, 100, noPaint).join('\n'));
    }
  });

  test('counts a code once, whatever events it was found at', () => {
    const found = [
      { code: 'body.empty', severity: 'error', event: 'a/b', count: 2 },
      { code: 'body.bom', severity: 'error', event: 'a/b', count: 3 },
      { code: 'content_type.not_json', severity: 'warning', event: 'a/b', count: 90 },
      { code: 'body.empty', severity: 'error', event: 'a/c', count: 2 },
    ] as const;
    expect(liveLines(sampleSnapshot({ findings: found }), 100, noPaint).at(-1)).toBe(
      'found     body.empty × 4  body.bom × 3  content_type.not_json × 90',
    );
  });
});

describe('how far it is', () => {
  test.each<[string, Partial<Snapshot>, ReturnType<typeof progressOf>]>([
    ['by time', { elapsed: 15_000 }, { share: 0.25, left: 45_000, estimated: false }],
    ['past its time', { elapsed: 60_040 }, { share: 1, left: 0, estimated: false }],
    [
      'by count, of which the warm-up is a part',
      { elapsed: 40_000, duration: null, total: 16_000 },
      { share: 0.5, left: 40_000, estimated: true },
    ],
    [
      'by what comes first, in a closed loop',
      { elapsed: 40_000, duration: 160_000, total: 16_000, rate: { target: null, achieved: 200 } },
      { share: 0.5, left: 40_000, estimated: true },
    ],
    [
      'by the schedule, however much of it comes early, as spikes do',
      { elapsed: 15_000, duration: 60_000, total: 9000 },
      { share: 0.25, left: 45_000, estimated: false },
    ],
    [
      'by count, at its start',
      { ...snapshotAt(0), duration: null, total: 9 },
      { share: 0, left: null, estimated: true },
    ],
    ['without an end', endless, { share: null, left: null, estimated: false }],
    ['at its end', { phase: 'draining', elapsed: 15_000 }, { share: 1, left: 0, estimated: false }],
  ])('%s', (_, changes, progress) => expect(progressOf(sampleSnapshot(changes))).toEqual(progress));
});

describe('one plain line for anything but a terminal', () => {
  test.each<[string, Snapshot, number, string]>([
    [
      'of the last ten seconds',
      snapshotAt(40),
      30_000,
      '0:40 of 1:00, 196/s of 200/s, 6,960 started, 150 failed, 40 dropped, p99 up to 959 ms, 3 in flight',
    ],
    [
      'of the last second, when no other ended',
      snapshotAt(40),
      40_000,
      '0:40 of 1:00, 200/s of 200/s, 6,960 started, 150 failed, 40 dropped, p99 up to 8.80 ms, 3 in flight',
    ],
    [
      'at the start',
      snapshotAt(0, { latency: noLatency }),
      0,
      '0:00 of 1:00, warm-up, 0/s of 200/s, 0 started, 0 failed, 0 dropped, 3 in flight',
    ],
    [
      'with no rate and no end',
      sampleSnapshot({ ...closed, total: null, waiting: 2 }),
      39_000,
      '0:40, 200/s, 6,960 started, 150 failed, 40 dropped, p99 up to 8.80 ms, 3 in flight, 2 waiting',
    ],
  ])('%s', (_, snapshot, since, line) => expect(plainLine(snapshot, since)).toBe(line));
});
