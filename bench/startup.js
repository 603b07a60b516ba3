// Start-up: the whole process, wall and CPU time, as a ratio to `node -e 0` in the same round.
// Rounds are interleaved, so that a busy moment of the machine falls on all alike; medians are of the rounds' ratios.
// Usage: node bench/startup.js [rounds]       (15 by default; build first)
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { machine, median, table } from './measure.js';

const rounds = Number(process.argv[2] ?? 15);
const bin = new URL('../bin/webhook-sim.js', import.meta.url).pathname;

const server = createServer((request, response) => {
  request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{}'));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const to = `http://127.0.0.1:${server.address().port}/`;

const commands = [
  { name: 'node -e 0', args: ['-e', '0'], limit: undefined },
  { name: '--help', args: [bin, '--help'], limit: 1.4 },
  { name: 'list', args: [bin, 'list'], limit: 1.8 },
  { name: 'generate contact.updated', args: [bin, 'generate', 'contact.updated'], limit: 2.3 },
  { name: 'send contact.updated --to …', args: [bin, 'send', 'contact.updated', '--to', to], limit: 4.5 },
  {
    name: 'test account.renamed --to …',
    args: [bin, 'test', 'account.renamed', '--to', to],
    limit: undefined,
  },
];

/** Wall and CPU time of one process, ms. CPU is user and system time, from the kernel by way of `time -p`'s shell builtin. */
function run(args) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(
      'bash',
      ['-c', 'TIMEFORMAT="%U %S"; time "$@" >/dev/null', 'bash', process.execPath, ...args],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const wall = performance.now() - began;
      const times = /([\d.]+) ([\d.]+)\s*$/.exec(errors);
      if (code !== 0 || times === null) reject(new Error(`${args.join(' ')} ended with ${code}: ${errors}`));
      else resolve({ wall, cpu: (Number(times[1]) + Number(times[2])) * 1000 });
    });
  });
}

const results = commands.map((command) => ({ ...command, wall: [], cpu: [], wallRatio: [], cpuRatio: [] }));
for (let round = 0; round < rounds; round += 1) {
  let bare;
  for (const result of results) {
    const { wall, cpu } = await run(result.args);
    bare ??= { wall, cpu };
    result.wall.push(wall);
    result.cpu.push(cpu);
    result.wallRatio.push(wall / bare.wall);
    result.cpuRatio.push(cpu / bare.cpu);
  }
}
server.close();

console.log(`${machine()}\n${rounds} rounds\n`);
console.log(
  table(
    ['command', 'wall ms', 'CPU ms', 'wall ratio', 'CPU ratio', 'must be ≤', ''],
    results.map(({ name, wall, cpu, wallRatio, cpuRatio, limit }) => [
      name,
      median(wall).toFixed(0),
      median(cpu).toFixed(0),
      median(wallRatio).toFixed(2),
      median(cpuRatio).toFixed(2),
      limit ?? '',
      limit === undefined ? '' : median(wallRatio) <= limit && median(cpuRatio) <= limit ? 'ok' : 'TOO SLOW',
    ]),
  ),
);
const slow = results.some(
  ({ limit, wallRatio, cpuRatio }) =>
    limit !== undefined && (median(wallRatio) > limit || median(cpuRatio) > limit),
);
process.exitCode = slow ? 1 : 0;
