import { type LocalizedText, say } from '../../../language.ts';
import type { CaseCounts, SuiteSummary, ValueCoverage } from '../../../suite/run/summary.ts';
import { type Markup, markup, token } from '../../html/markup.ts';
import { count } from '../../text/numbers.ts';
import { renderCounts } from './summary.ts';

const neverSent: LocalizedText = { zh: '从未发送', en: 'never sent' };

/** Every event and scenario with the outcomes of its cases, and a cell for every value of its dimensions. */
export function renderMatrix({ bySubject, coverage }: SuiteSummary): Markup | undefined {
  const byEvent = grouped(coverage.byValue, ({ event }) => event);
  const subjects = [...new Set([...Object.keys(bySubject), ...byEvent.keys()])];
  if (subjects.length === 0) return undefined;
  return markup`<section slot="summary" aria-labelledby="events">
    <h2 id="events">${say({ zh: '事件与取值', en: 'Events and values' })}</h2>
    <p class="legend"><span><span class="cell" data-cell="met">✓</span> ${say({ zh: '投递全部符合预期', en: 'every delivery met' })}</span> <span><span class="cell" data-cell="mixed">✗ n/m</span> ${say({ zh: 'm 次中 n 次不符合', en: 'n of m not met' })}</span> <span><span class="cell" data-cell="unmet">✗</span> ${say({ zh: '全部不符合', en: 'none met' })}</span> <span><span class="cell" data-cell="unsent">–</span> ${say(neverSent)}</span> <span class="js">${say({ zh: '点击取值，只看发送过它的用例。', en: 'A value shows the cases that sent it.' })}</span></p>
    <table class="matrix" role="table" aria-labelledby="events">
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${say({ zh: '事件或场景', en: 'Event or story' })}</th><th role="columnheader" scope="col">${say({ zh: '各维度的取值', en: 'Values by dimension' })}</th></tr></thead>
      <tbody role="rowgroup">${subjects.map((subject) => renderRow(subject, bySubject[subject], byEvent.get(subject) ?? []))}</tbody>
    </table>
    ${renderMissing(coverage.missing)}
  </section>`;
}

function grouped(
  values: readonly ValueCoverage[],
  by: (value: ValueCoverage) => string,
): Map<string, ValueCoverage[]> {
  const groups = new Map<string, ValueCoverage[]>();
  for (const value of values) groups.set(by(value), [...(groups.get(by(value)) ?? []), value]);
  return groups;
}

function renderRow(
  subject: string,
  counts: CaseCounts | undefined,
  values: readonly ValueCoverage[],
): Markup {
  const dimensions = [...grouped(values, ({ dimension }) => dimension)];
  const name = token(subject);
  return markup`<tr role="row">
    <th role="rowheader" scope="row">
      <button type="button" class="facet js" data-facet="subject" data-value="${name}" data-label="${subject}" aria-pressed="false">${subject}</button>
      <span class="no-js">${subject}</span>
      ${counts && renderCounts(counts)}
    </th>
    <td role="cell">${dimensions.map(([dimension, members]) => renderDimension(dimension, members))}${
      dimensions.length === 0 &&
      markup`<span class="nothing">${say({ zh: '只有一种形式', en: 'one form only' })}</span>`
    }</td>
  </tr>`;
}

function renderDimension(dimension: string, members: readonly ValueCoverage[]): Markup {
  return markup`<div class="dimension"><span class="name">${dimension}</span><ul>${members.map(renderCell)}</ul></div>`;
}

/** `mixed`: some deliveries with the value met the expectation, others did not. */
const cellMarks = { met: '✓', mixed: '✗', unmet: '✗', unsent: '–' } as const;

function cellOf({ met, unmet }: ValueCoverage): keyof typeof cellMarks {
  if (unmet > 0) return met > 0 ? 'mixed' : 'unmet';
  return met > 0 ? 'met' : 'unsent';
}

function renderCell(value: ValueCoverage): Markup {
  const { event, dimension, member, met, unmet } = value;
  const cell = cellOf(value);
  const words =
    cell === 'unsent'
      ? say(neverSent)
      : say({
          zh: `${count(met)} 次符合，${count(unmet)} 次不符合`,
          en: `${count(met)} met, ${count(unmet)} not met`,
        });
  const chosen = `${dimension}=${member}`;
  const title = say({ zh: `${chosen}：${words}`, en: `${chosen}: ${words}` });
  const comma = say({ zh: '，', en: ', ' });
  return markup`<li><button type="button" class="facet cell" data-cell="${cell}" data-facet="sent" data-value="${token(event, dimension, member)}" data-label="${chosen}" title="${title}" aria-pressed="false"><span class="mark" aria-hidden="true">${cellMarks[cell]}</span> ${member}${cell === 'mixed' && markup` <span class="number" aria-hidden="true">${count(unmet)}/${count(met + unmet)}</span>`}<span class="unseen">${comma}${words}</span></button></li>`;
}

function renderMissing(missing: readonly string[]): Markup | false {
  const { length } = missing;
  const heading = say({
    zh: `${count(length)} 个取值从未发送，或从未得到响应`,
    en: `${count(length)} ${length === 1 ? 'value was' : 'values were'} never sent or never answered`,
  });
  return (
    length > 0 &&
    markup`<details class="more"><summary>${heading}</summary>
      <ul>${missing.map((value) => markup`<li><code>${value}</code></li>`)}</ul></details>`
  );
}
