import { pageStyle } from '../../html/style.ts';

export const suiteStyle = `${pageStyle}
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
.tools { position: sticky; top: 0; z-index: 1; margin-inline: -.25rem; padding: .75rem .25rem; background: var(--ground); border-bottom: 1px solid var(--line); }
.tools .row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.tools .row + .row { margin-top: .5rem; }
.tools input { flex: 1 1 14rem; min-width: 0; padding: .375rem .625rem; border: 1px solid var(--faint); border-radius: .375rem; background: var(--sheet); }
.tools input::placeholder { color: var(--faint); opacity: 1; }
.tools .row > button { padding-block: .4375rem; }
.chips { gap: .375rem 1.25rem !important; }
.chips > div { display: flex; flex-wrap: wrap; gap: .375rem; }
.chip { border-radius: 1rem; }
.chip .mark { min-width: .75em; }
.chip[data-value=passed] .mark { color: var(--good); }
.chip[data-value=failed] .mark { color: var(--bad); }
.chip[data-value=error] .mark { color: var(--warn); }
output { font-variant-numeric: tabular-nums; font-size: .875rem; overflow-wrap: anywhere; }
.keys { margin-left: auto; color: var(--faint); font-size: .8125rem; }
kbd { margin-left: .5rem; padding: 0 .3125rem; border: 1px solid var(--line); border-radius: .25rem; background: var(--sheet); }
kbd + kbd { margin-left: 0; }

.case { border-bottom: 1px solid var(--line); scroll-margin-top: 9rem; content-visibility: auto; contain-intrinsic-size: auto 4.5rem; }
.case > summary { display: grid; grid-template-columns: 5.5rem 1fr 6.5rem 5rem; gap: 0 1rem; padding: .625rem .5rem; cursor: pointer; list-style: none; font-size: .9375rem; border-radius: .25rem; }
.case > summary::-webkit-details-marker { display: none; }
.case > summary:hover { background: var(--well); }
.case > summary:focus-visible { outline-offset: -2px; }
.case[open] { background: var(--sheet); border-radius: .375rem; box-shadow: 0 0 0 1px var(--line); margin-block: .5rem; }
.case .outcome { white-space: nowrap; }
.case[data-outcome=failed] > summary .outcome { color: var(--bad); font-weight: 600; }
.case[data-outcome=error] > summary .outcome { color: var(--warn); font-weight: 600; }
.case[data-outcome=skipped] > summary .outcome, .case[data-outcome=passed] > summary .outcome { color: var(--faint); }
.case .id { font-weight: 550; }
.case .words { display: block; color: var(--faint); font-size: .875rem; }
.case .cause { display: block; margin-top: .125rem; font-size: .875rem; }
.case[data-outcome=failed] .cause .code { color: var(--bad); }
.case[data-outcome=error] .cause .code { color: var(--warn); }
.case > summary .group, .case > summary .took { color: var(--faint); font-size: .8125rem; padding-top: .125rem; }
.case > summary .took { text-align: right; }
.inside { padding: .5rem 1.25rem 1.5rem; }
.inside > h3 { margin-top: 1.75rem; }
.basis { display: flex; flex-wrap: wrap; gap: 0 1.25rem; color: var(--faint); font-size: .8125rem; }
.delivery { margin-top: 1.25rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.owed { font-size: .875rem; color: var(--faint); }
[data-met=yes] > .owed .mark { color: var(--good); }
[data-met=no] > .owed .mark { color: var(--bad); }
@media (max-width: 44rem) {
  .tools { position: static; }
  .keys { display: none; }
  .case { scroll-margin-top: .5rem; }
  .case > summary { grid-template-columns: 1fr auto; }
  .case > summary .about { grid-row: 2; grid-column: 1 / -1; }
  .case > summary .group { display: none; }
  .inside { padding: .25rem .75rem 1.25rem; }
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
