import type { Finding } from '../../verdict/verdict.ts';
import { type Markup, markup } from './markup.ts';

/** What was noticed, each with its place and both values. */
export function renderFindings(findings: readonly Finding[]): Markup | undefined {
  if (findings.length === 0) return undefined;
  return markup`<ul class="findings">${findings.map(renderFinding)}</ul>`;
}

function renderFinding(finding: Finding): Markup {
  const facts = (['path', 'expected', 'actual'] as const).flatMap((name) => {
    const text = finding[name];
    return text === undefined ? [] : [markup`<div><dt>${name}</dt><dd><code>${text}</code></dd></div>`];
  });
  return markup`<li data-severity="${finding.severity}">
    <p><code class="code">${finding.code}</code> <span class="severity">${finding.severity}</span> ${finding.message}</p>
    ${facts.length > 0 && markup`<dl>${facts}</dl>`}
  </li>`;
}
