import { describe, expect, test } from 'vitest';
import {
  ProgressCounter,
  progressLine,
  progressLines,
  type SuiteProgress,
} from '../../../src/report/suite/progress.ts';
import { columnsOf, fitColumns } from '../../../src/report/text/columns.ts';
import { noPaint } from '../../../src/report/text/paint.ts';
import { hostileText, stories } from './stories.ts';
import { unshowable } from './told.ts';

const progress: SuiteProgress = {
  planned: 412,
  finished: 206,
  failed: 0,
  requests: 312,
  ms: 2400,
  running: ['juzi/message.received › type=image chat=room', 'b', 'c'],
};

describe('two lines for a terminal', () => {
  test.each<[string, Partial<SuiteProgress>, number, string, string]>([
    [
      'half-way',
      {},
      80,
      '━━━━━━━━━━━━────────────  206 of 412  130 requests/s  2.40 s',
      'juzi/message.received › type=image chat=room  and 2 more',
    ],
    [
      'with failures',
      { failed: 3 },
      80,
      '━━━━━━━━━━━━────────────  206 of 412  3 failed  130 requests/s  2.40 s',
      'juzi/message.received › type=image chat=room  and 2 more',
    ],
    [
      'too narrow for the bar',
      { failed: 3 },
      60,
      '206 of 412  3 failed  130 requests/s  2.40 s',
      'juzi/message.received › type=image chat=room  and 2 more',
    ],
    ['narrow', { failed: 3 }, 30, '206 of 412  3 failed', 'juzi/message.rec…  and 2 more'],
    [
      'begun',
      { finished: 0, requests: 0, ms: 20, running: ['a'] },
      80,
      '────────────────────────  0 of 412  20.0 ms',
      'a',
    ],
    [
      'done',
      { finished: 412, running: [] },
      80,
      '━━━━━━━━━━━━━━━━━━━━━━━━  412 of 412  130 requests/s  2.40 s',
      '',
    ],
    [
      'nothing planned',
      { planned: 0, finished: 0, requests: 0, running: [] },
      80,
      '────────────────────────  0 of 0  0 requests/s  2.40 s',
      '',
    ],
  ])('%s', (_, change, width, first, second) => {
    expect(progressLines({ ...progress, ...change }, width, noPaint)).toEqual([first, second]);
  });

  test('always narrower than the terminal', () => {
    const running = ['长'.repeat(100), `👩‍👩‍👧${'é'.repeat(100)}`, hostileText];
    for (let width = 1; width < 200; width += 1) {
      for (const id of running) {
        for (const line of progressLines({ ...progress, failed: 3, running: [id] }, width, noPaint)) {
          expect(columnsOf(line)).toBeLessThan(width);
          expect(line).not.toMatch(unshowable);
        }
      }
    }
  });
});

test('one plain line for anything else', () => {
  expect(progressLine({ ...progress, failed: 3 })).toBe('206 of 412 cases, 3 failed, 130 requests/s');
  expect(progressLine({ ...progress, finished: 1234, planned: 5000 })).toBe(
    '1,234 of 5,000 cases, 0 failed, 130 requests/s',
  );
});

test('the progress follows the events of a run', () => {
  const count = new ProgressCounter();
  for (const event of stories.mixed) count.add(event);
  expect(count.at(5)).toEqual({ planned: 49, finished: 49, failed: 7, requests: 51, ms: 5, running: [] });
  count.add({ type: 'started', id: 'a' });
  count.add({ type: 'started', id: 'b' });
  expect(count.at(6).running).toEqual(['a', 'b']);
});

describe('columns', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['›', 1],
    ['长文', 4],
    ['é', 1],
    ['🎉', 2],
  ])('%j takes %d', (text, columns) => expect(columnsOf(text)).toBe(columns));

  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['长文字', 5, '长文…'],
    ['长文字', 4, '长…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
  ])('%j in %d is %j', (text, most, fitted) => expect(fitColumns(text, most)).toBe(fitted));
});
