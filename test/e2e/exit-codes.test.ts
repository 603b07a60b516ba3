import { closeSync, openSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/delivery/delivery.ts';
import { answersOk, answersWith, held, record } from '../fixtures/receivers/recorder.ts';
import { lines, spawnCli, startCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const nobody = 'http://127.0.0.1:1/';

describe.concurrent('the exit code', () => {
  test.concurrent('is 0 when every delivery was accepted, warnings or not', async () => {
    await using receiver = await record(answersWith(202, '{"extra":1}'));
    const { code, stdout } = await spawnCli(['send', 'contact.*', '--to', receiver.url]);
    expect(code).toBe(0);
    expect(stdout).toContain('status.undocumented');
  });

  test.concurrent('is 1 when at least one was not', async () => {
    await using receiver = await record((request, response, nth) =>
      nth === 1 ? answersWith(500, 'no')(request, response, nth) : answersOk(request, response, nth),
    );
    const { code, stdout } = await spawnCli(['send', 'contact.*', '--to', receiver.url]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/: 2 accepted, 1 violation\n/);
  });

  test.concurrent('is 1 when the receiver rejects in the documented shape', async () => {
    await using receiver = await record(answersWith(200, '{"errcode":40001,"errmsg":"no"}'));
    const { code, stdout } = await spawnCli(['send', 'juzi/message.received', '--to', receiver.url]);
    expect(code).toBe(1);
    expect(stdout).toContain('✗ rejected');
  });

  test.concurrent('is 1 when some got a response and others none', async () => {
    await using receiver = await record((request, response, nth) => {
      if (nth === 0) answersOk(request, response, nth);
      else response.socket?.destroy();
    });
    const { code, stdout } = await spawnCli(['send', 'contact.*', '--to', receiver.url]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/: 1 accepted, 2 transport\n/);
  });

  test.concurrent('is 3 when no delivery got any response', async () => {
    const { code, stdout, stderr } = await spawnCli(['send', 'contact.*', '--to', nobody]);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(stdout).toMatch(
      /: 3 transport\n {2}transport\.refused × 1 {2}yuju\/contact\.created, in the only delivery of this event\n/,
    );
  });

  test.concurrent('is 0 for help, on stdout, and 2 for a word that is no command', async () => {
    for (const args of [[], ['--help'], ['-h'], ['--version'], ['send', '--help'], ['list', '-h']]) {
      const { code, stdout, stderr } = await spawnCli(args);
      expect({ code, stderr }, args.join(' ')).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/\S\n$/);
    }
    expect(await spawnCli(['sned'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: "error: unknown command 'sned' (did you mean send?)\n",
    });
  });
});

describe.concurrent('results are on stdout, everything else on stderr', () => {
  test.concurrent('warnings', async () => {
    await using receiver = await record();
    const args = ['send', 'contact.updated', '--to', receiver.url, '--set', 'data.customer_id=x', '--json'];
    const { stdout, stderr, code } = await spawnCli(args);
    expect(code).toBe(0);
    expect(lines(stdout)).toHaveLength(1);
    expect(stderr).toMatch(/^warning: data\.customer_id: expected an integer, is "x"\n$/);
  });
});

/** The first signal of each. */
const polite = ['SIGINT', 'SIGTERM'] as const;

describe.each(polite)('%s', (signal) => {
  test.concurrent('once: what is under way ends, nothing more starts, the summary comes, 130', async () => {
    const { answer, release } = held();
    await using receiver = await record(answer);
    const args = ['send', 'contact.*', '--count', '50', '--to', receiver.url, '--timeout', '20s', '--json'];
    const cli = startCli(args);
    await receiver.arrived(1);
    cli.child.kill(signal);
    await cli.says(
      /Interrupted: no new deliveries; waiting for the one in flight\. Press again to exit immediately\./,
    );
    release();
    const { code, stdout, stderr } = await cli.ended;
    expect(code).toBe(130);
    expect(receiver.requests).toHaveLength(1);
    const [record_, ...others] = lines(stdout).map((line) => JSON.parse(line) as Delivery);
    expect(others).toEqual([]);
    expect(record_?.verdict.outcome).toBe('accepted');
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test.concurrent('twice: it leaves at once', async () => {
    const { answer } = held();
    await using receiver = await record(answer);
    const cli = startCli(['send', 'contact.updated', '--to', receiver.url, '--timeout', '20s']);
    await receiver.arrived(1);
    cli.child.kill(signal);
    await cli.says(/Interrupted/);
    const asked = performance.now();
    cli.child.kill(signal);
    const { code } = await cli.ended;
    expect(code).toBe(130);
    expect(performance.now() - asked).toBeLessThan(10_000);
  });

  test.concurrent('between deliveries: the pause is cut short, and the summary is the last word', async () => {
    await using receiver = await record();
    const args = ['send', 'contact.*', '--delay', '20s', '--to', receiver.url];
    const cli = startCli(args);
    const shown = new Promise((resolve) => cli.child.stdout?.once('data', resolve));
    await shown;
    cli.child.kill(signal);
    const { code, stdout } = await cli.ended;
    expect(code).toBe(130);
    expect(receiver.requests).toHaveLength(1);
    expect(stdout).toMatch(/\n1 delivery in [\d.]+ m?s: 1 accepted\n$/);
  });

  test.concurrent('generate ends with a whole line, whether it writes to a pipe or a file', async () => {
    const file = bench.file(`payloads-${signal}.ndjson`, '');
    const fd = openSync(file, 'w');
    const toFile = startCli(['generate', 'contact.updated', '--count', '100000000'], { stdout: fd });
    closeSync(fd);
    // Long enough for it to have begun; that it has is seen from the file.
    await growing(file);
    toFile.child.kill(signal);
    expect(await toFile.ended).toMatchObject({ code: 130, signal: null });
    const last = await bench.sh(`tail -c 1000000 '${file}' | tail -n 1`);
    expect(JSON.parse(last.stdout)).toMatchObject({ event_type: 'contact_updated' });

    const toPipe = startCli(['generate', 'contact.updated', '--count', '100000000']);
    await new Promise((resolve) => toPipe.child.stdout?.once('data', resolve));
    toPipe.child.kill(signal);
    const ended = await toPipe.ended;
    expect(ended.code).toBe(130);
    expect(ended.output.at(-1)).toBe(10);
  });
});

async function growing(file: string): Promise<void> {
  const { statSync } = await import('node:fs');
  while (statSync(file).size < 200_000) await new Promise((resolve) => setTimeout(resolve, 20));
}
