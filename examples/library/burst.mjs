// Sends load to a receiver and prints what failed: a template for your own soak test.
//
//   node examples/receivers/express.mjs &
//   node examples/library/burst.mjs http://localhost:3000
import { burst } from 'webhook-sim';

const run = burst({
  mix: 'juzi/message.received=3,yuju/contact.*=1',
  base: process.argv[2] ?? 'http://localhost:3000',
  rate: '200/s',
  duration: 2000,
  thresholds: ['p99<5s', 'dropped==0'],
});

for await (const { elapsed, started, inFlight, latency } of run) {
  const p99 = latency.p99 === null ? '' : `, p99 ${latency.p99} ms`;
  console.log(`${Math.round(elapsed / 1000)} s: ${started} ended, ${inFlight} in flight${p99}`);
}

const { passed, started, outcomes, findings, thresholds } = await run.result;
for (const { code, event, count, first } of findings)
  console.log(`${count} × ${code} at ${event}\n  ${first.repro}`);
for (const { expr, actual, ok } of thresholds) if (!ok) console.log(`threshold ${expr} crossed: ${actual}`);
console.log(`${outcomes.accepted} of ${started} accepted`);
process.exitCode = passed ? 0 : 1;
