import { say } from '../../language.ts';
import { groupNames } from '../../suite/plan/groups.ts';
import { caseOutcomeWords } from '../../suite/run/result.ts';
import type { SuiteSummary } from '../../suite/run/summary.ts';
import { severityWords } from '../../verdict/outcome-words.ts';
import { renderFoot, renderHead } from '../html/document.ts';
import { type Markup, markup, pageLanguage, token } from '../html/markup.ts';
import { SeenBodies } from '../html/seen-bodies.ts';
import { clusterWords } from '../text/common.ts';
import { count, counted } from '../text/numbers.ts';
import { renderCase } from './html/case.ts';
import { renderMatrix } from './html/matrix.ts';
import { suiteScript } from './html/script.ts';
import { suiteStyle } from './html/style.ts';
import { renderDetails, renderVerdict } from './html/summary.ts';
import type { MakeReporter } from './reporter.ts';
import { type WarningCount, WarningCounter } from './text/causes.ts';
import { outcomeMarks, outcomeNames, totalOf } from './text/outcomes.ts';
import { SuiteClusters } from './text/suite-clusters.ts';

const longestAnchor = 120;

/** One page that needs no other file, written case by case. Of each case only what the findings list needs is kept. */
export const html: MakeReporter = () => {
  const anchors = new Set<string>();
  const failures = new SuiteClusters<string>();
  const warnings = new WarningCounter();
  const bodies = new SeenBodies();
  let opened = false;
  return {
    render(event) {
      const opening = opened ? '' : openPage();
      opened = true;
      if (event.type === 'ended') return opening + closePage(event.summary, failures, warnings.counts);
      if (event.type !== 'finished') return opening;
      const anchor = anchorFor(event.result.id, anchors);
      warnings.add(event.result, anchor);
      const clusters = failures.add(event.result, () => anchor).map(({ number }) => number);
      return `${opening}${renderCase(event.result, anchor, clusters, bodies).source}\n`;
    },
  };
};

/** An element id for a case: readable, the same in every run of the same cases, and not yet taken. */
export function anchorFor(id: string, taken: Set<string>): string {
  const name = `case-${id.replace(/[^\w.=]+/g, '-').slice(0, longestAnchor)}`;
  let anchor = name;
  for (let n = 2; taken.has(anchor); n += 1) anchor = `${name}-${n}`;
  taken.add(anchor);
  return anchor;
}

/** The page up to the cases, written as they finish. A slot puts the summary, which comes last, before them. */
function openPage(): string {
  return `${
    markup`<!doctype html>
<html lang="${pageLanguage()}">
${renderHead('webhook-sim test', suiteStyle, suiteScript)}
<body>
<header><p><b>webhook-sim</b> test</p><a class="skip" href="#cases">${say({ zh: '跳到用例', en: 'Skip to the cases' })}</a></header>
<main>
<template shadowrootmode="open"><slot name="summary"></slot><slot name="tools"></slot><slot name="cases"></slot><slot name="end"></slot></template>
<section slot="cases" class="cases" aria-labelledby="cases">`.source
  }\n`;
}

type Clusters = SuiteClusters<string>['clusters'];

function closePage(
  summary: SuiteSummary,
  { clusters, noRoute }: SuiteClusters<string>,
  warnings: readonly WarningCount[],
): string {
  return `${
    markup`</section>
${renderVerdict(summary)}
${noRoute !== null && markup`<p slot="summary" class="no-route">${noRoute}</p>`}
${renderFound(clusters, warnings)}
${renderMatrix(summary)}
${renderDetails(summary)}
${renderTools(summary)}
</main>
${renderFoot(suiteScript)}
</body>
</html>`.source
  }\n`;
}

