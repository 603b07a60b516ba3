const light = `
  --ground: #f7f7f5; --sheet: #ffffff; --ink: #1d2024; --faint: #585f69; --line: #dfe1e4; --well: #f2f3f3;
  --accent: #1f56b8; --good: #17693d; --good-tint: #e5f3ea; --bad: #ab2317; --bad-tint: #fce8e5;
  --warn: #855000; --warn-tint: #fbefd7; --bar-good: #4ba572; --bar-bad: #d3493b; --bar-warn: #d9982f; --bar-none: #b9bec5;`;

const dark = `
  --ground: #131518; --sheet: #1a1d21; --ink: #e4e6e9; --faint: #a0a7b1; --line: #32373e; --well: #14171a;
  --accent: #8db4fb; --good: #74cb99; --good-tint: #173325; --bad: #f7938a; --bad-tint: #43201e;
  --warn: #e3b565; --warn-tint: #3a2d15; --bar-good: #3f9467; --bar-bad: #d9584b; --bar-warn: #c48a2e; --bar-none: #555c66;`;

/** The style that all report pages share. Colours are variables, so that dark mode is a second set of them. */
export const pageStyle = `
:root { color-scheme: light dark; ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
* { box-sizing: border-box; }
html { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); }
body > header, main, body > footer { max-width: 74rem; margin: 0 auto; padding: 0 1.5rem; }
body > header { display: flex; justify-content: space-between; padding-top: 1.5rem; color: var(--faint); font-size: .875rem; }
body > header p { margin: 0; }
body > header b { color: var(--ink); }
body > footer { padding-block: 2rem 3rem; color: var(--faint); font-size: .8125rem; }
h1 { margin: 2rem 0 1.25rem; font-size: clamp(1.625rem, 1.1rem + 2vw, 2.375rem); line-height: 1.2; font-weight: 650; letter-spacing: -.015em; text-wrap: balance; }
h1 .mark { min-width: 0; margin-right: .375em; }
h1[data-verdict=passed] .mark { color: var(--good); }
h1[data-verdict=failed] .mark, h1[data-verdict=error] .mark { color: var(--bad); }
h1[data-verdict=skipped] .mark { color: var(--warn); }
h2 { margin: 3rem 0 .875rem; font-size: 1.1875rem; line-height: 1.3; font-weight: 650; letter-spacing: -.005em; }
h3 { margin: 0 0 .25rem; font-size: 1rem; line-height: 1.4; font-weight: 650; }
h4 { margin: 1rem 0 .375rem; font-size: .8125rem; font-weight: 650; color: var(--faint); }
p, ul, ol, dl, dd { margin: 0; }
ul, ol { padding: 0; list-style: none; }
a { color: var(--accent); text-underline-offset: .15em; }
code, pre, kbd { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC"; font-size: .8125rem; }
code, .id, .words, .cause, .message, dd, li, h3, .line { overflow-wrap: anywhere; }
button, input { font: inherit; color: inherit; }
button { cursor: pointer; padding: .25rem .625rem; border: 1px solid var(--line); border-radius: .375rem; background: var(--sheet); font-size: .8125rem; }
button:hover { border-color: var(--faint); }
button[aria-pressed=true] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
[hidden], :root:not(.js) .js { display: none !important; }
@media screen { .js .no-js { display: none !important; } }
@media print { .js .js { display: none !important; } }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.nothing, .note { color: var(--faint); font-size: .8125rem; }
.code { font-weight: 600; }
.took, .number { font-variant-numeric: tabular-nums; color: var(--faint); font-weight: 400; }
.mark { display: inline-block; min-width: 1em; text-align: center; font-weight: 700; }
.bar { display: block; width: 100%; height: .5rem; border-radius: .25rem; overflow: hidden; }
.tally { margin-top: .625rem; }
.counts { display: inline-flex; flex-wrap: wrap; gap: 0 1rem; }
.count { white-space: nowrap; font-variant-numeric: tabular-nums; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 45%), 1fr)); gap: 1rem 2rem; margin-top: 1.75rem; }
.facts dt { color: var(--faint); font-size: .8125rem; }
.facts dd code { display: block; line-height: 1.6; }
.stopped, .lenient, .no-route, .warnings li { margin-top: 1rem; padding: .625rem .875rem; border-radius: .375rem; background: var(--warn-tint); overflow-wrap: anywhere; }
.warnings li + li { margin-top: .375rem; }
.findings [data-severity=error] .code { color: var(--bad); }
.findings [data-severity=warning] .code { color: var(--warn); }
[data-severity=error] .severity { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
[data-severity=warning] .severity { color: var(--warn); }
[data-severity=warning] .severity::after { content: ": "; }
:lang(zh) [data-severity=warning] .severity::after { content: "："; }
.findings li { margin-top: .75rem; padding: .5rem .75rem; border-left: 3px solid var(--bar-bad); background: var(--well); }
.findings li[data-severity=warning] { border-color: var(--bar-warn); }
.findings dl { margin-top: .375rem; }
.findings dl div { display: grid; grid-template-columns: 5.5rem 1fr; gap: .5rem; font-size: .875rem; }
.findings dt { color: var(--faint); }
.exchange { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 1.5rem; }
.line { font-size: .875rem; }
.broken { margin-top: .25rem; color: var(--bad); font-size: .875rem; overflow-wrap: anywhere; }
pre { margin: .375rem 0 0; padding: .625rem .75rem; max-height: 26rem; overflow: auto; border-radius: .375rem; background: var(--well); white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.5; }
.headers pre { padding: 0; background: none; color: var(--faint); max-height: 12rem; }
.commands { display: grid; gap: .375rem; }
.command { display: grid; grid-template-columns: 5.75rem minmax(0, 1fr) auto; gap: 0 .75rem; align-items: start; font-size: .875rem; }
.command dt { padding-top: .375rem; color: var(--faint); }
.command pre { margin: 0; padding-block: .4375rem; max-height: 7rem; white-space: pre; overflow-wrap: normal; }
.note { margin-top: .25rem; }
@media (max-width: 44rem) {
  body > header, main, body > footer { padding-inline: 1rem; }
  .facts div:first-child { grid-column: 1 / -1; }
}
@media print {
  .skip { display: none; }
  .bar { print-color-adjust: exact; }
}
@media (max-width: 44rem) {
  .exchange { grid-template-columns: minmax(0, 1fr); }
  .command { grid-template-columns: minmax(0, 1fr) auto; }
  .command pre { grid-column: 1 / -1; }
  .command dd:nth-of-type(1) { grid-row: 2; grid-column: 1 / -1; }
}
@media print {
  pre { max-height: none !important; }
  .command pre { white-space: pre-wrap; overflow-wrap: anywhere; }
}
`;
