import type { SuiteSummary } from '../../../suite/run/summary.ts';
import { renderFoot, renderHead } from '../../html/document.ts';
import { markup } from '../../html/markup.ts';
import { renderDetails } from './details.ts';
import type { Discoveries } from './found.ts';
import { renderMatrix } from './matrix.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { renderTools } from './tools.ts';
import { renderTotals } from './totals.ts';

/**
 * The page up to where the cases come. They are written as they finish, the totals last; the slots put what is
 * written last where it is read first, for the eye, the keyboard and a screen reader alike, and without a script.
 */
export function openPage(): string {
  return `${
    markup`<!doctype html>
<html lang="en">
${renderHead('webhook-sim test', style, script)}
<body>
<header><p><b>webhook-sim</b> test</p><a class="skip" href="#cases">Skip to the cases</a></header>
<main>
<template shadowrootmode="open"><slot name="summary"></slot><slot name="tools"></slot><slot name="cases"></slot><slot name="end"></slot></template>
<section slot="cases" class="cases" aria-labelledby="cases">`.source
  }\n`;
}

/** The page from where the cases end. */
export function closePage(summary: SuiteSummary, discoveries: Discoveries): string {
  return `${
    markup`</section>
${renderTotals(summary)}
${discoveries.render()}
${renderMatrix(summary)}
${renderDetails(summary)}
${renderTools(summary)}
</main>
${renderFoot(script)}
</body>
</html>`.source
  }\n`;
}
