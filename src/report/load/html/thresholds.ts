import type { ThresholdResult } from '../../../load/result.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { measuredWords } from '../text/words.ts';
import { renderTable } from './table.ts';

/** What was promised, and what was measured. */
export function renderThresholds(thresholds: readonly ThresholdResult[]): Markup | false {
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
