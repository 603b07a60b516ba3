import type { BurstResult } from '../../../load/result.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { leniencySentence } from '../../text/leniency.ts';
import { count, counted, duration, latencyWords, perSecond, shareOf } from '../../text/numbers.ts';
import { failedOf, onlyTolerated, outcomeCounts } from '../text/outcomes.ts';

/** How the run went, in a sentence, a bar and numbers; then what was run. */
export function renderTotals(result: BurstResult): Markup {
  const { stopped, planned } = result;
  const warnings = [...result.warnings, ...result.generator.warnings];
  const verdict = verdictOf(result);
  return markup`<section class="totals" aria-labelledby="verdict">
    <h1 id="verdict" data-verdict="${verdict}"><span class="mark" aria-hidden="true">${marks[verdict]}</span>${headline(result)}</h1>
    ${onlyTolerated(result) && markup`<p class="lenient">${leniencySentence}</p>`}
    ${stopped !== null && markup`<p class="stopped"><b>Ended early</b>, after ${duration(stopped.at)}. ${stopped.message}</p>`}
    ${warnings.length > 0 && markup`<ul class="warnings">${warnings.map((warning) => markup`<li><b>Warning.</b> ${warning}</li>`)}</ul>`}
    ${planned > 0 && markup`${renderBar(result)}<p class="tally">${renderCounts(result)}</p>`}
    <dl class="facts">${facts(result).map(([name, text]) => markup`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
  </section>`;
}

const marks = { passed: '✓', failed: '✗', skipped: '–' } as const;

function verdictOf({ passed, started, stopped }: BurstResult): keyof typeof marks {
  if (!passed) return 'failed';
  return started === 0 || stopped !== null ? 'skipped' : 'passed';
}

/** `190 of 10,960 deliveries were not accepted; 40 were dropped; 2 of 4 thresholds were not held` */
export function headline(result: BurstResult): string {
  const { started, dropped, thresholds } = result;
  const missed = thresholds.filter(({ ok }) => !ok).length;
  const all = counted(thresholds.length, 'threshold');
  const parts = [
    deliveriesWords(started, failedOf(result)),
    dropped > 0 && `${count(dropped)} ${were(dropped)} dropped`,
    thresholds.length > 0 &&
      (missed === 0 ? `${all} held` : `${count(missed)} of ${all} ${were(missed)} not held`),
  ];
  return parts.filter((part) => part !== false).join('; ');
}

const were = (n: number): string => (n === 1 ? 'was' : 'were');

function deliveriesWords(started: number, failed: number): string {
  if (started === 0) return 'Nothing was sent';
  if (failed > 0) {
    return `${count(failed)} of ${counted(started, 'delivery', 'deliveries')} ${were(failed)} not accepted`;
  }
  return started === 1 ? 'The one delivery was accepted' : `All ${count(started)} deliveries were accepted`;
}

/** Of 1000, so that one delivery in a million is visible. */
const narrowest = 4;

/** An SVG, whose widths are attributes: the page's policy forbids the styles that HTML would need. */
function renderBar(result: BurstResult): Markup {
  const parts = outcomeCounts(result).map(({ name, n }) => ({
    name,
    width: Math.max(narrowest, (1000 * n) / result.planned),
  }));
  const whole = parts.reduce((sum, part) => sum + part.width, 0);
  let x = 0;
  const rects = parts.map(({ name, width }) => {
    const rect = markup`<rect data-outcome="${name}" x="${round(x)}" width="${round((1000 * width) / whole)}" height="8" />`;
    x += (1000 * width) / whole;
    return rect;
  });
  return markup`<svg class="bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">${rects}</svg>`;
}

const round = (n: number): number => Math.round(n * 100) / 100;

function renderCounts(result: BurstResult): Markup {
  return markup`<span class="counts">${outcomeCounts(result).map(
    ({ name, n }) =>
      markup`<span class="count" data-outcome="${name}"><span class="mark" aria-hidden="true">${name === 'accepted' ? '✓' : name === 'aborted' || name === 'dropped' ? '–' : '✗'}</span> ${count(n)} ${name} <span class="number">${shareOf(n, result.planned)}</span></span>`,
  )}</span>`;
}

function facts(result: BurstResult): readonly (readonly [name: string, text: Markup | string])[] {
  const { settings, rate, latency, service, planned, started, dropped, elapsed } = result;
  const open = settings.loop === 'open';
  const { p50, p99 } = open ? latency : service;
  const targets = [...new Set(Object.values(settings.targets))];
  return [
    ['To', markup`${targets.map((target) => markup`<code>${target}</code>`)}`],
    ['Asked for', `${settings.shape}${open ? '' : ', closed loop'}`],
    [
      'Rate',
      rate.target === null
        ? `${perSecond(rate.achieved)}, as fast as the receiver answered`
        : `${perSecond(rate.achieved)} of ${perSecond(rate.target)} asked for`,
    ],
    [open ? 'Latency from due' : 'Service time', `p50 ${latencyWords(p50)}, p99 ${latencyWords(p99)}`],
    ['Deliveries', `${count(planned)} planned, ${count(started)} started, ${count(dropped)} dropped`],
    ['Took', duration(elapsed)],
    ['Seed', markup`<code>${result.seed}</code>`],
    ['Started', markup`<code>${result.startedAt}</code>`],
  ];
}
