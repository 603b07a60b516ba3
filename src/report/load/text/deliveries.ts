import { say } from '../../../language.ts';
import type { BurstResult } from '../../../load/result.ts';
import { row, section } from '../../text/layout.ts';
import { count, counted, perSecond, shareOf } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';
import {
  countsWords,
  failedOf,
  outcomeCounts,
  outcomePaint,
  type PlannedOutcome,
  plannedWords,
} from './outcomes.ts';
import { warningLines } from './warnings.ts';

/** What became of the deliveries, and how fast they were sent. */
export function renderDeliveries(result: BurstResult, width: number, paint: Paint): string {
  const rows = [...figures(result, paint), ...facts(result, paint)].flatMap(([name, text]) =>
    text === '' ? [] : row(name, text, width, paint),
  );
  return section(
    say({ zh: '投递', en: 'Deliveries' }),
    [...rows, ...warningLines(result.warnings, width, paint)],
    paint,
  );
}

type Fact = readonly [name: string, text: string];

function figures(result: BurstResult, paint: Paint): readonly Fact[] {
  const { planned, started, outcomes, dropped, stopped } = result;
  const widest = count(planned).length;
  const figure = (n: number, whole: number, words: string): string =>
    `${count(n).padStart(widest)}  ${n === 0 ? '' : shareOf(n, whole).padStart(7)}  ${words}`.trimEnd();
  const outcome = (name: PlannedOutcome, n: number, whole: number, words = ''): Fact => [
    say(plannedWords[name]),
    outcomePaint(name, paint)(figure(n, whole, words)),
  ];
  const failed = outcomeCounts(result).filter(({ name }) => name !== 'accepted' && name !== 'dropped');
  const ofPlanned = say({ zh: '占计划', en: 'of the planned' });
  const ofStarted = say({ zh: '占已发出', en: 'of the started' });
  const why =
    stopped === null
      ? say({ zh: '占计划：未能及时发出', en: 'of the planned: not sent in time' })
      : say({ zh: '占计划：没有发出', en: 'of the planned: never sent' });
  return [
    [say({ zh: '计划', en: 'planned' }), count(planned)],
    [say({ zh: '已发出', en: 'started' }), figure(started, planned, started > 0 ? ofPlanned : '')],
    outcome('accepted', outcomes.accepted, started, outcomes.accepted > 0 ? ofStarted : ''),
    ...failed.map(({ name, n }) => outcome(name, n, started)),
    ...(dropped === 0 ? [] : [outcome('dropped', dropped, planned, why)]),
  ];
}

function facts(result: BurstResult, paint: Paint): readonly Fact[] {
  const { rate, duplicates, reconnects, warmup, failures } = result;
  const failed = failedOf(result);
  const achieved = perSecond(rate.achieved);
  const target = rate.target === null ? null : perSecond(rate.target);
  const rateWords =
    target === null
      ? say({
          zh: `${achieved}，接收端响应多快就发多快`,
          en: `${achieved}, as fast as the receiver answered`,
        })
      : say({ zh: `${achieved}，目标 ${target}`, en: `${achieved}, of ${target} asked for` });
  const repeated = {
    zh: `${count(duplicates)}，都是此前某次投递的重复`,
    en: `${count(duplicates)}, each an earlier delivery once more`,
  };
  const resent = { zh: `${count(reconnects)}，改用新连接`, en: `${count(reconnects)}, on a new connection` };
  const kept = {
    zh: `${count(failures.length)} 个，共 ${count(failed)} 个失败，写入 json 和 html 报告`,
    en: `${count(failures.length)} of ${counted(failed, 'failure')}, for the json and html reports`,
  };
  return [
    [say({ zh: '速率', en: 'rate' }), rateWords],
    [say({ zh: '重复', en: 'repeated' }), duplicates > 0 ? say(repeated) : ''],
    [say({ zh: '重发', en: 'resent' }), reconnects > 0 ? say(resent) : ''],
    [
      say({ zh: '预热', en: 'warm-up' }),
      warmup === null
        ? ''
        : countsWords(warmup, paint) + say({ zh: '，不计入其他数据', en: ', in no other figure' }),
    ],
    [say({ zh: '留存', en: 'kept' }), failed > 0 ? say(kept) : ''],
  ];
}
