const light = `
  --target: #6b7280; --started: #1f56b8; --p50: #1f7a8c; --p95: #9a6700; --p99: #b3263a; --rest: #f7f7f5a0;`;

const dark = `
  --target: #9aa1ab; --started: #8db4fb; --p50: #5cc2d6; --p95: #e3b565; --p99: #f7938a; --rest: #131518a0;`;

/** How charts look. Strokes keep their width however far a drawing is stretched. */
export const chartStyle = `
:root { ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
.chart { margin: 1.5rem 0 0; }
.chart figcaption { display: flex; flex-wrap: wrap; gap: 0 .75rem; align-items: baseline; }
.chart figcaption .note { margin: 0; }
.chart .whole { margin-left: auto; padding-block: 0; }
.legend { display: flex; flex-wrap: wrap; gap: .125rem 1.25rem; margin: .25rem 0 .5rem; font-size: .8125rem; }
.legend .at { min-width: 5rem; font-weight: 400; color: var(--faint); font-variant-numeric: tabular-nums; }
.chart[data-axis=latency] .at { min-width: 9.5rem; }
.key { white-space: nowrap; }
.key .value { display: inline-block; min-width: 4.25em; font-weight: 600; font-variant-numeric: tabular-nums; }
.swatch { width: 1rem; height: .75rem; vertical-align: -.0625rem; }
.plot { display: grid; grid-template-columns: 4rem minmax(0, 1fr); gap: 0 .5rem; }
.plot svg { display: block; width: 100%; }
.plot text { font-size: .75rem; font-variant-numeric: tabular-nums; color: var(--faint); fill: currentColor; }
.ys { height: 12rem; overflow: visible; }
.ys text { text-anchor: end; }
.field { height: 12rem; overflow: visible; }
.field .curves { height: 100%; }
.xs { grid-column: 2; height: 1.75rem; overflow: visible; }
.xs text { text-anchor: middle; }
.grid { stroke: var(--line); }
.warmup { fill: var(--rest); }
.line { fill: none; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.line[data-key=target] { stroke: var(--target); stroke-dasharray: 5 4; }
.line[data-key=started] { stroke: var(--started); }
.line[data-key=dropped] { stroke: var(--bar-warn); }
.line[data-key=stopped] { stroke: var(--ink); stroke-dasharray: 2 3; }
.line[data-key=p50] { stroke: var(--p50); }
.line[data-key=p95] { stroke: var(--p95); }
.line[data-key=p99] { stroke: var(--p99); }
.area[data-key=accepted] { fill: var(--bar-good); }
.area[data-key=failed] { fill: var(--bar-bad); }
.area[data-key=deliveries] { fill: var(--started); stroke: var(--ground); stroke-width: 1; vector-effect: non-scaling-stroke; }
.cursor { fill: var(--ink); fill-opacity: .18; }
.selection { fill: var(--accent); fill-opacity: .22; }
.cursor, .selection { pointer-events: none; }
.js .chart[data-axis=time] .field { cursor: crosshair; touch-action: pan-y; }
kbd { padding: 0 .3125rem; border: 1px solid var(--line); border-radius: .25rem; background: var(--sheet); }
@media (max-width: 44rem) {
  .plot { grid-template-columns: 3.25rem minmax(0, 1fr); }
  .ys, .field { height: 10rem; }
}
@media print {
  .chart { break-inside: avoid; }
  .cursor, .selection { display: none; }
}
`;
