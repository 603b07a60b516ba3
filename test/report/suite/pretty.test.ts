import { describe, expect, test } from 'vitest';
import { pretty } from '../../../src/report/suite/pretty.ts';
import { loadPaint } from '../../../src/report/text/paint.ts';
import { exchange } from '../../verdict/exchanges.ts';
import { caseDelivery, caseResult, skipped } from './cases.ts';
import { stories } from './stories.ts';
import { story } from './story.ts';
import { reportOf, unshowable } from './told.ts';

describe('what a person reads', () => {
  test.each(Object.entries(stories))('%s', async (name, events) => {
    await expect(reportOf(pretty, events)).toMatchFileSnapshot(`../../golden/reports/${name}.pretty.txt`);
  });
});

const passing = (n: number) => Array.from({ length: n }, (_, i) => caseResult(`yuju/a.b › n=${i}`));
const failed = (n: number, id = `yuju/a.b › n=${n}`) => caseResult(id, [caseDelivery(exchange('[]'))]);

test('nothing of what a receiver sent reaches a terminal raw', () => {
  expect(reportOf(pretty, stories.hostile)).not.toMatch(unshowable);
});

test('no line begins with what a CI server would take for a command', () => {
  expect(reportOf(pretty, stories.hostile)).toContain('::error::injected');
  expect(reportOf(pretty, stories.hostile)).not.toMatch(/^\s*(::|##\[)/m);
});

test('colours change nothing but the colours', async () => {
  const paint = await loadPaint(true);
  for (const events of Object.values(stories)) {
    const colored = reportOf(pretty, events, { paint });
    expect(colored).toMatch(/\u001b\[\d+m/);
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(reportOf(pretty, events));
  }
});

test('a run in which nothing failed is short, however many cases it had', () => {
  expect(reportOf(pretty, story(passing(500))).split('\n').length).toBeLessThan(12);
});

describe('many failures', () => {
  const report = reportOf(pretty, story(Array.from({ length: 75 }, (_, i) => failed(i))));

  test('of one kind are told once, with the first in full', () => {
    expect(report.match(/Reproduce with:/g)).toHaveLength(1);
    expect(report).toContain(
      '✗ body.not_object × 75 cases  juzi/message.received\n  in all 75 deliveries of this event\n\n✗ yuju/a.b › n=0\n',
    );
    expect(report).toContain('75 cases in 1 kind of failures: --all-failures shows each case in full');
  });

  test('are all told in full where that is asked for', () => {
    const all = Array.from({ length: 75 }, (_, i) => failed(i));
    const full = reportOf(pretty, story(all), { allFailures: true });
    expect(full.match(/Reproduce with:/g)).toHaveLength(75);
    expect(full).toContain('curl -q -gsS');
    expect(full).toContain('✗ body.not_object × 75 cases  juzi/message.received\n');
  });

  test('of two bugs are about one screen', () => {
    const types = ['text', 'image', 'video', 'file', 'link'] as const;
    const crash = exchange('TypeError: x is null', { status: 500, statusText: 'Internal Server Error' });
    const cases = Array.from({ length: 260 }, (_, i) => {
      const type = types[i % types.length] as string;
      const response = type === 'image' ? crash : type === 'link' ? exchange('{"errcode":0}') : undefined;
      return caseResult(`yuju/a.b › n=${i} type=${type}`, [caseDelivery(response, { variant: { type } })]);
    });
    const two = reportOf(pretty, story(cases));
    expect(two).toContain(
      '✗ status.error × 52 cases  juzi/message.received\n  in all 52 deliveries with type=image, and in no others\n',
    );
    expect(two).toContain(
      '✗ errmsg.missing × 52 cases  juzi/message.received\n  in all 52 deliveries with type=link, and in no others\n',
    );
    expect(two.split('\n').length).toBeLessThan(60);
  });

  test('with one answer to many events show it once, and the first case of each', () => {
    const events = Array.from({ length: 20 }, (_, i) => `yuju/event-${i}`);
    const cases = events.map((event) =>
      caseResult(`${event} › usual`, [caseDelivery(exchange('[]'), { event })]),
    );
    const broken = reportOf(pretty, story(cases));
    expect(broken.match(/Reproduce with:/g)).toHaveLength(1);
    expect(broken.match(/The same answer as above/g)).toHaveLength(14);
    expect(broken).toContain('and 5 more kinds of failures');
  });
});

test('a request that is too long gives way to the command of the case', () => {
  const long = caseDelivery(exchange('[]'), { payload: 'x'.repeat(2000) });
  const events = story([caseResult('yuju/a.b › long', [long])]);
  const report = reportOf(pretty, events, { allFailures: true });
  expect(report).toContain(
    "webhook-sim test --to http://localhost:3000/hook --seed 42 --filter 'yuju/a.b › long'",
  );
  expect(report).toContain('webhook-sim send juzi/message.received');
  expect(report).not.toContain('| curl');
  expect(report).toContain('the json and html reports have the commands');
});

test('a request that cannot be shown as it is is not shown as something else', () => {
  const body = '{"text":"\u200fשלום"}';
  const marked = caseDelivery(exchange('[]'), { payload: body });
  const report = reportOf(pretty, story([caseResult('yuju/a.b › marked', [marked])]), { allFailures: true });
  expect(report).not.toContain('\u200f');
  const encoded = /base64 -d <<'BODY' \| curl[^\n]*\n\s*([\w+/=\s]+?)\n\s*BODY/.exec(report)?.[1] ?? '';
  expect(Buffer.from(encoded, 'base64').toString('utf8')).toBe(body);
});

test('of a story in which everything fails, three deliveries are told', () => {
  const all = Array.from({ length: 8 }, (_, i) => caseDelivery(exchange('[]'), { words: `step ${i}` }));
  const report = reportOf(pretty, story([caseResult('yuju/a-story › in order', all)]));
  expect(report.match(/^ {2}delivery \d of 8/gm)).toHaveLength(3);
  expect(report).toContain('and 5 more of its deliveries');
});

test('what was never run is no success', () => {
  const report = reportOf(pretty, story([...passing(3), skipped('yuju/a.b › n=3', 'the receiver exited')]));
  expect(report).toContain('– 4 cases');
  expect(report).toContain('3 passed, 1 skipped');
  expect(report).toContain('1  the receiver exited');
  expect(report).not.toContain('✓');
});
