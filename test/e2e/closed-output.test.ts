import { closeSync, openSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { record } from '../fixtures/receivers/recorder.ts';
import { lines, spawnCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

describe.concurrent('a reader that leaves', () => {
  test.concurrent.each([['--json'], []])('send %s | head -1 stops sending, quietly', async (...flags) => {
    await using receiver = await record();
    const send = `webhook-sim send contact.updated --count 5000 --to ${receiver.url} ${flags.join(' ')}`;
    const { code, stdout, stderr } = await bench.sh(`{ ${send}; echo "exit $?" >&2; } | head -1`);
    expect(code).toBe(0);
    expect(lines(stdout)).toHaveLength(1);
    // What had been sent before the pipe broke; nobody waits for the 5,000.
    expect(receiver.requests.length).toBeLessThan(1000);
    expect(stderr).toMatch(/^(\d+ deliveries in .*: \d+ accepted\n)?exit 0\n$/);
  });

  test.concurrent('with stderr in the same pipe', async () => {
    await using receiver = await record();
    const send = `webhook-sim send contact.updated --count 5000 --json --to ${receiver.url}`;
    const { stdout } = await bench.sh(`{ ${send}; } 2>&1 | head -1`);
    expect(JSON.parse(stdout)).toMatchObject({ event: 'yuju/contact.updated' });
    expect(receiver.requests.length).toBeLessThan(1000);
  });

  test.concurrent.each(['', '--pretty', '--curl'])('generate %s | head -1 ends, quietly', async (flag) => {
    const { stdout, stderr } = await bench.sh(
      `{ webhook-sim generate contact.updated --seed 1 --count 1000000000 ${flag}; echo "exit $?" >&2; } | head -1`,
    );
    expect(lines(stdout)).toHaveLength(1);
    expect(stderr).toBe('exit 0\n');
  });

  test.concurrent('list and show', async () => {
    const { stderr } = await bench.sh(
      '{ webhook-sim list; webhook-sim show juzi/message.received; webhook-sim --help; } | :',
    );
    expect(stderr).toBe('');
  });
});

describe.concurrent('notes that nobody can read', () => {
  test.concurrent.each(['2>/dev/full', '2>&-'])('do not stop a run: %s', async (redirection) => {
    await using receiver = await record();
    const args = `--insecure --count 3 --set data.customer_id=x --to ${receiver.url} ${redirection}`;
    const { stdout } = await bench.sh(`webhook-sim send contact.updated ${args}; echo "exit $?"`);
    expect(stdout).toMatch(/\n3 deliveries in .*: 3 accepted\nexit 0\n$/);
    expect(receiver.requests).toHaveLength(3);
  });

  test.concurrent('do not change what a mistake exits with', async () => {
    expect((await bench.sh('webhook-sim send --nosuch 2>/dev/full; echo "exit $?"')).stdout).toBe('exit 2\n');
  });
});

describe.concurrent('a full disk', () => {
  const onFullDisk = async (args: readonly string[]) => {
    const fd = openSync('/dev/full', 'w');
    const { code, stderr } = await spawnCli(args, { stdout: fd });
    closeSync(fd);
    return { code, stderr };
  };

  test.concurrent.each([['--json'], ['--verbose'], []])(
    'send %s: an error, a non-zero exit, the summary on stderr',
    async (...flags) => {
      await using receiver = await record();
      const { code, stderr } = await onFullDisk([
        'send',
        'contact.*',
        '--count',
        '9',
        '--to',
        receiver.url,
        ...flags,
      ]);
      expect(code).toBe(1);
      const [error, summary, ...more] = lines(stderr);
      expect(error).toMatch(/^error: the results could not be written: ENOSPC/);
      expect(summary).toMatch(/^1 delivery in [\d.]+ m?s: 1 accepted$/);
      expect(more).toEqual([]);
      expect(receiver.requests).toHaveLength(1);
    },
  );

  test.concurrent('send of a single delivery', async () => {
    await using receiver = await record();
    const { code, stderr } = await onFullDisk(['send', 'contact.updated', '--to', receiver.url]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: the results could not be written: .*\n1 delivery in .*: 1 accepted\n$/);
  });

  test.concurrent.each([
    ['generate', 'contact.updated'],
    ['generate', 'contact.updated', '--count', '1000000000'],
    ['generate', 'contact.updated', '--curl'],
    ['list'],
    ['list', '--json'],
    ['show', 'contact.updated'],
    ['--help'],
    ['send', '--help'],
    ['--version'],
  ])('%s %s %s %s', async (...args) => {
    expect(await onFullDisk(args)).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^error: the results could not be written: ENOSPC.*\n$/),
    });
  });
});
