import { say } from '../../../language.ts';
import type { BurstResult, Latency } from '../../../load/result.ts';
import { shapeWords } from '../../../load/schedule/shape-text.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { count, decimal, duration, latencyWords, percent, shareOf } from '../../text/numbers.ts';
import { noPaint } from '../../text/paint.ts';
import { countsWords } from '../text/outcomes.ts';
import { weighted } from '../text/words.ts';

type Facts = readonly (readonly [name: string, text: Markup | string | false])[];

/** What to know before two runs are compared: how busy the generator was, and the settings. */
export function renderConditions(result: BurstResult): Markup {
  const well = say({ zh: '没有迹象表明瓶颈在压测端。', en: 'Nothing indicates that it was the limit.' });
  return markup`<section aria-labelledby="generator">
    <h2 id="generator">${say({ zh: '压测端', en: 'Generator' })}</h2>
    ${result.generator.warnings.length === 0 && markup`<p class="note">${well}</p>`}
    ${renderFacts(health(result))}
  </section>
  <section aria-labelledby="settings">
    <h2 id="settings">${say({ zh: '设置', en: 'Settings' })}</h2>
    ${renderFacts(settingsOf(result))}
  </section>`;
}

function renderFacts(facts: Facts): Markup {
  return markup`<dl class="facts">${facts.map(([name, text]) => text !== false && markup`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>`;
}

function health({ generator, reconnects, elapsed }: BurstResult): Facts {
  const { workers, cpu, busy, lateness, lag, sockets } = generator;
  const [share, of] = [duration(cpu), shareOf(cpu, elapsed)];
  return [
    ['CPU', say({ zh: `${share}，单核的 ${of}`, en: `${share}, ${of} of one core` })],
    [
      workers > 1 ? say({ zh: '最忙的工作线程', en: 'Busiest worker' }) : say({ zh: '忙碌', en: 'Busy' }),
      say({ zh: `${percent(busy)} 的时间`, en: `${percent(busy)} of the time` }),
    ],
    [say({ zh: '比计划晚发', en: 'Started late by' }), lateness.p50 !== null && spread(lateness)],
    [say({ zh: '事件循环卡顿', en: 'Event loop lag' }), lag.p50 !== null && spread(lag)],
    [say({ zh: '打开的套接字', en: 'Sockets opened' }), count(sockets)],
    [say({ zh: '换新连接重发', en: 'Sent again on a new one' }), reconnects > 0 && count(reconnects)],
    [say({ zh: '工作线程', en: 'Workers' }), count(workers)],
  ];
}

function spread(latency: Pick<Latency, 'p50' | 'p99' | 'max'>): string {
  const [p50, p99, max] = [latency.p50, latency.p99, latency.max].map(latencyWords);
  return say({
    zh: `p50 ${p50}，p99 ${p99}，最长 ${max}`,
    en: `p50 ${p50}, p99 ${p99}, at most ${max}`,
  });
}

function settingsOf(result: BurstResult): Facts {
  const { settings, warmup, duplicates } = result;
  const open = settings.loop === 'open';
  const connections = count(settings.connections);
  const [repeated, inAll] = [`${decimal(settings.duplicates * 100, 4)}%`, count(duplicates)];
  return [
    [
      say({ zh: '事件', en: 'Events' }),
      markup`${settings.events.map((event) => markup`<code>${weighted(event, settings.weights)}</code>`)}`,
    ],
    [
      say({ zh: '消息体', en: 'Payloads' }),
      settings.payloads.length > 0 &&
        markup`${settings.payloads.map((flag) => markup`<code>${flag}</code>`)}`,
    ],
    [
      say({ zh: '发往', en: 'To' }),
      markup`${Object.entries(settings.targets).map(([event, target]) => markup`<code>${target}</code><span class="note">${event}</span>`)}`,
    ],
    [
      say({ zh: '模式', en: 'Loop' }),
      open
        ? say({ zh: '开环：按计划时间发出', en: 'open: each delivery starts when it is due' })
        : say({
            zh: '闭环：各连接收到响应后再发下一次',
            en: 'closed: each connection sends when it has its answer',
          }),
    ],
    [say({ zh: '负载', en: 'Shape' }), shapeWords(settings.shape)],
    [
      say({ zh: '连接数', en: 'Connections' }),
      open ? say({ zh: `最多 ${connections}`, en: `at most ${connections}` }) : connections,
    ],
    [say({ zh: '时限', en: 'Deadline' }), duration(settings.timeout)],
    [say({ zh: '契约', en: 'Contract' }), settings.contract],
    [say({ zh: '联系人', en: 'Contacts' }), count(settings.contacts)],
    [
      say({ zh: '重复投递', en: 'Sent again' }),
      settings.duplicates > 0 &&
        say({
          zh: `占投递的 ${repeated}，共 ${inAll} 次`,
          en: `${repeated} of the deliveries, ${inAll} in all`,
        }),
    ],
    [
      say({ zh: '预热', en: 'Warm-up' }),
      warmup !== null &&
        say({
          zh: `${duration(settings.warmup)}：${countsWords(warmup, noPaint)}`,
          en: `${duration(settings.warmup)}: ${countsWords(warmup, noPaint)}`,
        }),
    ],
    [say({ zh: '种子', en: 'Seed' }), markup`<code>${result.seed}</code>`],
    [
      say({ zh: '时钟', en: 'Clock' }),
      result.now === 'real' ? say({ zh: '真实时间', en: 'real time' }) : markup`<code>${result.now}</code>`,
    ],
  ];
}
