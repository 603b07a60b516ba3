// Two workers beside one. Wall time: what a second core brings, when the receiver needs a part of it.
import { median, table } from '../../measure.js';
import { events } from '../events.js';
import { measure } from '../generate.js';

const least = 1.3;

export async function workers({ origin, rounds, seconds }) {
  const job = { origin, events, connections: 50 };
  const rates = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const worker of round % 2 === 0 ? [1, 2] : [2, 1]) {
      const [{ deliveries, wall }] = await measure(
        [{ name: 'burst', job: { ...job, workers: worker } }],
        seconds,
      );
      rates[worker - 1].push(deliveries / wall);
    }
  }
  const [one, two] = rates;
  const ratio = median(two.map((rate, round) => rate / one[round]));
  const ok = ratio >= least;
  const rounded = rates.map((rate) => Math.round(median(rate)).toLocaleString('en'));
  return {
    title: `Two workers beside one: deliveries a second, 50 connections, median of ${rounds} rounds`,
    text: table(
      ['one', 'two', 'ratio', 'must be ≥', ''],
      [[...rounded, ratio.toFixed(2), least, ok ? 'ok' : 'TOO SLOW']],
    ),
    ok,
  };
}
