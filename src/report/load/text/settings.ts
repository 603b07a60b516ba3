import { say } from '../../../language.ts';
import type { BurstResult, BurstSettings } from '../../../load/result.ts';
import { shapeWords } from '../../../load/schedule/shape-text.ts';
import { wrapped } from '../../text/columns.ts';
import { printable } from '../../text/escape.ts';
import { row } from '../../text/layout.ts';
import { count, counted, decimal, duration } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';
import { weighted } from './words.ts';

/** What the run was asked to do, and where deliveries went. */
export function renderSettings({ settings, seed, now }: BurstResult, width: number, paint: Paint): string {
  const { events, weights, payloads, targets, shape, contract, timeout, contacts, duplicates } = settings;
  const addresses = [...new Set(Object.values(targets))];
  const [only] = addresses;
  const to =
    addresses.length === 1 && only !== undefined
      ? printable(only)
      : say({
          zh: `${count(addresses.length)} 个地址`,
          en: counted(addresses.length, 'address', 'addresses'),
        });
  const [event] = events;
  const what =
    events.length === 1 && event !== undefined
      ? printable(event)
      : say({ zh: `${count(events.length)} 个事件`, en: counted(events.length, 'event') });
  const load = printable(shapeWords(shape));
  const title = say({
    zh: `压测 ${what}：发往 ${to}，${load}`,
    en: `Burst of ${what} to ${to}: ${load}`,
  });
  const each = Object.entries(targets).map(
    ([name, target]) => `${printable(target)} ${paint.faint(printable(name))}`,
  );
  const percents = `${decimal(duplicates * 100, 4)}%`;
  const repeats =
    duplicates > 0
      ? say({
          zh: `，${percents} 的投递是此前某次的重复`,
          en: `, ${percents} of the deliveries repeat an earlier one`,
        })
      : '';
  const time = timeout % 1000 === 0 ? `${timeout / 1000} s` : duration(timeout);
  const facts = {
    contract: say({
      zh: `${printable(contract)}，响应时限 ${time}`,
      en: `${printable(contract)}, answers due within ${time}`,
    }),
    people: say({ zh: `${count(contacts)} 个`, en: counted(contacts, 'contact') }) + repeats,
    seed:
      printable(seed) + paint.faint(say({ zh: `，时钟 ${printable(now)}`, en: `, clock ${printable(now)}` })),
  };
  const names = events.map((name) => printable(weighted(name, weights)));
  const toName = say({ zh: '发往', en: 'to' });
  const lines = [
    ...wrapped(title, width).map((line) => paint.strong(line)),
    ...(events.length > 1
      ? row(say({ zh: '事件', en: 'events' }), names.join(say({ zh: '、', en: ', ' })), width, paint)
      : []),
    ...(payloads.length > 0
      ? row(say({ zh: '消息体', en: 'payloads' }), printable(payloads.join(' ')), width, paint)
      : []),
    ...(addresses.length > 1
      ? each.flatMap((text, i) => row(i === 0 ? toName : '', text, width, paint))
      : []),
    ...row(say({ zh: '模式', en: 'loop' }), loopWords(settings), width, paint),
    ...row(say({ zh: '契约', en: 'contract' }), facts.contract, width, paint),
    ...row(say({ zh: '联系人', en: 'people' }), facts.people, width, paint),
    ...row(say({ zh: '种子', en: 'seed' }), facts.seed, width, paint),
  ];
  return `${lines.join('\n')}\n`;
}

function loopWords({ loop, connections, workers }: BurstSettings): string {
  const [of, by] = [counted(connections, 'connection'), counted(workers, 'worker')];
  const threads = {
    zh: workers > 1 ? `，${count(workers)} 个工作线程` : '',
    en: workers > 1 ? `, ${by}` : '',
  };
  return loop === 'open'
    ? say({
        zh: `开环：按计划时间发出，最多 ${count(connections)} 个连接${threads.zh}`,
        en: `open: each delivery starts when it is due, over at most ${of}${threads.en}`,
      })
    : say({
        zh: `闭环：${count(connections)} 个连接，各自收到响应后再发下一次${threads.zh}`,
        en: `closed: ${of}, each sends when it has its answer${threads.en}`,
      });
}
