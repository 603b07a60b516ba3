/** How findings, a request with its responses, and commands look. */
export const exchangeStyle = `
.findings [data-severity=error] .code { color: var(--bad); }
.findings [data-severity=warning] .code { color: var(--warn); }
[data-severity=error] .severity { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
[data-severity=warning] .severity { color: var(--warn); }
[data-severity=warning] .severity::after { content: ": "; }
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
