import { baseStyle } from '../../html/style.ts';
import { exchangeStyle } from '../../html/style-exchange.ts';
import { casesStyle } from './style-cases.ts';

/** The page's only style sheet. */
export const style = `${baseStyle}${exchangeStyle}
[data-outcome=passed] > .mark, [data-outcome=passed] > summary .mark { color: var(--good); }
[data-outcome=failed] > .mark, .count[data-outcome=failed] { color: var(--bad); }
[data-outcome=error] > .mark, .count[data-outcome=error] { color: var(--warn); }
[data-outcome=skipped] > .mark { color: var(--faint); }
.bar [data-outcome=passed] { fill: var(--bar-good); }
.bar [data-outcome=failed] { fill: var(--bar-bad); }
.bar [data-outcome=error] { fill: var(--bar-warn); }
.bar [data-outcome=skipped] { fill: var(--bar-none); }
.cut { margin-top: 1rem; padding: .625rem .875rem; border-radius: .375rem; background: var(--warn-tint); overflow-wrap: anywhere; }
.found, .matrix, .groups, .slowest { width: 100%; border-top: 1px solid var(--line); font-size: .9375rem; }
.found [data-severity=error] > .code { color: var(--bad); }
.found [data-severity=warning] > .code { color: var(--warn); }
.found li, .groups li, .slowest li { padding: .5rem 0; border-bottom: 1px solid var(--line); }
.found li { display: grid; grid-template-columns: minmax(9rem, 15rem) 1fr auto auto; gap: .25rem 1rem; align-items: baseline; }
.found .message { color: var(--faint); }
.groups li { display: grid; grid-template-columns: 7.5rem 1fr auto; gap: .125rem 1rem; align-items: baseline; }
.groups span { color: var(--faint); }
.groups .counts { font-size: .875rem; }
.slowest .took { display: inline-block; min-width: 5.5rem; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-bottom: .75rem; color: var(--faint); font-size: .8125rem; }
.matrix { border-collapse: collapse; }
.matrix th, .matrix td { padding: .75rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
.matrix thead th { padding: .5rem 0; color: var(--faint); font-size: .8125rem; font-weight: 400; }
.matrix tbody th { width: 17rem; padding-right: 1.5rem; font-weight: 400; overflow-wrap: anywhere; }
.matrix th .facet { display: block; padding: 0; border: 0; background: none; text-align: left; font-size: .9375rem; font-weight: 600; border-radius: .125rem; overflow-wrap: anywhere; }
.matrix th .facet:hover { text-decoration: underline; }
.matrix th .facet[aria-pressed=true] { color: var(--accent); box-shadow: none; text-decoration: underline; }
.matrix th .no-js { font-weight: 600; }
.matrix th .counts { font-size: .8125rem; color: var(--faint); gap: 0 .75rem; }
.dimension { display: grid; grid-template-columns: 7.5rem 1fr; gap: 0 .75rem; align-items: start; }
.dimension + .dimension { margin-top: .375rem; }
.dimension .name { padding-top: .1875rem; color: var(--faint); font-size: .8125rem; overflow-wrap: anywhere; }
.dimension ul { display: flex; flex-wrap: wrap; gap: .25rem; }
.cell { padding: .125rem .5rem .125rem .25rem; border-color: transparent; border-radius: .25rem; line-height: 1.4; text-align: left; overflow-wrap: anywhere; }
.cell[data-cell=met] { background: var(--good-tint); color: var(--good); }
.cell[data-cell=mixed] { background: var(--bad-tint); color: var(--bad); }
.cell[data-cell=unmet] { background: var(--bad); color: var(--sheet); font-weight: 600; }
.cell .number { color: inherit; }
.legend .cell { padding-right: .25rem; }
:root:not(.js) .cell { cursor: auto; }
.cell[data-cell=unsent] { background: none; border: 1px dashed var(--faint); color: var(--faint); }
.more { margin-top: .75rem; font-size: .875rem; color: var(--faint); }
.more ul { margin: .5rem 0 0 1rem; }
${casesStyle}
@media (max-width: 44rem) {
  .found li { grid-template-columns: 1fr auto; }
  .found button { justify-self: start; }
  .found .code { grid-column: 1 / -1; }
  .found .message { grid-column: 1 / -1; }
  .groups li { grid-template-columns: 1fr; }
  .matrix, .matrix tbody, .matrix tr, .matrix th, .matrix td { display: block; width: auto; }
  .matrix thead { display: none; }
  .matrix tbody tr { padding: .75rem 0; border-bottom: 1px solid var(--line); }
  .matrix tbody th, .matrix tbody td { padding: 0; border: 0; }
  .matrix tbody td { margin-top: .5rem; }
  .dimension { grid-template-columns: 1fr; }
}
@media print {
  .case { content-visibility: visible; break-inside: avoid; }
  .cell { print-color-adjust: exact; }
}
`;
