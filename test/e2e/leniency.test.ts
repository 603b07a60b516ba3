import { expect, test } from 'vitest';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { lines, runCli } from './run-cli.ts';

const sentence =
  /^Every failure is about the shape of the response alone, and the platform is known to be lenient/;
const said = (text: string): string[] => lines(text).filter((line) => sentence.test(line));

const commands = [
  ['send', 'message.received', '--coverage', 'each'],
  ['test', 'message.received', '--only', 'variants'],
  ['burst', 'message.received', '--count', '20', '--timeout', '20s'],
];

test.concurrent.each(commands)(
  '%s says once, before its totals, that nothing worse was found than what the platform takes',
  async (...words) => {
    await using receiver = await record(answersWith(200, '{"success":true}'));
    const { code, stdout } = await runCli([...words, '--to', receiver.url]);
    expect([code, said(stdout)]).toEqual([1, [expect.stringMatching(sentence)]]);
    const all = lines(stdout);
    const at = all.findIndex((line) => sentence.test(line));
    expect(all.slice(at).join('\n')).toMatch(/\d+ (?:deliveries|cases) in |\d+ of \d+ deliveries/);
    expect((await runCli([...words, '--to', receiver.url, '--contract', 'status'])).code).toBe(0);
  },
);

test.concurrent.each(commands)(
  '%s does not say it where one failure is of another kind',
  async (...words) => {
    await using receiver = await record((request, response, nth) =>
      answersWith(nth === 3 ? 500 : 200, '{"success":true}')(request, response, nth),
    );
    const { code, stdout } = await runCli([...words, '--to', receiver.url]);
    expect([code, said(stdout)]).toEqual([1, []]);
  },
);
