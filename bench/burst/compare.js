// burst beside autocannon, and what else is promised of it. Exits with 1 when a figure is worse than its limit.
// Usage: npm ci && node burst/compare.js [measure …] [--rounds 7] [--seconds 5] [--open-seconds 30] [--minutes 10]
// Measures: per-cpu, workers, open-loop, memory; all of them by default. Build first.
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { machine } from '../measure.js';
import { memory } from './measures/memory.js';
import { openLoop } from './measures/open-loop.js';
import { perCpu } from './measures/per-cpu.js';
import { workers } from './measures/workers.js';
import { openReceiver } from './receiver.js';
import { wrkVersion } from './wrk.js';

const measures = { 'per-cpu': perCpu, workers, 'open-loop': openLoop, memory };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '5' },
    'open-seconds': { type: 'string', default: '30' },
    minutes: { type: 'string', default: '10' },
  },
});
const unknown = positionals.find((name) => !Object.hasOwn(measures, name));
if (unknown !== undefined) {
  console.error(`There is no measure '${unknown}': ${Object.keys(measures).join(', ')}`);
  process.exit(2);
}

const require = createRequire(import.meta.url);
const versions = [`autocannon ${require('autocannon/package.json').version}`, wrkVersion()];
const receiver = await openReceiver();
// So that the receiver ends, too.
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143 })) {
  process.once(signal, () => process.exit(code));
}
console.log(
  `${machine()}\n${versions.filter((name) => name !== undefined).join(', ')}; receiver: ${receiver.name}`,
);
const settings = {
  origin: receiver.origin,
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  openSeconds: Number(values['open-seconds']),
  minutes: Number(values.minutes),
};
try {
  for (const name of positionals.length > 0 ? positionals : Object.keys(measures)) {
    const { title, text, ok } = await measures[name](settings);
    console.log(`\n${title}\n\n${text}`);
    if (!ok) process.exitCode = 1;
  }
} finally {
  await receiver.close();
}
