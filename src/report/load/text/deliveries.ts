import type { BurstResult } from '../../../load/result.ts';
import { row, section } from '../../text/layout.ts';
import { count } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';
import { perSecond, shareOf } from './figures.ts';
import { countsWords, type Fate, failedOf, fatePaint, fates } from './outcome-counts.ts';

/** Where every delivery went, and how fast. */
export function renderDeliveries(result: BurstResult, width: number, paint: Paint): string {
  const lines = [...figures(result, paint), ...facts(result, paint)].flatMap(([name, text]) =>
    row(name, text, width, paint),
  );
  return section('Deliveries', lines, paint);
}

type Fact = readonly [name: string, text: string];

function figures(result: BurstResult, paint: Paint): readonly Fact[] {
  const { planned, started, outcomes, dropped, stopped } = result;
  const widest = count(planned).length;
  const figure = (n: number, whole: number, words: string): string =>
    `${count(n).padStart(widest)}  ${n === 0 ? '' : shareOf(n, whole).padStart(7)}  ${words}`.trimEnd();
  const fate = (name: Fate, n: number, whole: number, words = ''): Fact => [
    name,
    fatePaint(name, paint)(figure(n, whole, words)),
  ];
  const failed = fates(result).filter(({ name }) => name !== 'accepted' && name !== 'dropped');
  const never = stopped === null ? 'not sent in time' : 'never sent';
  return [
    ['planned', count(planned)],
    ['started', figure(started, planned, started > 0 ? 'of the planned' : '')],
    fate('accepted', outcomes.accepted, started, outcomes.accepted > 0 ? 'of the started' : ''),
    ...failed.map(({ name, n }) => fate(name, n, started)),
    ...(dropped === 0 ? [] : [fate('dropped', dropped, planned, `of the planned: ${never}`)]),
  ];
}

function facts(result: BurstResult, paint: Paint): readonly Fact[] {
  const { rate, duplicates, warmup, failures } = result;
  const failed = failedOf(result);
  const asked =
    rate.target === null ? 'as fast as the receiver answered' : `of ${perSecond(rate.target)} asked for`;
  const all: readonly Fact[] = [
    ['rate', `${perSecond(rate.achieved)}, ${asked}`],
    ['repeated', duplicates > 0 ? `${count(duplicates)}, each an earlier delivery once more` : ''],
    ['warm-up', warmup === null ? '' : `${countsWords(warmup, paint)}, in no other figure`],
    [
      'kept',
      failed > 0
        ? `${count(failures.length)} of ${count(failed)} failures, for the json and html reports`
        : '',
    ],
  ];
  return all.filter(([, text]) => text !== '');
}
