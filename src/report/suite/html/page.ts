import { createHash } from 'node:crypto';
import type { SuiteSummary } from '../../../suite/summary.ts';
import { version } from '../../../version.ts';
import { renderDetails } from './details.ts';
import type { Discoveries } from './found.ts';
import { Markup, markup } from './markup.ts';
import { renderMatrix } from './matrix.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { renderTools } from './tools.ts';
import { renderTotals } from './totals.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded, and nothing runs but the script that we wrote: whatever slipped in as HTML would be inert. */
const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;

/**
 * The page up to where the cases come. They are written as they finish, the totals last; the slots put what is
 * written last where it is read first, for the eye, the keyboard and a screen reader alike, and without a script.
 */
export function openPage(): string {
  return `${
    markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="webhook-sim ${version}">
<title>webhook-sim test</title>
<style>${new Markup(style)}</style>
</head>
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
<footer><p>webhook-sim ${version}</p></footer>
<script>${new Markup(script)}</script>
</body>
</html>`.source
  }\n`;
}
