// Runs the whole contract against a receiver and prints what failed: a template for your own script.
//
//   node examples/receivers/express.mjs &
//   node examples/library/suite.mjs http://localhost:3000
import { caseReport, planSuite, runSuite } from 'webhook-sim';

const base = process.argv[2] ?? 'http://localhost:3000';
const plan = await planSuite({ events: ['juzi/message.received', 'yuju/contact.*'] });

for await (const event of runSuite(plan, { base, seed: '42' })) {
  if (event.type === 'finished' && event.result.outcome !== 'passed') {
    console.log(`${caseReport(event.result)}\n`);
  }
  if (event.type === 'ended') {
    const { passed, failed, error, skipped } = event.summary.counts;
    console.log(`${passed} passed, ${failed} failed, ${error} without an answer, ${skipped} skipped`);
    process.exitCode = failed + error + skipped === 0 ? 0 : 1;
  }
}
