import { groupNames } from '../../suite/plan/groups.ts';
import type { SuiteSummary } from '../../suite/run/summary.ts';
import { renderFoot, renderHead } from '../html/document.ts';
import { type Markup, markup, token } from '../html/markup.ts';
import { SeenBodies } from '../html/seen-bodies.ts';
import { count, counted } from '../text/numbers.ts';
import { renderCase } from './html/case.ts';
import { renderMatrix } from './html/matrix.ts';
import { suiteScript } from './html/script.ts';
import { suiteStyle } from './html/style.ts';
import { renderDetails, renderVerdict } from './html/summary.ts';
import type { MakeReporter } from './reporter.ts';
import { type CodeCount, CodeCounter } from './text/causes.ts';
import { outcomeMarks, outcomeNames, totalOf } from './text/outcomes.ts';

const longestAnchor = 120;

/** One page that needs no other file, written case by case. Of each case only what the findings list needs is kept. */
export const html: MakeReporter = () => {
  const anchors = new Set<string>();
  const codes = new CodeCounter();
  const bodies = new SeenBodies();
  let opened = false;
  return {
    render(event) {
      const opening = opened ? '' : openPage();
      opened = true;
      if (event.type === 'ended') return opening + closePage(event.summary, codes);
      if (event.type !== 'finished') return opening;
      const anchor = anchorFor(event.result.id, anchors);
      codes.add(event.result, anchor);
      return `${opening}${renderCase(event.result, anchor, bodies).source}\n`;
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

function closePage(summary: SuiteSummary, codes: CodeCounter): string {
  return `${
    markup`</section>
${renderVerdict(summary)}
${renderCodes(codes.counts)}
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

/** Causes and warnings, with a button that shows the cases that have them. */
function renderCodes(counts: readonly CodeCount[]): Markup | undefined {
  if (counts.length === 0) return undefined;
  return markup`<section slot="summary" aria-labelledby="findings">
      <h2 id="findings">Findings</h2>
      <ul class="found">${counts.map(renderCode)}</ul>
    </section>`;
}

function renderCode({ code, severity, message, first, cases }: CodeCount): Markup {
  const many = counted(cases, 'case');
  return markup`<li data-severity="${severity}">
    <code class="code">${code}</code>
    <span class="message"><span class="severity">${severity}</span> ${message}</span>
    <button type="button" class="facet js" data-facet="code" data-value="${token(code)}" data-label="${code}" aria-pressed="false">${many}<span class="unseen"> with ${code}</span></button>
    <span class="no-js">${many}</span>
    <a href="#${first}">first<span class="unseen"> case with ${code}</span></a>
  </li>`;
}
