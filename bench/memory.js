// `generate --count N` in flat memory: the peak resident size of the process for a tenth of N, and for N. Build first.
// Usage: node bench/memory.js [N]       (1000000 by default)
import { spawn } from 'node:child_process';
import { machine, table } from './measure.js';

const most = Number(process.argv[2] ?? 1_000_000);
const bin = new URL('../bin/webhook-sim.js', import.meta.url).pathname;

/** Runs to the end, reading everything. The child reports its own peak as it leaves. */
function run(count) {
  return new Promise((resolve, reject) => {
    const report = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS))`;
    const args = ['--import', `data:text/javascript,${encodeURIComponent(report)}`, bin];
    const began = performance.now();
    const child = spawn(process.execPath, [
      ...args,
      'generate',
      'contact.updated',
      '--seed',
      '1',
      '--count',
      String(count),
    ]);
    let lines = 0;
    let errors = '';
    child.stdout.on('data', (chunk) => {
      for (const byte of chunk) if (byte === 10) lines += 1;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('close', () => {
      const peak = /peak (\d+)/.exec(errors);
      if (peak === null || lines !== count) reject(new Error(`${lines} of ${count} lines: ${errors}`));
      else resolve({ peak: Number(peak[1]) / 1024, seconds: (performance.now() - began) / 1000 });
    });
  });
}

const rows = [];
const peaks = [];
for (const count of [most / 10, most]) {
  const { peak, seconds } = await run(count);
  peaks.push(peak);
  rows.push([
    count.toLocaleString('en'),
    peak.toFixed(0),
    seconds.toFixed(1),
    Math.round(count / seconds).toLocaleString('en'),
  ]);
}
const [small, large] = peaks;
const flat = large <= small * 1.25 + 20;
console.log(
  `${machine()}\n\n${table(['payloads', 'peak RSS MiB', 's', 'payloads/s'], rows)}\n\n${flat ? 'flat' : 'GROWS'}`,
);
process.exitCode = flat ? 0 : 1;
