import { fork } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli, workshop } from './run-cli.ts';

const bench = workshop();
// A process of its own, as a user's receiver is.
const script = bench.file(
  'receiver.mjs',
  `import http from 'node:http';
   const server = http.createServer((request, response) => {
     request.resume().on('end', () => {
       response.setHeader('content-type', 'application/json').end('{"errcode":0,"errmsg":"ok"}');
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

/** ms that it takes, at the best of a few times: what else the machine does is not ours. */
async function fastest(args: readonly string[], enough: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 5 && best > enough; i += 1) {
    const began = performance.now();
    const { code, stderr } = await runCli(args);
    best = Math.min(best, performance.now() - began);
    expect(code, stderr).toBe(0);
  }
  return best;
}

test('the whole suite, nearly 600 deliveries, takes less than 3 s, its start included', async () => {
  expect(await fastest(['test', ...to, '--seed', '1'], 3000)).toBeLessThan(3000);
});

test('a run of one case, and the list of all, take less than half a second', async () => {
  expect(await fastest(['test', 'room.left', ...to, '--filter', 'usual'], 500)).toBeLessThan(500);
  expect(await fastest(['test', '--list'], 500)).toBeLessThan(500);
});
