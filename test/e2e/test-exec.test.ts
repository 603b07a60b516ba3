import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../fixtures/free-port.ts';
import { endLeftovers, lasting, leftovers, receiverCommand } from '../fixtures/launch/processes.ts';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { spawnCli, startCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => {
  endLeftovers();
  bench[Symbol.dispose]();
});
afterEach(async () => expect(await lasting()).toEqual([]));

const to = (port: number): string[] => ['--to', `http://127.0.0.1:${port}/`];

// One after the other: each looks whether anything is left running.
describe('test --exec', () => {
  test('waits for a receiver that takes its time, runs, and ends it with its children', async () => {
    const port = await freePort();
    const command = receiverCommand({ port, after: 700, child: 'yes' });
    const { code, stdout, stderr } = await spawnCli(['test', 'room.left', '--exec', command, ...to(port)]);
    expect(stderr).toMatch(/The receiver was ready after/);
    expect([code, stdout.includes('failed')]).toEqual([0, false]);
  });

  test('of one that ends early says so, with its last words, sends nothing, and ends with 3', async () => {
    const port = await freePort();
    const command = receiverCommand({ exit: 7, says: 'no database' });
    const began = performance.now();
    const { code, stdout, stderr } = await spawnCli([
      'test',
      'room.left',
      '--exec',
      command,
      '--wait',
      '20s',
      ...to(port),
    ]);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error: .*exit code 7/);
    expect(stdout).toContain('no database');
    expect(stdout).not.toContain(' passed');
  });

  test('of one that never answers says so after --wait', async () => {
    const port = await freePort();
    const args = ['test', 'room.left', '--exec', receiverCommand(), '--wait', '400ms', ...to(port)];
    const { code, stderr } = await spawnCli(args);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error: .*within 0\.4 s/m);
  });

  test('where somebody listens already starts nothing and tests nobody', async () => {
    await using other = await record(answersWith(200, '{}'));
    const port = Number(new URL(other.url).port);
    const flag = `${bench.folder}/started`;
    const { code, stderr } = await spawnCli(['test', 'room.left', '--exec', `touch ${flag}`, ...to(port)]);
    expect(code).toBe(3);
    expect(stderr).toContain(String(port));
    expect(other.requests.filter(({ method }) => method === 'POST')).toEqual([]);
    expect((await bench.sh('ls')).stdout).not.toContain('started');
  });

  test('interrupted while it waits ends the receiver, and with 130', async () => {
    const port = await freePort();
    const running = startCli([
      'test',
      'room.left',
      '--exec',
      receiverCommand({ says: 'starting' }),
      ...to(port),
    ]);
    // Until the shell or the receiver runs, the signal could arrive before it is handled.
    while (!leftovers().some(({ pid }) => pid !== running.pid)) await pause(50);
    process.kill(running.pid, 'SIGINT');
    expect((await running.ended).code).toBe(130);
  });

  test('of a receiver that dies under way skips the rest, and shows what it printed', async () => {
    const port = await freePort();
    const script = bench.file(
      'dies.mjs',
      `import http from 'node:http';
       let n = 0;
       http.createServer((q, r) => q.resume().on('end', () => {
         if ((n += q.method === 'POST') > 8) { console.error('out of memory'); process.exit(9); }
         r.setHeader('content-type', 'application/json').end('{}');
       })).listen(${port}, '127.0.0.1');`,
    );
    const report = `${bench.folder}/dies.json`;
    const reports = ['--reporter', 'pretty', '--reporter', `json=${report}`];
    const exec = `exec ${process.execPath} ${script}`;
    const { code, stdout } = await spawnCli(['test', 'room.*', '--exec', exec, ...to(port), ...reports]);
    expect(code).toBe(1);
    expect(stdout).toContain('out of memory');
    const { stdout: json } = await bench.sh('cat dies.json');
    const { counts, receiverOutput } = JSON.parse(json) as {
      counts: Record<string, number>;
      receiverOutput: string;
    };
    expect(counts['passed']).toBeLessThanOrEqual(8);
    expect(counts['skipped']).toBeGreaterThan(5);
    expect(receiverOutput).toContain('out of memory');
  });
});
