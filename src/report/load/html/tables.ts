import { say } from '../../../language.ts';
import type {
  BurstResult,
  EventFigures,
  Latency,
  ThresholdResult,
  ValueFigures,
} from '../../../load/result.ts';
import { type Markup, markup } from '../../html/markup.ts';
import { count, counted, latencyWords, shareOf } from '../../text/numbers.ts';
import { failedOf, outcomeCounts, plannedWords, tallyWords } from '../text/outcomes.ts';
import { capitalized, fromDue, fromSent, measuredWords, thresholdWord } from '../text/words.ts';

/** A table in a box that scrolls sideways, also with the keyboard. */
export function renderTable(label: string, head: Markup, rows: readonly Markup[]): Markup {
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${label}"><table>
    <thead>${head}</thead>
    <tbody>${rows}</tbody>
  </table></div>`;
}

/** Cells with figures. */
export const figures = (texts: readonly string[]): readonly Markup[] =>
  texts.map((text) => markup`<td>${text}</td>`);

/** A bar for a share from 0 to 1. */
function renderShare(share: number): Markup {
  const width = share === 0 ? 0 : Math.max(1, Math.round(share * 1000) / 10);
  return markup`<svg class="share" aria-hidden="true"><rect class="track" width="100%" height="100%" /><rect class="part" width="${width}%" height="100%" /></svg>`;
}

/** Cells of a heading. */
const heads = (names: readonly string[], attributes: Markup | false = false): readonly Markup[] =>
  names.map((name) => markup`<th scope="col"${attributes}>${name}</th>`);

export function renderThresholds(thresholds: readonly ThresholdResult[]): Markup | false {
  const title = say({ zh: '阈值', en: 'Thresholds' });
  const columns = [
    say({ zh: '条件', en: 'Threshold' }),
    say({ zh: '实测', en: 'Measured' }),
    say({ zh: '结果', en: 'Result' }),
  ];
  return (
    thresholds.length > 0 &&
    markup`<section aria-labelledby="thresholds">
    <h2 id="thresholds">${title}</h2>
    ${renderTable(title, markup`<tr>${heads(columns)}</tr>`, thresholds.map(renderThresholdRow))}
  </section>`
  );
}

function renderThresholdRow(threshold: ThresholdResult): Markup {
  const { expr, ok } = threshold;
  return markup`<tr><th scope="row"><code>${expr}</code></th><td>${measuredWords(threshold)}</td><td class="result" data-ok="${ok ? 'yes' : 'no'}"><span class="mark" aria-hidden="true">${ok ? '✓' : '✗'}</span> ${thresholdWord(threshold)}</td></tr>`;
}

const percentiles = ['p50', 'p95', 'p99', 'max'] as const satisfies readonly (keyof Latency)[];

/** Each event: what became of its deliveries, and how long they took. Those with the most failures come first. */
export function renderEvents({ byEvent, settings }: BurstResult): Markup | false {
  const events = Object.entries(byEvent).sort(
    ([, a], [, b]) => failedOf(b) - failedOf(a) || b.started - a.started,
  );
  if (events.length === 0) return false;
  const open = settings.loop === 'open';
  const title = say({ zh: '事件', en: 'Events' });
  const groups = (open ? [fromDue, fromSent] : [fromSent]).map((text) => capitalized(say(text)));
  const columns = [
    say({ zh: '事件', en: 'Event' }),
    say({ zh: '已发出', en: 'Started' }),
    capitalized(say(plannedWords.dropped)),
    capitalized(say(plannedWords.accepted)),
    say({ zh: '未接受', en: 'Not accepted' }),
  ];
  return markup`<section aria-labelledby="events">
    <h2 id="events">${title}</h2>
    ${renderTable(
      title,
      markup`<tr>${heads(columns, markup` rowspan="2"`)}${groups.map((group) => markup`<th scope="colgroup" colspan="${percentiles.length}">${group}</th>`)}</tr>
      <tr>${groups.map(() => markup`${percentiles.map((key) => markup`<th scope="col">${key}</th>`)}`)}</tr>`,
      events.map(([name, event]) => renderEventRow(name, event, open)),
    )}
  </section>`;
}

function renderEventRow(name: string, event: EventFigures, open: boolean): Markup {
  const { started, dropped, outcomes } = event;
  const failed = failedOf(event);
  const failures = outcomeCounts(event).filter(({ name }) => name !== 'accepted' && name !== 'dropped');
  const latencies = open ? [event.latency, event.service] : [event.service];
  return markup`<tr>
    <th scope="row"><code>${name}</code></th>
    ${figures([started, dropped, outcomes.accepted].map(count))}
    <td${failed > 0 && markup` class="wrong"`}>${count(failed)}${failed > 0 && markup` <span class="number">${shareOf(failed, started)}</span>`}${failures.map(({ n, name }) => markup`<span class="way">${tallyWords(name, n)}</span>`)}</td>
    ${latencies.map((latency) => figures(percentiles.map((key) => latencyWords(latency[key]))))}
  </tr>`;
}

interface ValueRow extends ValueFigures {
  readonly event: string;
  readonly dimension: string;
  readonly value: string;
}

/** Every value of every dimension: those with failures, the worst first; the others in a closed section. */
export function renderValues({ byEvent, settings }: BurstResult): Markup | false {
  const rows = Object.entries(byEvent).flatMap(([event, { byValue }]) =>
    Object.entries(byValue).flatMap(([dimension, values]) =>
      Object.entries(values).map(([value, counts]): ValueRow => ({ event, dimension, value, ...counts })),
    ),
  );
  if (rows.length === 0) return false;
  const clock = settings.loop === 'open' ? 'latency' : 'service';
  const failing = rows
    .filter(({ failed }) => failed > 0)
    .sort((a, b) => b.failed / b.started - a.failed / a.started || b.failed - a.failed);
  const others = rows.filter(({ failed }) => failed === 0);
  const none = say({ zh: '没有任何维度取值出现失败。', en: 'No value of any dimension met a failure.' });
  const failingTitle = say({ zh: '出现失败的取值', en: 'Values with failures' });
  const othersTitle = say({ zh: '没有失败的取值', en: 'Values without a failure' });
  const summary = say({
    zh: `${count(others.length)} 个取值没有失败`,
    en: `${counted(others.length, 'value')} without a failure`,
  });
  return markup`<section aria-labelledby="values">
    <h2 id="values">${say({ zh: '取值', en: 'Values' })}</h2>
    ${failing.length > 0 ? renderValueRows(failingTitle, failing, clock) : markup`<p class="note">${none}</p>`}
    ${
      others.length > 0 &&
      markup`<details class="more"${failing.length === 0 && others.length <= few && markup` open`}><summary>${summary}</summary>${renderValueRows(othersTitle, others, clock)}</details>`
    }
  </section>`;
}

const valueFigures = ['p50', 'p99'] as const satisfies readonly (keyof Latency)[];

/** So many rows are shown without a click. */
const few = 24;

function renderValueRows(label: string, rows: readonly ValueRow[], clock: 'latency' | 'service'): Markup {
  const counts = [
    say({ zh: '取值', en: 'Value' }),
    say({ zh: '已发出', en: 'Started' }),
    say({ zh: '失败', en: 'Failed' }),
  ];
  const text = markup` class="text"`;
  return renderTable(
    label,
    markup`<tr>${heads(counts)}${heads([say({ zh: '占比', en: 'Share' })], markup` colspan="2"${text}`)}${heads(valueFigures)}${heads([say({ zh: '事件', en: 'Event' })], text)}</tr>`,
    rows.map(
      ({ event, dimension, value, started, failed, ...times }) =>
        markup`<tr><th scope="row"><span class="dimension">${dimension}=</span>${value}</th><td>${count(started)}</td><td${failed > 0 && markup` class="wrong"`}>${count(failed)}</td><td>${shareOf(failed, started)}</td><td class="drawn">${renderShare(started === 0 ? 0 : failed / started)}</td>${figures(valueFigures.map((key) => latencyWords(times[clock][key])))}<td class="text"><code>${event}</code></td></tr>`,
    ),
  );
}
