/** How the tools above the cases, and the cases, look. */
export const casesStyle = `
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
}
`;
