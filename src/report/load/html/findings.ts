import type { Delivery } from '../../../delivery/delivery.ts';
import { say } from '../../../language.ts';
import type { BurstResult, FindingSummary } from '../../../load/result.ts';
import { outcomeWords, severityWords } from '../../../verdict/outcome-words.ts';
import { outcomeMeaning } from '../../delivery/verdict-text.ts';
import { renderCommand } from '../../html/command.ts';
import { renderFindings as renderDeliveryFindings, renderExchange } from '../../html/exchange.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { commonWords, variantWords } from '../../text/common.ts';
import { clock, count, duration } from '../../text/numbers.ts';
import { failedOf } from '../text/outcomes.ts';
import { capitalized } from '../text/words.ts';

/** Errors, then warnings, the most frequent first: how often, at what, and how to reproduce the first. */
export function renderFindings(
  findings: readonly FindingSummary[],
  failures: readonly Delivery[],
): Markup | false {
  const sorted = [...findings].sort((a, b) => a.severity.localeCompare(b.severity) || b.count - a.count);
  return (
    sorted.length > 0 &&
    markup`<section aria-labelledby="findings">
    <h2 id="findings">${say({ zh: '问题', en: 'Findings' })}</h2>
    <ul class="found">${sorted.map((finding) => renderSummary(finding, keptIndex(finding, failures)))}</ul>
  </section>`
  );
}

/** The place of a kept delivery with the finding; -1 if none was kept. */
function keptIndex({ code, event }: FindingSummary, failures: readonly Delivery[]): number {
  return failures.findIndex(
    (delivery) =>
      delivery.event === event && delivery.verdict.findings.some((finding) => finding.code === code),
  );
}

function renderSummary(finding: FindingSummary, kept: number): Markup {
  const { code, severity, event, first } = finding;
  const values = variantWords(first.variant);
  const [at, n] = [clock(first.at), count(first.n)];
  const where = {
    zh: `首次出现在 ${at}，序号 ${n} 的投递${values === '' ? '' : `（${values}）`}`,
    en: `First at ${at}, delivery ${n}${values === '' ? '' : ` with ${values}`}`,
  };
  const exchange = say({ zh: '请求和响应', en: 'request and response' });
  return markup`<li data-severity="${severity}">
    <p><code class="code">${code}</code> <span class="severity">${say(severityWords[severity])}</span> <b class="times">× ${count(finding.count)}</b> <code>${event}</code></p>
    <p class="common">${capitalized(commonWords(finding))}${kept >= 0 && markup` · <a href="#${failureId(kept)}">${exchange}</a>`}</p>
    <p class="first">${say({ zh: `${where.zh}：${first.message}`, en: `${where.en}: ${first.message}` })}</p>
    <dl class="commands">${renderCommand(say({ zh: '复现', en: 'repeat' }), first.repro)}</dl>
  </li>`;
}

/** The id of a kept failure on the page, by its place among them. */
const failureId = (at: number): string => `failure-${at + 1}`;

/** Failed deliveries that were kept, each with its request and its response. */
export function renderFailures(result: BurstResult): Markup | false {
  const { failures } = result;
  const failed = failedOf(result);
  if (failures.length === 0 && failed === 0) return false;
  const [kept, all] = [count(failures.length), count(failed)];
  const some = failures.length > 0;
  const note = say({
    zh: `共 ${all} 个失败，留存 ${kept} 个${some ? '：每个事件的每种问题留存首例，其余抽样' : ''}。`,
    en: `${kept} of ${all}${some ? ': the first of each event and finding, and a sample of the others' : ''}.`,
  });
  const expand = say({ zh: '全部展开', en: 'Expand all' });
  const collapse = say({ zh: '全部收起', en: 'Collapse all' });
  return markup`<section aria-labelledby="failures">
    <h2 id="failures">${say({ zh: '留存的失败', en: 'Kept failures' })}</h2>
    <p class="note">${note} <button type="button" id="expand" class="js" aria-pressed="false" data-expand="${expand}" data-collapse="${collapse}">${expand}</button></p>
    ${failures.map(renderFailure)}
  </section>`;
}

function renderFailure(delivery: Delivery, at: number): Markup {
  const { event, variant, index, verdict, attempts, repro } = delivery;
  const [finding] = verdict.findings;
  const total = attempts.at(-1)?.timings.total;
  const [n, meaning] = [count(index), outcomeMeaning(verdict)];
  return markup`<details class="failure" id="${failureId(at)}">
    <summary><span class="outcome" data-outcome="${verdict.outcome}"><span class="mark" aria-hidden="true">${verdict.outcome === 'aborted' ? '–' : '✗'}</span> ${say(outcomeWords[verdict.outcome])}</span>
      <span class="about"><span class="id">${event}</span> <span class="words">${variantWords(variant)}</span>${finding !== undefined && markup` <span class="cause"><code class="code">${finding.code}</code> ${finding.message}</span>`}</span>
      <span class="took">${total !== undefined && duration(total)}</span>
    </summary>
    <div class="inside">
      <p class="note">${say({ zh: `序号 ${n} 的投递：${meaning}。`, en: `Delivery ${n}: ${meaning}.` })}</p>
      ${renderDeliveryFindings(verdict.findings)}
      ${renderExchange(delivery)}
      <h4>${say({ zh: '复现这次投递', en: 'Reproduce this delivery with' })}</h4>
      <dl class="commands">${renderCommand('webhook-sim', repro)}</dl>
    </div>
  </details>`;
}
