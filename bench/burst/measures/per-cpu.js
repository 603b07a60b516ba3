// Deliveries per CPU second of the generator, beside autocannon's; and what judging costs. The generators of a round take
// turns, and ratios are taken within a round: what a CPU second is worth changes from one moment to the next.
import { requestHeaders } from '../../../dist/src/delivery/headers.js';
import { median, table } from '../../measure.js';
import { events, typicalBody } from '../events.js';
import { measure } from '../generate.js';
import { wrk, wrkVersion } from '../wrk.js';

const connections = 50;
const limits = { static: 0.75, unique: 1.6, judging: 5 };

export async function perCpu({ origin, rounds, seconds }) {
  const beside = await Promise.all(events.map((event) => generatorsOf(event, origin)));
  const measured = beside.map((generators) => generators.map(() => []));
  for (let round = 0; round < rounds; round += 1) {
    for (const [e, generators] of beside.entries()) {
      const inTurns = generators.filter(({ alone }) => !alone);
      const figures = await measure(inTurns, seconds);
      for (const [g, generator] of generators.entries())
        measured[e][g].push(generator.alone ? await wrk({ ...generator.job, seconds }) : figures[g]);
    }
  }
  const rows = events.flatMap((event, e) => rowsOf(event, beside[e], measured[e]));
  const head = ['event', 'generator', 'deliveries/s', 'per CPU s', 'burst is', 'must be', ''];
  return {
    title: `Deliveries per CPU second: one worker, ${connections} connections, ${seconds} s each after a warm-up, in turns, median of ${rounds} rounds`,
    text: table(
      head,
      rows.map(({ cells, ok }) => [...cells, word(ok)]),
    ),
    ok: rows.every(({ ok }) => ok !== false),
  };
}

async function generatorsOf(event, origin) {
  const burst = { origin, events: [event], connections };
  const body = await typicalBody(event);
  const posted = { url: `${origin}/${event}`, connections, body, headers: requestHeaders({}) };
  const bytes = Buffer.byteLength(body);
  return [
    { title: 'burst: each body unique, each response judged', name: 'burst', job: burst },
    {
      title: 'burst that judges nothing, in turns with one that does',
      limit: 'judging',
      name: 'burst',
      job: { ...burst, turns: true },
    },
    {
      title: `autocannon, one body of ${bytes} bytes`,
      limit: 'static',
      name: 'autocannon',
      job: posted,
    },
    {
      title: 'autocannon, each body unique, verifyBody',
      limit: 'unique',
      name: 'autocannon',
      job: { ...posted, unique: true },
    },
    // For orientation. It cannot be told when to begin.
    ...(wrkVersion() === undefined
      ? []
      : [{ title: `${wrkVersion()}, one body of ${bytes} bytes`, alone: true, job: posted }]),
  ];
}

function rowsOf(event, generators, measured) {
  const [burst] = measured;
  return generators.map(({ title, limit }, g) => {
    const rounds = measured[g];
    const ratios = rounds.map((round, i) =>
      limit === 'judging'
        ? perSecond(round.sides.judged) / perSecond(round.sides.unjudged)
        : perSecond(burst[i]) / perSecond(round),
    );
    const { text, must, ok } = compared(median(ratios), limit);
    const rates = [
      median(rounds.map(({ deliveries, wall }) => deliveries / wall)),
      median(rounds.map((round) => perSecond(limit === 'judging' ? round.sides.unjudged : round))),
    ];
    const rounded = rates.map((rate) => Math.round(rate).toLocaleString('en'));
    return { cells: [event, title, ...rounded, g === 0 ? '' : text, must], ok };
  });
}

function compared(ratio, limit) {
  if (limit === 'judging') {
    const more = (1 / ratio - 1) * 100;
    const text = `${more < 0 ? '−' : '+'}${Math.abs(more).toFixed(1)} % CPU`;
    return { text, must: `≤ +${limits.judging} %`, ok: more <= limits.judging };
  }
  const must = limits[limit];
  return {
    text: `× ${ratio.toFixed(2)}`,
    must: must === undefined ? '' : `≥ ${must}`,
    ok: must === undefined ? undefined : ratio >= must,
  };
}

const perSecond = ({ deliveries, cpu }) => deliveries / cpu;

const word = (ok) => (ok === undefined ? '' : ok ? 'ok' : 'TOO SLOW');
