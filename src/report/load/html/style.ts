import { chartStyle } from '../../html/chart/style.ts';
import { pageStyle } from '../../html/style.ts';

/** The page's only style sheet. */
export const style = `${pageStyle}${chartStyle}
.stopped, .lenient { margin: 0 0 1.25rem; }
.warnings { margin: 0 0 1.25rem; }
.bar [data-outcome] { fill: var(--bar-bad); }
.bar [data-outcome=accepted] { fill: var(--bar-good); }
.bar [data-outcome=dropped] { fill: var(--bar-warn); }
.bar [data-outcome=aborted] { fill: var(--bar-none); }
.count[data-outcome] > .mark, .outcome[data-outcome] { color: var(--bad); }
.count[data-outcome=accepted] > .mark { color: var(--good); }
.count[data-outcome=dropped] > .mark, .count[data-outcome=aborted] > .mark, .outcome[data-outcome=aborted] { color: var(--warn); }
.facts dd { overflow-wrap: anywhere; }
:lang(zh) h1, :lang(zh) .facts dd, :lang(zh) .common a { word-break: keep-all; }
.facts dd .note { display: block; margin: 0 0 .25rem; }
#generator + .note, #settings + .facts { margin-top: 0; }

/* Shadows at the edges behind which there is more: the covers move with the table, the shadows stay. */
.scroll { overflow-x: auto; border-top: 1px solid var(--line);
  background: linear-gradient(to right, var(--ground) 40%, transparent) left / 2.5rem 100% no-repeat local,
    linear-gradient(to left, var(--ground) 40%, transparent) right / 2.5rem 100% no-repeat local,
    linear-gradient(to right, color-mix(in srgb, var(--ink) 22%, transparent), transparent) left / .75rem 100% no-repeat scroll,
    linear-gradient(to left, color-mix(in srgb, var(--ink) 22%, transparent), transparent) right / .75rem 100% no-repeat scroll; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th, td { padding: .5rem .625rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: baseline; white-space: nowrap; font-variant-numeric: tabular-nums; }
th[scope=row], tr:first-child > th:first-child { padding-left: 0; text-align: left; }
th.text, td.text { text-align: left; }
td:last-child, th:last-child { padding-right: 0; }
thead th { color: var(--faint); font-size: .8125rem; font-weight: 400; vertical-align: bottom; }
thead th[scope=colgroup] { padding-bottom: .125rem; text-align: center; }
.note + .scroll, .closed + .scroll { margin-top: .75rem; }
tbody th { font-weight: 550; }
tbody th code { font-weight: 550; }
#thresholds ~ .scroll { max-width: 44rem; }
.result[data-ok=yes] .mark { color: var(--good); }
.result[data-ok=no] { color: var(--bad); font-weight: 600; }
.wrong { color: var(--bad); font-weight: 600; }
.way { display: block; color: var(--faint); font-weight: 400; font-size: .8125rem; }
.dimension { color: var(--faint); font-weight: 400; }
.drawn { width: 30%; min-width: 6rem; }
.share { display: block; width: 100%; height: .5rem; border-radius: .25rem; }
.share .track { fill: var(--line); }
.share .part { fill: var(--bar-bad); }
.more { margin-top: .75rem; }
.more > summary { cursor: pointer; color: var(--faint); font-size: .875rem; }
.more > .scroll { margin-top: .75rem; }

.found li { margin-top: .75rem; padding: .625rem .875rem; border-left: 3px solid var(--bar-bad); background: var(--well); }
.found li[data-severity=warning] { border-color: var(--bar-warn); }
.found [data-severity=error] .code { color: var(--bad); }
.found [data-severity=warning] .code { color: var(--warn); }
.found [data-severity=warning] .severity::after { content: none; }
.found .times { font-variant-numeric: tabular-nums; }
.found p + p { margin-top: .125rem; }
.common { font-size: .9375rem; }
.first { color: var(--faint); font-size: .875rem; overflow-wrap: anywhere; }
.found .commands { margin-top: .5rem; }
.found .command pre { background: var(--sheet); }

.failure { border-bottom: 1px solid var(--line); scroll-margin-top: .5rem; }
#failures ~ .note + .failure { border-top: 1px solid var(--line); margin-top: .75rem; }
.failure > summary { display: grid; grid-template-columns: 6.5rem 1fr auto; gap: 0 1rem; padding: .625rem .5rem; cursor: pointer; list-style: none; font-size: .9375rem; border-radius: .25rem; }
.failure > summary::-webkit-details-marker { display: none; }
.failure > summary:hover { background: var(--well); }
.failure > summary:focus-visible { outline-offset: -2px; }
.failure[open] { background: var(--sheet); border-radius: .375rem; box-shadow: 0 0 0 1px var(--line); margin-block: .5rem; }
.failure .outcome { font-weight: 600; white-space: nowrap; }
.failure .id { font-weight: 550; }
.failure .words { color: var(--faint); font-size: .875rem; }
.failure .cause { display: block; margin-top: .125rem; font-size: .875rem; }
.failure .cause .code { color: var(--bad); }
.failure .took { font-size: .8125rem; padding-top: .125rem; }
.inside { padding: .5rem 1.25rem 1.5rem; }
@media (max-width: 44rem) {
  .failure > summary { grid-template-columns: 1fr auto; }
  .failure .about { grid-row: 2; grid-column: 1 / -1; }
  .inside { padding: .25rem .75rem 1.25rem; }
  .drawn { min-width: 4rem; }
}
@media print {
  .failure { break-inside: avoid; }
  .share, .field { print-color-adjust: exact; }
  .scroll { overflow: visible; }
  table { font-size: .6875rem; }
  th, td { padding-inline: .375rem; }
}
`;
