import { describe, expect, test } from 'vitest';
import type { CaseResult } from '../../src/suite/run/result.ts';
import { lines, runCli } from '../e2e/run-cli.ts';
import { openExpressReceiver } from '../fixtures/zoo/express.ts';
import { hasPython, openPythonReceiver } from '../fixtures/zoo/python.ts';
import { complaints } from '../fixtures/zoo/run.ts';

const runs = {
  'all groups': ['--negative', '--seed', 'one'],
  'another seed, sixteen at a time': ['--seed', 'another', '--concurrency', '16'],
  'pairwise, one at a time': ['conversation.message', '--coverage', 'pairwise', '--concurrency', '1'],
} as const;

/** What the program finds to complain of, and the code that it exits with. */
async function tested(url: string, ...args: readonly string[]) {
  const { code, stdout } = await runCli(['test', '--base', `${url}/hook`, '--json', ...args]);
  const records = lines(stdout).map((line) => JSON.parse(line) as CaseResult & { readonly type: string });
  return { code, complaints: complaints(records.filter(({ type }) => type === 'case')) };
}

const none = { code: 0, complaints: [] };

describe.each(Object.entries(runs))('%s', (_, args) => {
  test('Express', async () => {
    await using receiver = await openExpressReceiver();
    expect(await tested(receiver.url, ...args)).toEqual(none);
  });

  test.skipIf(!hasPython)('Python, where the machine has one', async () => {
    await using receiver = await openPythonReceiver();
    expect(await tested(receiver.url, ...args)).toEqual(none);
  });
});

describe.skipIf(!hasPython)('Python, where the machine has one', () => {
  test('with a probe', async () => {
    await using receiver = await openPythonReceiver();
    const args = ['contact.updated', 'room.renamed', 'juzi/message.received', '--only', 'redelivery'];
    expect(await tested(receiver.url, ...args, '--probe', `${receiver.url}/state`)).toEqual(none);
  });

  test('a recursive parser is caught by deep nesting', async () => {
    await using receiver = await openPythonReceiver('--recursive');
    expect(await tested(receiver.url, 'contact.updated', '--negative')).toEqual({
      code: 1,
      complaints: [
        'negative  yuju/contact.updated › deep nesting  failed  negative.server_error (status), status.error (status)',
      ],
    });
  });
});
