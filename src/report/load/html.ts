import { say } from '../../language.ts';
import type { BurstResult } from '../../load/result.ts';
import { renderFoot, renderHead } from '../html/document.ts';
import { markup, pageLanguage } from '../html/markup.ts';
import { renderConditions } from './html/conditions.ts';
import { renderFailures, renderFindings } from './html/findings.ts';
import { renderLatencies } from './html/latencies.ts';
import { script } from './html/script.ts';
import { style } from './html/style.ts';
import { renderEvents, renderThresholds, renderValues } from './html/tables.ts';
import { renderTimes } from './html/time-charts.ts';
import { headline, renderTotals } from './html/totals.ts';

/** One self-contained page: totals, charts, tables, then every failure that was kept. */
export function html(result: BurstResult): string {
  return `${
    markup`<!doctype html>
<html lang="${pageLanguage()}">
${renderHead(`${headline(result)} · webhook-sim burst`, style, script)}
<body>
<header><p><b>webhook-sim</b> burst</p></header>
<main>
${renderTotals(result)}
${renderThresholds(result.thresholds)}
<section aria-labelledby="time">
<h2 id="time">${say({ zh: '随时间的变化', en: 'Over time' })}</h2>
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
