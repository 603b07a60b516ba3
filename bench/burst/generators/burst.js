// The burst, as a process of its own: every payload unique, every response judged. With connections it says when it is
// warm, so that starting up and optimising count for nothing, and measures from when it is told to until it is told to
// end. At a rate it measures for as many seconds.
// Usage: fork('burst.js', [job])       { origin, events, connections | rate and seconds, workers, turns }

import { builtinCatalog } from '../../../dist/src/catalog/builtin.js';
import { openBurst } from '../../../dist/src/load/open-burst.js';
import { VerdictCache } from '../../../dist/src/verdict/verdict-cache.js';
import { warm } from '../warm.js';

const { origin, events, seconds, connections, rate, workers, turns } = JSON.parse(process.argv[2]);

// There is no flag for this, and there will be none: a burst that does not look at what comes back. It takes turns with
// one that does, a tenth of a second each, so that both have the same machine.
const sides = { judged: { deliveries: 0, cpu: 0 }, unjudged: { deliveries: 0, cpu: 0 } };
let side = sides.judged;
let ended = 0;
let turn;
if (turns) {
  const { judge } = VerdictCache.prototype;
  const accepted = { outcome: 'accepted', findings: [] };
  VerdictCache.prototype.judge = function (answer) {
    ended += 1;
    return side === sides.judged ? judge.call(this, answer) : accepted;
  };
}

function takeTurns() {
  ended = 0;
  let before = process.cpuUsage();
  turn = setInterval(() => {
    const now = process.cpuUsage();
    side.cpu += (now.user + now.system - before.user - before.system) / 1e6;
    before = now;
    side.deliveries += ended;
    ended = 0;
    side = side === sides.judged ? sides.unjudged : sides.judged;
  }, 100);
}

const over = new AbortController();
const run = await openBurst({
  mix: await Promise.all(events.map(async (id) => ({ event: await builtinCatalog.get(id), weight: 1 }))),
  destinations: () => ({ target: { kind: 'byEvent', url: origin }, headers: {} }),
  load:
    rate === undefined ? { closed: { connections, duration: null, count: null } } : { open: evenly(rate) },
  // At a fixed rate, what the run says of itself is looked at.
  warmup: rate === undefined ? 0 : 1000,
  workers: workers ?? 1,
  seed: 'bench',
  stop: over.signal,
});

function evenly(rate) {
  const stage = { batch: 0, from: rate, to: rate, length: Number.POSITIVE_INFINITY };
  return { stages: [stage], repeat: false, duration: (seconds + 1) * 1000, count: null, poisson: false };
}

let told = '';
process.on('message', (word) => {
  told = word;
});

let from;
let to;
let isWarm = false;
const rss = [];
for await (const { elapsed, started, phase } of run) {
  rss.push(process.memoryUsage.rss() / 2 ** 20);
  if (phase === 'ended') continue;
  const mark = { started, at: performance.now(), cpu: process.cpuUsage() };
  if (rate !== undefined) {
    from ??= mark;
    to = mark;
  } else if (!isWarm && warm(elapsed, started)) {
    isWarm = true;
    process.send('warm');
  } else if (from === undefined && told === 'measure') {
    from = mark;
    if (turns) takeTurns();
  } else if (to === undefined && told === 'end') {
    to = mark;
    over.abort();
  }
}
const result = await run.result;
clearInterval(turn);
process.send({
  deliveries: to.started - from.started,
  cpu: (to.cpu.user + to.cpu.system - from.cpu.user - from.cpu.system) / 1e6,
  wall: (to.at - from.at) / 1000,
  failed: result.started - result.outcomes.accepted,
  rate: result.rate,
  dropped: result.dropped,
  lateness: result.generator.lateness,
  rss,
  ...(turns && { sides }),
});
process.disconnect();
