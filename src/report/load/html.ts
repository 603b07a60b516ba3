import type { BurstResult, ThresholdResult } from '../../load/result.ts';
import { renderFoot, renderHead } from '../html/document.ts';
import { type Markup, markup } from '../html/markup.ts';
import { renderConditions } from './html/conditions.ts';
import { renderLatencies } from './html/distribution.ts';
import { renderEvents, renderValues } from './html/events.ts';
import { renderFailures } from './html/failures.ts';
import { renderFindings } from './html/findings.ts';
import { script } from './html/script.ts';
import { style } from './html/style.ts';
import { renderTable } from './html/table.ts';
import { renderTimes } from './html/time.ts';
import { headline, renderTotals } from './html/totals.ts';
import { measuredWords } from './text/words.ts';

/** One page that needs nothing else: what is asked first comes first, then why, then every kept failure. */
export function html(result: BurstResult): string {
  return `${
    markup`<!doctype html>
<html lang="en">
${renderHead(`${headline(result)} · webhook-sim burst`, style, script)}
<body>
<header><p><b>webhook-sim</b> burst</p></header>
<main>
${renderTotals(result)}
${renderThresholds(result.thresholds)}
<section aria-labelledby="time">
<h2 id="time">Over time</h2>
${renderTimes(result)}
</section>
${renderLatencies(result)}
${renderFindings(result.findings, result.failures)}
${renderEvents(result)}
${renderValues(result)}
${renderFailures(result)}
${renderConditions(result)}
</main>
${renderFoot(script)}
</body>
</html>`.source
  }\n`;
}

/** What was promised, and what was measured. */
function renderThresholds(thresholds: readonly ThresholdResult[]): Markup | false {
  return (
    thresholds.length > 0 &&
    markup`<section aria-labelledby="thresholds">
    <h2 id="thresholds">Thresholds</h2>
    ${renderTable(
      'Thresholds',
      markup`<tr><th scope="col">Threshold</th><th scope="col">Measured</th><th scope="col">Result</th></tr>`,
      thresholds.map(renderRow),
    )}
  </section>`
  );
}

function renderRow(threshold: ThresholdResult): Markup {
  const { expr, ok, actual } = threshold;
  const word = ok ? 'held' : actual === null ? 'unknown' : 'crossed';
  return markup`<tr><th scope="row"><code>${expr}</code></th><td>${measuredWords(threshold)}</td><td class="result" data-ok="${ok ? 'yes' : 'no'}"><span class="mark" aria-hidden="true">${ok ? '✓' : '✗'}</span> ${word}</td></tr>`;
}
