// The suite as a user runs it: the whole process, from its start to its end, against a receiver in another process.
// Usage: node bench/suite.js [rounds]       (7 by default; build first)
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { machine, median, table } from './measure.js';

const limits = { wall: 3000, start: 500 };

if (process.argv[2] === 'receiver') {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const errCode = request.url.startsWith('/v1/notify/') ? '{"errCode":0}' : '{}';
      const answer = request.url.startsWith('/message') ? '{"errcode":0,"errmsg":"ok"}' : errCode;
      response.setHeader('content-type', 'application/json').end(answer);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
} else {
  const rounds = Number(process.argv[2] ?? 7);
  const receiver = fork(new URL(import.meta.url), ['receiver']);
  const [port] = await once(receiver, 'message');
  const bin = new URL('../bin/webhook-sim.js', import.meta.url).pathname;
  const run = async (...words) => {
    const began = performance.now();
    const { stdout } = await promisify(execFile)(process.execPath, [bin, 'test', ...words], {
      maxBuffer: 2 ** 26,
    });
    return { ms: performance.now() - began, stdout };
  };
  const to = ['--base', `http://127.0.0.1:${port}`];
  const whole = [];
  const start = [];
  let requests = '';
  for (let round = 0; round < rounds; round += 1) {
    const { ms, stdout } = await run(...to);
    whole.push(ms);
    requests = /requests (\S+)/.exec(stdout)?.[1] ?? '';
    start.push((await run(...to, 'account.renamed', '--only', 'variants')).ms);
  }
  receiver.kill();
  console.log(`${machine()}\nmedian of ${rounds} rounds\n`);
  const row = (name, times, limit) => [
    name,
    median(times).toFixed(0),
    limit,
    median(times) <= limit ? 'ok' : 'TOO SLOW',
  ];
  console.log(
    table(
      ['', 'wall ms', 'must be ≤', ''],
      [
        row(`the whole suite, ${requests} requests`, whole, limits.wall),
        row('one case of one request', start, limits.start),
      ],
    ),
  );
}