/** What stands above the cases: their heading, and the search and filters, which only a script can make work. */
function renderTools({ counts, byGroup }: SuiteSummary): Markup {
  const outcomes = outcomeNames.filter((outcome) => counts[outcome] > 0);
  const outcomeChips = outcomes.map((outcome) => {
    const mark = markup`<span class="mark" aria-hidden="true">${outcomeMarks[outcome]}</span> `;
    return renderChip('outcome', outcome, say(caseOutcomeWords[outcome]), counts[outcome], mark);
  });
  const groupChips = groupNames.flatMap((group) => {
    const own = byGroup[group];
    return own === undefined ? [] : [renderChip('group', group, group, totalOf(own))];
  });
  const heading = say({ zh: '用例', en: 'Cases' });
  const expand = say({ zh: '全部展开', en: 'Expand all' });
  const collapse = say({ zh: '全部收起', en: 'Collapse all' });
  const some = say({ zh: '{all} 个用例中的 {left} 个', en: '{left} of {all} cases' });
  const steps = say({ zh: '下一个、上一个失败', en: 'next, previous failure' });
  return markup`<h2 slot="tools" id="cases">${heading}</h2>
  <div slot="tools" role="search" class="tools js" aria-label="${heading}">
    <div class="row">
      <input type="search" id="query" placeholder="${say({ zh: '搜索编号、请求和响应', en: 'Search ids, bodies, headers' })}" aria-label="${say({ zh: '搜索用例', en: 'Search the cases' })}" autocomplete="off" spellcheck="false">
      <button type="button" id="expand" data-expand="${expand}" data-collapse="${collapse}" aria-pressed="false">${expand}</button>
      <button type="button" id="clear" hidden>${say({ zh: '清除筛选', en: 'Clear filters' })}</button>
    </div>
    <div class="row chips">
      <div role="group" aria-label="${say({ zh: '结果', en: 'Outcome' })}">${outcomeChips}</div>
      <div role="group" aria-label="${say({ zh: '用例组', en: 'Group' })}">${groupChips}</div>
    </div>
    <p class="row"><output id="shown" aria-live="polite" data-some="${some}">${casesText(totalOf(counts))}</output> <span class="keys"><kbd>/</kbd> ${say({ zh: '搜索', en: 'search' })} <kbd>j</kbd> <kbd>k</kbd> ${steps} <kbd>Esc</kbd> ${say({ zh: '清除', en: 'clear' })}</span></p>
  </div>
  <p slot="end" id="none" class="nothing" hidden>${say({ zh: '没有匹配的用例。', en: 'No case matches.' })}</p>`;
}

const casesText = (n: number): string => say({ zh: `${count(n)} 个用例`, en: counted(n, 'case') });

function renderChip(facet: string, value: string, label: string, cases: number, mark?: Markup): Markup {
  return markup`<button type="button" class="facet chip" data-facet="${facet}" data-value="${value}" data-label="${label}" aria-pressed="false">${mark}${label} <span class="number">${count(cases)}</span></button>`;
}

/** The kinds of failures, then the warnings, each with a button that shows the cases that have them. */
function renderFound(clusters: Clusters, warnings: readonly WarningCount[]): Markup | undefined {
  if (clusters.length + warnings.length === 0) return undefined;
  return markup`<section slot="summary" aria-labelledby="findings">
      <h2 id="findings">${say({ zh: '问题', en: 'Findings' })}</h2>
      <ul class="found">${clusters.map(renderCluster)}${warnings.map(renderWarning)}</ul>
    </section>`;
}

function renderCluster(cluster: Clusters[number]): Markup {
  const { number, code, event, message, cases, example } = cluster;
  const what = say({ zh: `${event} 的 ${code}`, en: `${code} of ${event}` });
  const words = say({
    zh: `${clusterWords(cluster)}。${message}`,
    en: `${clusterWords(cluster)}. ${message}`,
  });
  return markup`<li data-severity="error">
    <code class="code">${code}</code>
    <span class="message"><span class="severity">${say(severityWords.error)}</span> <code>${event}</code> ${words}</span>
    ${renderButton('cluster', String(number), what, cases)}
    ${renderFirst(example, what)}
  </li>`;
}

function renderWarning({ code, message, first, cases }: WarningCount): Markup {
  return markup`<li data-severity="warning">
    <code class="code">${code}</code>
    <span class="message"><span class="severity">${say(severityWords.warning)}</span> ${message}</span>
    ${renderButton('code', token(code), code, cases)}
    ${renderFirst(first, code)}
  </li>`;
}

function renderFirst(anchor: string, what: string): Markup {
  const rest = say({ zh: `：${what}`, en: ` case with ${what}` });
  return markup`<a href="#${anchor}">${say({ zh: '首例', en: 'first' })}<span class="unseen">${rest}</span></a>`;
}

/** The number of cases: a filter where there is a script. */
function renderButton(facet: string, value: string, label: string, cases: number): Markup {
  const many = casesText(cases);
  const having = say({ zh: `：${label}`, en: ` with ${label}` });
  return markup`<button type="button" class="facet js" data-facet="${facet}" data-value="${value}" data-label="${label}" aria-pressed="false">${many}<span class="unseen">${having}</span></button>
    <span class="no-js">${many}</span>`;
}
