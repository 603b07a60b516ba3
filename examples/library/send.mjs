// Sends every message type to a receiver and reads the verdicts, as your own test might.
//
//   node examples/receiver/server.mjs &
//   node examples/library/send.mjs http://localhost:3000
import { send } from 'webhook-sim';

const base = process.argv[2] ?? 'http://localhost:3000';
let failed = 0;

for await (const delivery of send('juzi/message.received', { base, coverage: 'each', seed: '42' })) {
  const { outcome, findings } = delivery.verdict;
  if (outcome === 'accepted') continue;
  failed += 1;
  console.log(`${outcome}: ${findings.map(({ code }) => code).join(', ')}\n  ${delivery.repro}`);
}

console.log(failed === 0 ? 'every delivery was accepted' : `${failed} deliveries were not accepted`);
process.exitCode = failed === 0 ? 0 : 1;
