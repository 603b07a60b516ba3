import { groupNames } from '../../suite/plan/groups.ts';
import type { SuiteSummary } from '../../suite/run/summary.ts';
import { renderFoot, renderHead } from '../html/document.ts';
import { type Markup, markup, token } from '../html/markup.ts';
import { SeenBodies } from '../html/seen-bodies.ts';
import { commonWords } from '../text/common.ts';
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
<html lang="en">
${renderHead('webhook-sim test', suiteStyle, suiteScript)}
<body>
<header><p><b>webhook-sim</b> test</p><a class="skip" href="#cases">Skip to the cases</a></header>
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
    return renderChip('outcome', outcome, counts[outcome], mark);
  });
  const groupChips = groupNames.flatMap((group) => {
    const own = byGroup[group];
    return own === undefined ? [] : [renderChip('group', group, totalOf(own))];
  });
  return markup`<h2 slot="tools" id="cases">Cases</h2>
  <div slot="tools" role="search" class="tools js" aria-label="Cases">
    <div class="row">
      <input type="search" id="query" placeholder="Search ids, bodies, headers" aria-label="Search the cases" autocomplete="off" spellcheck="false">
      <button type="button" id="expand" aria-pressed="false">Expand all</button>
      <button type="button" id="clear" hidden>Clear filters</button>
    </div>
    <div class="row chips">
      <div role="group" aria-label="Outcome">${outcomeChips}</div>
      <div role="group" aria-label="Group">${groupChips}</div>
    </div>
    <p class="row"><output id="shown" aria-live="polite">${counted(totalOf(counts), 'case')}</output> <span class="keys"><kbd>/</kbd> search <kbd>j</kbd> <kbd>k</kbd> next, previous failure <kbd>Esc</kbd> clear</span></p>
  </div>
  <p slot="end" id="none" class="nothing" hidden>No case matches.</p>`;
}

function renderChip(facet: string, value: string, cases: number, mark?: Markup): Markup {
  return markup`<button type="button" class="facet chip" data-facet="${facet}" data-value="${value}" data-label="${value}" aria-pressed="false">${mark}${value} <span class="number">${count(cases)}</span></button>`;
}

/** The kinds of failures, then the warnings, each with a button that shows the cases that have them. */
function renderFound(clusters: Clusters, warnings: readonly WarningCount[]): Markup | undefined {
  if (clusters.length + warnings.length === 0) return undefined;
  return markup`<section slot="summary" aria-labelledby="findings">
      <h2 id="findings">Findings</h2>
      <ul class="found">${clusters.map(renderCluster)}${warnings.map(renderWarning)}</ul>
    </section>`;
}

function renderCluster(cluster: Clusters[number]): Markup {
  const { number, code, event, message, cases, example } = cluster;
  const words = `${commonWords(cluster)}${cluster.various ? '; the answers differ' : ''}`;
  return markup`<li data-severity="error">
    <code class="code">${code}</code>
    <span class="message"><span class="severity">error</span> <code>${event}</code> ${words}. ${message}</span>
    ${renderButton('cluster', String(number), `${code} of ${event}`, cases)}
    <a href="#${example}">first<span class="unseen"> case with ${code} of ${event}</span></a>
  </li>`;
}

function renderWarning({ code, message, first, cases }: WarningCount): Markup {
  return markup`<li data-severity="warning">
    <code class="code">${code}</code>
    <span class="message"><span class="severity">warning</span> ${message}</span>
    ${renderButton('code', token(code), code, cases)}
    <a href="#${first}">first<span class="unseen"> case with ${code}</span></a>
  </li>`;
}

/** The number of cases: a filter where there is a script. */
function renderButton(facet: string, value: string, label: string, cases: number): Markup {
  const many = counted(cases, 'case');
  return markup`<button type="button" class="facet js" data-facet="${facet}" data-value="${value}" data-label="${label}" aria-pressed="false">${many}<span class="unseen"> with ${label}</span></button>
    <span class="no-js">${many}</span>`;
}
