import { type LocalizedText, say } from '../../../language.ts';
import type { Throttle } from '../../../send/pacer.ts';
import { groupNames, groups } from '../../../suite/plan/groups.ts';
import type { CaseCounts, SuiteSummary } from '../../../suite/run/summary.ts';
import { renderBox } from '../../html/exchange.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { count, counted, duration } from '../../text/numbers.ts';
import { throttleText } from '../../text/throttle.ts';
import { outcomeCount, outcomeMarks, outcomeNames, runOutcome, totalOf } from '../text/outcomes.ts';
import { leniencyText, slowestResponses, stopText } from '../text/totals.ts';

/** The beginning of the page: how the run went, in a sentence, a bar and numbers; then what was run. */
export function renderVerdict(summary: SuiteSummary): Markup {
  const { counts, warnings, cut } = summary;
  const lenient = leniencyText(summary);
  const stopped = stopText(summary);
  const outcome = runOutcome(summary);
  const space = say({ zh: '', en: ' ' });
  return markup`<section slot="summary" class="totals" aria-labelledby="verdict">
    <h1 id="verdict" data-verdict="${outcome}"><span class="mark" aria-hidden="true">${outcomeMarks[outcome]}</span><span id="headline">${headlineOf(counts)}</span></h1>
    ${totalOf(counts) > 0 && markup`${renderBar(counts)}<p class="tally">${renderCounts(counts)}</p>`}
    ${lenient !== null && markup`<p class="lenient">${lenient}</p>`}
    ${stopped !== null && markup`<p class="stopped"><b>${say({ zh: '提前结束。', en: 'Stopped early.' })}</b>${space}${stopped}${counts.skipped > 0 && say({ zh: '没有运行的用例记为跳过。', en: ' Cases that had not run are skipped.' })}</p>`}
    ${warnings.length > 0 && markup`<ul class="warnings">${warnings.map((warning) => markup`<li><b>${say({ zh: '警告：', en: 'Warning.' })}</b>${space}${warning}</li>`)}</ul>`}
    ${cut.length > 0 && markup`<p class="cut"><b>${say({ zh: '因数量限制而略去：', en: 'Left out because of a limit:' })}</b>${space}${cutText(cut)}</p>`}
    <dl class="facts">${facts(summary).map(([name, text]) => markup`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
  </section>`;
}

const cutText = (cut: SuiteSummary['cut']): string =>
  say({
    zh: `${cut.map(({ group, cases }) => `${group} ${count(cases)} 个`).join('，')}。`,
    en: `${cut.map(({ group, cases }) => `${count(cases)} of ${group}`).join(', ')}.`,
  });

/** `✓ 37 passed ✗ 2 failed`, without the outcomes that did not occur. */
export function renderCounts(counts: CaseCounts): Markup {
  const parts = outcomeNames
    .filter((outcome) => counts[outcome] > 0)
    .map(
      (outcome) =>
        markup`<span class="count" data-outcome="${outcome}"><span class="mark" aria-hidden="true">${outcomeMarks[outcome]}</span> ${outcomeCount(outcome, counts[outcome])}</span>`,
    );
  return markup`<span class="counts">${parts}</span>`;
}

/** The groups, the slowest responses, and the last output of the receiver. */
export function renderDetails({ byGroup, slowest, receiverOutput }: SuiteSummary): Markup {
  const rows = groupNames.flatMap((group) => {
    const counts = byGroup[group];
    return counts === undefined
      ? []
      : [markup`<li><b>${group}</b> <span>${say(groups[group])}</span> ${renderCounts(counts)}</li>`];
  });
  return markup`${rows.length > 0 && markup`<section slot="summary" aria-labelledby="groups"><h2 id="groups">${say({ zh: '用例组', en: 'Groups' })}</h2><ul class="groups">${rows}</ul></section>`}
    ${
      slowest.length > 0 &&
      markup`<section slot="summary" aria-labelledby="slowest">
      <h2 id="slowest">${say(slowestResponses)}</h2>
      <ol class="slowest">${slowest.map(({ id, ms }) => markup`<li><span class="took">${duration(ms)}</span> ${id}</li>`)}</ol>
    </section>`
    }
    ${
      receiverOutput !== undefined &&
      markup`<section slot="summary" aria-labelledby="output">
      <h2 id="output">${say(lastLines)}</h2>
      ${receiverOutput === '' ? markup`<p class="nothing">${say({ zh: '没有任何输出。', en: 'It printed nothing.' })}</p>` : renderBox(receiverOutput, say(lastLines))}
    </section>`
    }`;
}

const lastLines: LocalizedText = { zh: '接收端最后的输出', en: 'Last lines from the receiver' };

function headlineOf(counts: CaseCounts): string {
  const total = totalOf(counts);
  const [all, passed] = [count(total), count(counts.passed)];
  const wrong = counts.failed + counts.error;
  if (wrong > 0) {
    return say({
      zh: `${all} 个用例中有 ${count(wrong)} 个没有通过`,
      en: `${count(wrong)} of ${counted(total, 'case')} went wrong`,
    });
  }
  if (counts.passed === 0) return say({ zh: '没有运行任何用例', en: 'No case was run' });
  if (counts.skipped > 0) {
    return say({
      zh: `${all} 个用例中有 ${passed} 个通过，其余没有运行`,
      en: `${passed} of ${all} cases passed, the rest never ran`,
    });
  }
  return total === 1
    ? say({ zh: '仅有的 1 个用例通过', en: 'The one case passed' })
    : say({ zh: `${all} 个用例全部通过`, en: `All ${all} cases passed` });
}

/** An SVG, whose widths are attributes: the page's policy forbids the styles that HTML would need. */
function renderBar(counts: CaseCounts): Markup {
  let x = 0;
  const parts = outcomeNames.map((outcome) => {
    const width = (1000 * counts[outcome]) / totalOf(counts);
    const part = markup`<rect data-outcome="${outcome}" x="${x}" width="${width}" height="8" />`;
    x += width;
    return part;
  });
  return markup`<svg class="bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

const rateFact = (throttle: Throttle): [string, string] => [
  say({ zh: '限速', en: 'Rate' }),
  throttleText(throttle),
];

function facts(summary: SuiteSummary): [string, Markup | string][] {
  const { coverage, targets, requests, answered, ms, seed, now, startedAt, throttle } = summary;
  const { timeout, missed } = summary.deadline;
  const limit = duration(timeout);
  const times = missed === 1 ? 'once' : `${count(missed)} times`;
  const deadline =
    missed === 0
      ? answered === 0
        ? limit
        : say({ zh: `${limit}，无一超时`, en: `${limit}, kept by all` })
      : say({ zh: `${limit}，超时 ${count(missed)} 次`, en: `${limit}, missed ${times}` });
  const sent = say({
    zh: `${count(requests)} 次，${count(answered)} 次得到响应，用时 ${duration(ms)}`,
    en: `${count(requests)}, ${count(answered)} answered, in ${duration(ms)}`,
  });
  const values = say({
    zh: `${count(coverage.dimensions)} 个维度，${count(coverage.values)} 个中的 ${count(coverage.covered)} 个`,
    en: `${count(coverage.covered)} of ${count(coverage.values)}, in ${counted(coverage.dimensions, 'dimension')}`,
  });
  const realTime = say({ zh: '真实时间', en: 'real time' });
  return [
    [say({ zh: '发往', en: 'To' }), markup`${targets.map((target) => markup`<code>${target}</code>`)}`],
    [say({ zh: '请求', en: 'Requests' }), sent],
    ...(throttle === undefined ? [] : [rateFact(throttle)]),
    [say({ zh: '已发送的取值', en: 'Values sent' }), values],
    [say({ zh: '时限', en: 'Deadline' }), deadline],
    [say({ zh: '种子', en: 'Seed' }), markup`<code>${seed}</code>`],
    [say({ zh: '时钟', en: 'Clock' }), now === 'real' ? realTime : markup`<code>${now}</code>`],
    [say({ zh: '开始时间', en: 'Started' }), markup`<code>${startedAt}</code>`],
  ];
}
