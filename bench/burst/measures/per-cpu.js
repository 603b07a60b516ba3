// Deliveries per CPU second of the generator, beside autocannon's; and what judging costs. Ratios are taken within a
// round, since what a CPU second is worth changes from one moment to the next.
import { requestHeaders } from '../../../dist/src/run/headers.js';
import { median, table } from '../../measure.js';
import { events, typicalBody } from '../events.js';
import { generate } from '../generate.js';
import { wrk, wrkVersion } from '../wrk.js';

const connections = 50;
const limits = { static: 0.75, unique: 1.6, judging: 5 };

export async function perCpu({ origin, rounds, seconds }) {
  const beside = await Promise.all(events.map((event) => generatorsOf(event, origin, seconds)));
  const measured = beside.map((generators) => generators.map(() => []));
  for (let round = 0; round < rounds; round += 1) {
    for (const [e, generators] of beside.entries()) {
      // There and back: whoever comes later in a round comes earlier in the next.
      const order = [...generators.keys()];
      for (const g of round % 2 === 0 ? order : order.reverse())
        measured[e][g].push(await generators[g].run());
    }
  }
  const rows = events.flatMap((event, e) => rowsOf(event, beside[e], measured[e]));
  const head = ['event', 'generator', 'deliveries/s', 'per CPU s', 'burst is', 'must be', ''];
  return {
    title: `Deliveries per CPU second: one worker, ${connections} connections, ${seconds} s after a warm-up, median of ${rounds} rounds`,
    text: table(
      head,
      rows.map(({ cells, ok }) => [...cells, word(ok)]),
    ),
    ok: rows.every(({ ok }) => ok !== false),
  };
}

async function generatorsOf(event, origin, seconds) {
  const burst = { origin, events: [event], connections, seconds };
  const other = { url: `${origin}/${event}`, connections, seconds };
  const posted = { ...other, body: await typicalBody(event), headers: requestHeaders({}) };
  const bytes = Buffer.byteLength(posted.body);
  return [
    { name: 'burst: each body unique, each response judged', run: () => generate('burst', burst) },
    {
      name: 'burst that judges nothing, in turns with one that does',
      limit: 'judging',
      run: () => generate('burst', { ...burst, turns: true }),
    },
    {
      name: `autocannon, one body of ${bytes} bytes`,
      limit: 'static',
      run: () => generate('autocannon', posted),
    },
    {
      name: 'autocannon, each body unique, verifyBody',
      limit: 'unique',
      run: () => generate('autocannon', { ...posted, unique: true }),
    },
    ...(wrkVersion() === undefined
      ? []
      : [{ name: `${wrkVersion()}, one body of ${bytes} bytes`, run: () => wrk(posted) }]),
  ];
}

function rowsOf(event, generators, measured) {
  const [burst] = measured;
  return generators.map(({ name, limit }, g) => {
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
    return { cells: [event, name, ...rounded, g === 0 ? '' : text, must], ok };
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
