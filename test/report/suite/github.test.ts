import { describe, expect, test } from 'vitest';
import { github, markdownText } from '../../../src/report/suite/github.ts';
import type { SuiteEvent } from '../../../src/suite/run/events.ts';
import { stories } from './stories.ts';
import { reportOf, unshowable } from './told.ts';

/** What the runner of GitHub Actions makes of a line: https://github.com/actions/runner, ActionCommand. */
function commandsIn(text: string): { name: string; title: string; message: string }[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, name = '', title = '', message = ''] = /^::(\w+) title=([^:,]*)::(.*)$/.exec(line) ?? [];
      const plain = (escaped: string): string =>
        escaped.replaceAll('%0A', '\n').replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%25', '%');
      return { name, title: plain(title), message: plain(message) };
    });
}

function summarized(events: readonly SuiteEvent[]): string {
  let markdown = '';
  reportOf(github, events, { stepSummary: (more) => (markdown += more) });
  return Buffer.from(markdown).toString();
}

describe('annotations', () => {
  test('say what failed, why, and how to repeat it', () => {
    const [first] = commandsIn(reportOf(github, stories.mixed));
    expect(first).toEqual({
      name: 'error',
      title: 'juzi/message.received › type=image chat=room',
      message: [
        'An image arrives in a room.',
        'errcode.wrong_type: The type of errcode is string, not number.',
        "Reproduce with: webhook-sim test --to http://localhost:3000/hook --seed 42 --filter 'juzi/message.received › type=image chat=room'",
        'errcode.wrong_type in 1 of 45 deliveries of this event (2.2%)',
      ].join('\n'),
    });
  });

  test('are one for each kind of failure, with the number of its cases', () => {
    const commands = commandsIn(reportOf(github, stories.failing));
    const errors = commands.filter(({ name }) => name === 'error');
    expect(errors.map(({ title }) => title)).toEqual([
      'juzi/message.received › n=1 and 45 more cases of juzi/message.received',
      'juzi/message.received › a 10 MiB body and 25 more cases of juzi/message.received',
    ]);
  });

  test('are ten at most with --all-failures, and the number of the others', () => {
    const commands = commandsIn(reportOf(github, stories.failing, { allFailures: true }));
    expect(commands.filter(({ name }) => name === 'error')).toHaveLength(10);
    expect(commands.map(({ message }) => message)).toContain('62 more failures: see the log');
    expect(commands.at(-1)?.message).toContain('72 cases in 2.41 s: 72 failed');
  });

  test('say when the run ended early', () => {
    expect(commandsIn(reportOf(github, stories.mixed))).toContainEqual({
      name: 'error',
      title: 'webhook-sim',
      message: 'The run was interrupted.',
    });
  });

  test('of a receiver that writes commands are one command each', () => {
    const report = reportOf(github, stories.hostile);
    expect(report).not.toMatch(unshowable);
    const commands = commandsIn(report);
    expect(commands.map(({ name }) => name)).toEqual(['error', 'error', 'warning', 'notice']);
    expect(commands[0]?.title).toContain('::error::injected');
  });
});

describe('the step summary', () => {
  test.each(['passing', 'mixed', 'failing', 'hostile', 'empty'] as const)('%s', async (name) => {
    await expect(summarized(stories[name])).toMatchFileSnapshot(`../../golden/reports/${name}.summary.md`);
  });

  test('is a table that a receiver cannot break out of', () => {
    const markdown = summarized(stories.hostile);
    expect(markdown).not.toMatch(unshowable);
    expect(markdown).toContain('alert(1)');
    expect(markdown).not.toMatch(/(?<!\\)</);
    for (const row of markdown.split('\n').filter((line) => line.startsWith('|'))) {
      const cells = row.replace(/\\[\\|]/g, '').split('|');
      expect(cells.length).toBe(7);
    }
  });

  test('is not written where there is none', () => {
    expect(reportOf(github, stories.mixed)).toContain('::error');
  });

  test('stays far below the 1 MiB that GitHub takes', () => {
    expect(Buffer.byteLength(summarized(stories.failing))).toBeLessThan(100_000);
  });
});

test('every mark of Markdown is text', () => {
  expect(markdownText('*a* _b_ `c` [d](e) <f> #g ~h~ | @i & ! $j$ https://k')).toBe(
    '\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\> \\#g \\~h\\~ \\| \\@i \\& \\! \\$j\\$ https\\://k',
  );
});
