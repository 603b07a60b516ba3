import { fork } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bin, start, workshop } from './run-cli.ts';

const bench = workshop();
// A process of its own, as a user's receiver is.
const script = bench.file(
  'receiver.mjs',
  `import http from 'node:http';
   const server = http.createServer((request, response) => {
     request.resume().on('end', () => {
       response.setHeader('content-type', 'application/json').end('{"errcode":0,"errmsg":"ok","errCode":0}');
     });
   });
   server.listen(0, '127.0.0.1', () => process.send(server.address().port));`,
);
const receiver = fork(script);
let to: string[] = [];

beforeAll(async () => {
  const port = await new Promise((resolve) => receiver.once('message', resolve));
  to = ['--to', `http://127.0.0.1:${String(port)}/`];
});
afterAll(() => {
  receiver.kill();
  bench[Symbol.dispose]();
});

async function took(command: string, args: readonly string[]): Promise<number> {
  const began = performance.now();
  const { code, stderr } = await start(command, args).ended;
  expect(code, stderr).toBe(0);
  return performance.now() - began;
}

/**
 * Whether it takes less than so many ms, at the best of a few times. On a machine that is busy with something else
 * Node.js itself starts late, and by as much we are forgiven.
 */
async function takesLessThan(limit: number, args: readonly string[]): Promise<void> {
  const usualStart = 60;
  const times: string[] = [];
  for (let i = 0; i < 6; i += 1) {
    const slowness = Math.max(1, (await took(process.execPath, ['-e', '0'])) / usualStart);
    const ms = await took(process.execPath, [bin, ...args]);
    times.push(`${Math.round(ms)} ms on a machine ${slowness.toFixed(1)} times as slow`);
    if (ms / slowness < limit) return;
  }
  expect.fail(`${args.join(' ')} took ${times.join(', ')}`);
}

test('the whole suite, nearly 600 deliveries, takes less than 3 s, its start included', async () => {
  await takesLessThan(3000, ['test', ...to, '--seed', '1']);
});

test('a run of one case, and the list of all, take less than half a second', async () => {
  await takesLessThan(500, ['test', 'room.left', ...to, '--filter', 'usual']);
  await takesLessThan(500, ['test', '--list']);
});
