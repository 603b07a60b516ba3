import { type LocalizedText, say } from '../../../language.ts';
import type { BurstResult } from '../../../load/result.ts';
import { shapeWords } from '../../../load/schedule/shape-text.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { leniencySentence } from '../../text/leniency.ts';
import { count, counted, duration, latencyWords, perSecond, shareOf } from '../../text/numbers.ts';
import { failedOf, onlyTolerated, outcomeCounts, tallyWords } from '../text/outcomes.ts';
import { latencyFromDue, serviceTime } from '../text/words.ts';

/** How the run went, in a sentence, a bar and numbers; then what was run. */
export function renderTotals(result: BurstResult): Markup {
  const { stopped, planned } = result;
  const warnings = [...result.warnings, ...result.generator.warnings];
  const verdict = verdictOf(result);
  const alert = say({ zh: '警告：', en: 'Warning.' });
  const space = say({ zh: '', en: ' ' });
  return markup`<section class="totals" aria-labelledby="verdict">
    <h1 id="verdict" data-verdict="${verdict}"><span class="mark" aria-hidden="true">${marks[verdict]}</span>${headline(result)}</h1>
    ${onlyTolerated(result) && markup`<p class="lenient">${say(leniencySentence)}</p>`}
    ${stopped !== null && markup`<p class="stopped"><b>${say({ zh: '提前结束', en: 'Ended early' })}</b>${afterWords(duration(stopped.at))}${stopped.message}</p>`}
    ${warnings.length > 0 && markup`<ul class="warnings">${warnings.map((warning) => markup`<li><b>${alert}</b>${space}${warning}</li>`)}</ul>`}
    ${planned > 0 && markup`${renderBar(result)}<p class="tally">${renderCounts(result)}</p>`}
    <dl class="facts">${facts(result).map(([name, text]) => markup`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
  </section>`;
}

const afterWords = (after: string): string => say({ zh: `，运行了 ${after}。`, en: `, after ${after}. ` });

const marks = { passed: '✓', failed: '✗', skipped: '–' } as const;

function verdictOf({ passed, started, stopped }: BurstResult): keyof typeof marks {
  if (!passed) return 'failed';
  return started === 0 || stopped !== null ? 'skipped' : 'passed';
}

/** `190 of 10,960 deliveries were not accepted; 40 were dropped; 2 of 4 thresholds were not held` */
export function headline(result: BurstResult): string {
  const { started, dropped, thresholds } = result;
  const missed = thresholds.filter(({ ok }) => !ok).length;
  const parts = [
    deliveriesWords(started, failedOf(result)),
    dropped > 0 && {
      zh: `${count(dropped)} 次未发出`,
      en: `${count(dropped)} ${were(dropped)} dropped`,
    },
    thresholds.length > 0 && thresholdsWords(thresholds.length, missed),
  ];
  const shown = parts.filter((part) => part !== false);
  return say({
    zh: shown.map(({ zh }) => zh).join('；'),
    en: shown.map(({ en }) => en).join('; '),
  });
}

const were = (n: number): string => (n === 1 ? 'was' : 'were');

function thresholdsWords(n: number, missed: number): LocalizedText {
  const all = counted(n, 'threshold');
  if (missed === 0) return { zh: `${count(n)} 个阈值${n > 1 ? '全部' : ''}达标`, en: `${all} held` };
  return {
    zh: `${count(n)} 个阈值中 ${count(missed)} 个未达标`,
    en: `${count(missed)} of ${all} ${were(missed)} not held`,
  };
}

function deliveriesWords(started: number, failed: number): LocalizedText {
  if (started === 0) return { zh: '没有发出任何投递', en: 'Nothing was sent' };
  if (failed > 0) {
    return {
      zh: `${count(started)} 次投递中有 ${count(failed)} 次未接受`,
      en: `${count(failed)} of ${counted(started, 'delivery', 'deliveries')} ${were(failed)} not accepted`,
    };
  }
  return started === 1
    ? { zh: '仅有的 1 次投递已接受', en: 'The one delivery was accepted' }
    : { zh: `${count(started)} 次投递均已接受`, en: `All ${count(started)} deliveries were accepted` };
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
      markup`<span class="count" data-outcome="${name}"><span class="mark" aria-hidden="true">${name === 'accepted' ? '✓' : name === 'aborted' || name === 'dropped' ? '–' : '✗'}</span> ${tallyWords(name, n)} <span class="number">${shareOf(n, result.planned)}</span></span>`,
  )}</span>`;
}

function facts(result: BurstResult): readonly (readonly [name: string, text: Markup | string])[] {
  const { settings, rate, latency, service, planned, started, dropped, elapsed } = result;
  const open = settings.loop === 'open';
  const { p50, p99 } = open ? latency : service;
  const targets = [...new Set(Object.values(settings.targets))];
  const achieved = perSecond(rate.achieved);
  const target = rate.target === null ? null : perSecond(rate.target);
  const counts = [planned, started, dropped].map(count);
  return [
    [say({ zh: '发往', en: 'To' }), markup`${targets.map((target) => markup`<code>${target}</code>`)}`],
    [
      say({ zh: '负载', en: 'Asked for' }),
      shapeWords(settings.shape) + (open ? '' : say({ zh: '（闭环）', en: ', closed loop' })),
    ],
    [
      say({ zh: '速率', en: 'Rate' }),
      target === null
        ? say({
            zh: `${achieved}，接收端响应多快就发多快`,
            en: `${achieved}, as fast as the receiver answered`,
          })
        : say({ zh: `${achieved}，目标 ${target}`, en: `${achieved} of ${target} asked for` }),
    ],
    [
      say(open ? latencyFromDue : serviceTime),
      say({
        zh: `p50 ${latencyWords(p50)}，p99 ${latencyWords(p99)}`,
        en: `p50 ${latencyWords(p50)}, p99 ${latencyWords(p99)}`,
      }),
    ],
    [
      say({ zh: '投递', en: 'Deliveries' }),
      say({
        zh: `计划 ${counts[0]}，已发出 ${counts[1]}，未发出 ${counts[2]}`,
        en: `${counts[0]} planned, ${counts[1]} started, ${counts[2]} dropped`,
      }),
    ],
    [say({ zh: '用时', en: 'Took' }), duration(elapsed)],
    [say({ zh: '种子', en: 'Seed' }), markup`<code>${result.seed}</code>`],
    [say({ zh: '开始时间', en: 'Started' }), markup`<code>${result.startedAt}</code>`],
  ];
}
