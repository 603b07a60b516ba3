// A soak: a steady burst against a receiver in another process that misbehaves now and then, and counts. Whether every
// delivery is accounted for, memory stays flat and no socket is left. Exits with 1 otherwise. Build first.
// Usage: node bench/soak.js [minutes] [deliveries/s]       (20 and 1000 by default)
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { builtinCatalog } from '../dist/src/catalog/builtin.js';
import { openBurst } from '../dist/src/load/open-burst.js';
import { machine, median, table } from './measure.js';

const minutes = Number(process.argv[2] ?? 20);
const rate = Number(process.argv[3] ?? 1000);
/** Long enough that what times out did so because the receiver never answered, and not because the machine was busy. */
const timeout = 10_000;
const maxInFlight = 1000;
/** How much larger the last quarter may be than the second. */
const limits = { heap: 1.1, rss: 1.15 };
/** What connections and buffers vary by when the machine is busy, in MiB: 70 bytes of each delivery of two minutes. */
const allowance = 4;
/** Findings of deliveries that the receiver never got. */
const notArrived = ['transport.refused', 'transport.dns', 'timeout.connect', 'timeout.queue'];

const receiver = fork(new URL('./soak-receiver.js', import.meta.url));
const [port] = await once(receiver, 'message');
const ask = async (question) => {
  receiver.send(question);
  const [answer] = await once(receiver, 'message');
  return answer;
};

// What is left after a collection shows a leak that the resident size hides.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
const stage = { batch: 0, from: rate, to: rate, length: Number.POSITIVE_INFINITY };
const run = await openBurst({
  mix: await Promise.all(
    [
      ['juzi/message.received', 3],
      ['yuju/contact.updated', 1],
    ].map(async ([id, weight]) => ({ event: await builtinCatalog.get(id), weight })),
  ),
  destinations: () => ({ target: { kind: 'byEvent', url: `http://127.0.0.1:${port}` }, headers: {} }),
  load: {
    open: { stages: [stage], repeat: false, duration: minutes * 60_000, count: null, poisson: true },
  },
  timeout,
  // Few, so that all of them are met in the first quarter: from then on nobody new has to be remembered.
  contacts: 20,
  maxInFlight,
  duplicates: 0.01,
  stop: interrupted.signal,
});

const problems = [];
const heap = [];
const rss = [];
let seconds = 0;
let mostSockets = 0;
for await (const snapshot of run) {
  problems.push(...unbalanced(snapshot));
  seconds += 1;
  if (seconds % 5 === 0) {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    heap.push((heapUsed + external) / 2 ** 20);
    mostSockets = Math.max(mostSockets, await ask('sockets'));
  }
  rss.push(process.memoryUsage.rss() / 2 ** 20);
}
const result = await run.result;
const counted = await ask('counts');
receiver.disconnect();

problems.push(...unbalanced(result));
const lost = result.findings
  .filter(({ code }) => notArrived.includes(code))
  .reduce((sum, { count }) => sum + count, 0);
const { outcomes } = result;
const rows = [
  ['arrived', result.started - lost + result.reconnects, counted.arrived],
  ['bodies, each counted once', result.started - lost - result.duplicates, counted.bodies],
  ['accepted', outcomes.accepted, counted.accepted],
  ['rejected', outcomes.rejected, counted.rejected],
  ['violation', outcomes.violation, counted.broken],
  ['timeout', outcomes.timeout, counted.silent],
  // What is reset on a connection that was open before is sent again, once.
  ['transport', outcomes.transport - lost + result.reconnects, counted.reset],
  ['sockets left', 0, counted.sockets],
];
for (const [name, ours, theirs] of rows)
  if (ours !== theirs) problems.push(`${name}: ${ours} by our count, ${theirs} by the receiver's`);
// A crowd of deliveries under way is no leak, and not always there: what leaks, the least has as well.
const growth = { heap: growthOf(heap, (values) => Math.min(...values)), rss: growthOf(rss, median) };
for (const [what, limit] of Object.entries(limits)) {
  const { ratio, more } = growth[what];
  if (ratio > limit && more > allowance)
    problems.push(`${what}: grew × ${ratio.toFixed(3)}, by ${more.toFixed(1)} MiB`);
}
// One for each delivery under way, and those that are just being closed.
if (mostSockets > 1.1 * maxInFlight) problems.push(`${mostSockets} sockets were open at once`);
if (result.interrupted) problems.push('it was interrupted');

console.log(`${machine()}\n${minutes} minutes at ${rate.toLocaleString('en')}/s\n`);
console.log(
  table(
    ['', 'by our count', "by the receiver's", ''],
    rows.map(([name, ours, theirs]) => [
      name,
      ours.toLocaleString('en'),
      theirs.toLocaleString('en'),
      ours === theirs ? 'ok' : 'WRONG',
    ]),
  ),
);
console.log(
  `\nplanned ${result.planned} = started ${result.started} + dropped ${result.dropped}; ${result.duplicates} repeated on purpose`,
);
console.log(
  `the last quarter beside the second: heap × ${growth.heap.ratio.toFixed(3)} (${heap.at(-1).toFixed(0)} MiB), resident × ${growth.rss.ratio.toFixed(3)} (${rss.at(-1).toFixed(0)} MiB)`,
);
console.log(
  `CPU ${(result.generator.cpu / result.elapsed / 0.01).toFixed(0)} % of a core, ${result.generator.sockets} sockets, at most ${mostSockets} at once, lateness p99 ${result.generator.lateness.p99?.toFixed(2)} ms`,
);
console.log(problems.length === 0 ? '\nsound' : `\n${[...new Set(problems)].slice(0, 20).join('\n')}`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** The two equations. */
function unbalanced({ planned, started, dropped, outcomes, elapsed }) {
  const ended = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  return [
    ...(planned === started + dropped ? [] : [`${elapsed} ms: ${planned} is not ${started} + ${dropped}`]),
    ...(started === ended ? [] : [`${elapsed} ms: ${started} is not ${ended}`]),
  ];
}

/** The last quarter beside the second: by then all that is kept once has been seen. */
function growthOf(values, of) {
  const quarter = (from) => of(values.slice(from * values.length, (from + 0.25) * values.length));
  return { ratio: quarter(0.75) / quarter(0.25), more: quarter(0.75) - quarter(0.25) };
}
