import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { commandProbe } from '../../../src/cli/commands/command-probe.ts';
import { accept, deliveryId, serve } from '../serve.ts';
import { plan, resultNamed, run } from '../suites.ts';

const folder = mkdtempSync(join(tmpdir(), 'webhook-sim-probe-'));
afterAll(() => rmSync(folder, { recursive: true }));

const again = 'juzi/message.received › delivered again';
const one = plan({ filter: [again], probe: true });

test('a receiver that counts twice is found by what a command prints', async () => {
  const rows = join(folder, 'rows');
  writeFileSync(rows, '');
  await using receiver = await serve((body, _, response) => {
    appendFileSync(rows, `${deliveryId(body)}\n`);
    accept(response);
  });
  const ran = await run(one, receiver.url, { probe: commandProbe(`cat '${rows}'`) });
  expect(resultNamed(ran, again).findings.map(({ code }) => code)).toEqual(['redelivery.state_changed']);
});

test('a command that fails: with what it said', async () => {
  await using receiver = await serve((_, __, response) => accept(response));
  const ran = await run(one, receiver.url, { probe: commandProbe('echo no database >&2; exit 3') });
  expect(resultNamed(ran, again).findings).toMatchObject([
    { code: 'probe.failed', message: 'the probe command failed: no database.' },
  ]);
});

describe('a command', () => {
  const state = (command: string, timeout?: number): Promise<string> =>
    commandProbe(command, folder, timeout).read();

  test('that prints more than a buffer holds: all of it, in the given folder, with stdin closed', async () => {
    writeFileSync(join(folder, 'here'), 'x'.repeat(300_000));
    expect((await state('cat here')).length).toBe(300_000);
    expect(await state('cat; echo read')).toBe('read\n');
  });

  test('that does not end in time: it says so, and its whole group is ended', async () => {
    const mark = `h3${process.pid}`;
    await expect(state(`sh -c 'echo $$ > ${mark}; exec sleep 60' & sleep 60`, 600)).rejects.toThrow(
      'the probe command did not end within 0.6 s',
    );
    expect(isRunning(Number(readFileSync(join(folder, mark), 'utf8')))).toBe(false);
  });

  test('that leaves a child behind which holds stdout is not waited for, and the child is ended', async () => {
    const began = performance.now();
    const pid = (await state('sleep 60 & echo $!')).trim();
    expect(performance.now() - began).toBeLessThan(4000);
    expect(isRunning(Number(pid))).toBe(false);
  });

  test('that ends without a word, or by a signal: how it ended', async () => {
    await expect(state('exit 3')).rejects.toThrow(/^the probe command failed: it ended with exit code 3$/);
    await expect(state('kill -9 $$')).rejects.toThrow('it was ended by SIGKILL');
    await expect(commandProbe('true', join(folder, 'nowhere')).read()).rejects.toThrow(
      'could not be started',
    );
  });
});

/** Zombies do not count. */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
