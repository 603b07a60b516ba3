import type { BurstResult } from '../../../load/result.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { count, decimal, duration, latencyWords, percent, shareOf } from '../../text/numbers.ts';
import { outcomeCounts } from '../text/outcomes.ts';
import { weighted } from '../text/words.ts';

type Facts = readonly (readonly [name: string, text: Markup | string | false])[];

/** What to know before two runs are compared: how busy the generator was, and the settings. */
export function renderConditions(result: BurstResult): Markup {
  return markup`<section aria-labelledby="generator">
    <h2 id="generator">Generator</h2>
    ${result.generator.warnings.length === 0 && markup`<p class="note">Nothing indicates that it was the limit.</p>`}
    ${renderFacts(health(result))}
  </section>
  <section aria-labelledby="settings">
    <h2 id="settings">Settings</h2>
    ${renderFacts(settingsOf(result))}
  </section>`;
}

function renderFacts(facts: Facts): Markup {
  return markup`<dl class="facts">${facts.map(([name, text]) => text !== false && markup`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>`;
}

function health({ generator, reconnects, elapsed }: BurstResult): Facts {
  const { workers, cpu, busy, lateness, lag, sockets } = generator;
  return [
    ['CPU', `${duration(cpu)}, ${shareOf(cpu, elapsed)} of one core`],
    [workers > 1 ? 'Busiest worker' : 'Busy', `${percent(busy)} of the time`],
    [
      'Started late by',
      lateness.p50 !== null &&
        `p50 ${latencyWords(lateness.p50)}, p99 ${latencyWords(lateness.p99)}, at most ${latencyWords(lateness.max)}`,
    ],
    [
      'Event loop lag',
      lag.p50 !== null &&
        `p50 ${latencyWords(lag.p50)}, p99 ${latencyWords(lag.p99)}, at most ${latencyWords(lag.max)}`,
    ],
    ['Sockets opened', count(sockets)],
    ['Sent again on a new one', reconnects > 0 && count(reconnects)],
    ['Workers', count(workers)],
  ];
}

function settingsOf(result: BurstResult): Facts {
  const { settings, warmup, duplicates } = result;
  const open = settings.loop === 'open';
  return [
    [
      'Events',
      markup`${settings.events.map((event) => markup`<code>${weighted(event, settings.weights)}</code>`)}`,
    ],
    [
      'Payloads',
      settings.payloads.length > 0 &&
        markup`${settings.payloads.map((flag) => markup`<code>${flag}</code>`)}`,
    ],
    [
      'To',
      markup`${Object.entries(settings.targets).map(([event, target]) => markup`<code>${target}</code><span class="note">${event}</span>`)}`,
    ],
    [
      'Loop',
      open
        ? 'open: each delivery starts when it is due'
        : 'closed: each connection sends when it has its answer',
    ],
    ['Shape', settings.shape],
    ['Connections', `${open ? 'at most ' : ''}${count(settings.connections)}`],
    ['Deadline', duration(settings.timeout)],
    ['Contract', settings.contract],
    ['Contacts', count(settings.contacts)],
    [
      'Sent again',
      settings.duplicates > 0 &&
        `${decimal(settings.duplicates * 100, 4)}% of the deliveries, ${count(duplicates)} in all`,
    ],
    [
      'Warm-up',
      warmup !== null &&
        `${duration(settings.warmup)}: ${
          outcomeCounts(warmup)
            .map(({ name, n }) => `${count(n)} ${name}`)
            .join(', ') || 'nothing started'
        }`,
    ],
    ['Seed', markup`<code>${result.seed}</code>`],
    ['Clock', result.now === 'real' ? 'real time' : markup`<code>${result.now}</code>`],
  ];
}
