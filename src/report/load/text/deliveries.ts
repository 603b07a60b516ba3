import type { BurstResult } from '../../../load/result.ts';
import { row, section } from '../../text/layout.ts';
import { count, counted, perSecond, shareOf } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';
import { countsWords, failedOf, outcomeCounts, outcomePaint, type PlannedOutcome } from './outcomes.ts';
import { warningLines } from './warnings.ts';

/** What became of the deliveries, and how fast they were sent. */
export function renderDeliveries(result: BurstResult, width: number, paint: Paint): string {
  const rows = [...figures(result, paint), ...facts(result, paint)].flatMap(([name, text]) =>
    text === '' ? [] : row(name, text, width, paint),
  );
  return section('Deliveries', [...rows, ...warningLines(result.warnings, width, paint)], paint);
}

type Fact = readonly [name: string, text: string];

function figures(result: BurstResult, paint: Paint): readonly Fact[] {
  const { planned, started, outcomes, dropped, stopped } = result;
  const widest = count(planned).length;
  const figure = (n: number, whole: number, words: string): string =>
    `${count(n).padStart(widest)}  ${n === 0 ? '' : shareOf(n, whole).padStart(7)}  ${words}`.trimEnd();
  const outcome = (name: PlannedOutcome, n: number, whole: number, words = ''): Fact => [
    name,
    outcomePaint(name, paint)(figure(n, whole, words)),
  ];
  const failed = outcomeCounts(result).filter(({ name }) => name !== 'accepted' && name !== 'dropped');
  const why = stopped === null ? 'not sent in time' : 'never sent';
  return [
    ['planned', count(planned)],
    ['started', figure(started, planned, started > 0 ? 'of the planned' : '')],
    outcome('accepted', outcomes.accepted, started, outcomes.accepted > 0 ? 'of the started' : ''),
    ...failed.map(({ name, n }) => outcome(name, n, started)),
    ...(dropped === 0 ? [] : [outcome('dropped', dropped, planned, `of the planned: ${why}`)]),
  ];
}

function facts(result: BurstResult, paint: Paint): readonly Fact[] {
  const { rate, duplicates, reconnects, warmup, failures } = result;
  const failed = failedOf(result);
  const target =
    rate.target === null ? 'as fast as the receiver answered' : `of ${perSecond(rate.target)} asked for`;
  return [
    ['rate', `${perSecond(rate.achieved)}, ${target}`],
    ['repeated', duplicates > 0 ? `${count(duplicates)}, each an earlier delivery once more` : ''],
    ['resent', reconnects > 0 ? `${count(reconnects)}, on a new connection` : ''],
    ['warm-up', warmup === null ? '' : `${countsWords(warmup, paint)}, in no other figure`],
    [
      'kept',
      failed > 0
        ? `${count(failures.length)} of ${counted(failed, 'failure')}, for the json and html reports`
        : '',
    ],
  ];
}
