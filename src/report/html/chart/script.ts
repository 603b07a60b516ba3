import { mostTimeTicks, tickIntervals } from './scale.ts';
import { height, width } from './steps.ts';

/** The part of a page's script that reads a chart at the pointer or with the keyboard, and zooms in on a period. */
export const chartScript = `
const charts = [...document.querySelectorAll('.chart')].map(chartOf);
// Shared by the charts of one axis: the section that is shown, the span under the cursor, and where a selection began.
const views = { time: { from: 0, to: ${width} }, latency: { from: 0, to: ${width} } };

function chartOf(figure) {
  const list = (element, name) => element.dataset[name].split('|');
  const part = (selector) => figure.querySelector(selector);
  return {
    axis: figure.dataset.axis,
    starts: list(figure, 'starts').map(Number),
    ends: list(figure, 'ends').map(Number),
    labels: list(figure, 'labels'),
    at: part('.at'),
    keys: [...figure.querySelectorAll('.key')].map((key) => ({ value: key.querySelector('.value'), values: list(key, 'values') })),
    field: part('.field'), curves: part('.curves'), xs: part('.xs'), cursor: part('.cursor'), selection: part('.selection'), whole: part('.whole'),
  };
}

const ofAxis = (axis) => charts.filter((chart) => chart.axis === axis);

// The span at a position: the last one that begins before it, or the first.
const spanAt = (chart, x) => Math.max(0, chart.starts.findLastIndex((start) => start <= x));

function placeOf(chart, event) {
  const { left, width } = chart.field.getBoundingClientRect();
  const { from, to } = views[chart.axis];
  return from + (to - from) * Math.min(1, Math.max(0, (event.clientX - left) / width));
}

function cover(rect, { from, to }, start, end) {
  const share = (x) => (100 * (Math.min(to, Math.max(from, x)) - from)) / (to - from);
  rect.setAttribute('x', share(start) + '%');
  rect.setAttribute('width', share(end) - share(start) + '%');
  rect.toggleAttribute('hidden', false);
}

function read(axis, span) {
  views[axis].span = span;
  for (const chart of ofAxis(axis)) {
    chart.at.textContent = span === undefined ? chart.at.dataset.whole : chart.labels[span];
    for (const { value, values } of chart.keys) value.textContent = span === undefined ? value.dataset.whole : values[span];
    if (span === undefined) chart.cursor.toggleAttribute('hidden', true);
    else cover(chart.cursor, views[axis], chart.starts[span], chart.ends[span]);
    chart.field.setAttribute('aria-valuenow', span ?? 0);
    chart.field.setAttribute('aria-valuetext', chart.at.textContent + ': ' + chart.keys.map(({ value }) => value.parentElement.textContent.trim()).join(', '));
  }
}

function select(axis, anchor, span) {
  views[axis].anchor = anchor;
  for (const chart of ofAxis(axis)) {
    if (anchor === undefined) chart.selection.toggleAttribute('hidden', true);
    else cover(chart.selection, views[axis], chart.starts[Math.min(anchor, span)], chart.ends[Math.max(anchor, span)]);
  }
}

function show(axis, from, to) {
  Object.assign(views[axis], { from, to });
  for (const chart of ofAxis(axis)) {
    chart.curves.setAttribute('viewBox', [from, 0, to - from, ${height}].join(' '));
    chart.whole.hidden = from === 0 && to === ${width};
    const shown = chart.starts.flatMap((start, i) => (start >= from && start < to ? [i] : []));
    const interval = ${JSON.stringify(tickIntervals)}.find((one) => shown.length / one <= ${mostTimeTicks}) ?? Math.ceil(shown.length / ${mostTimeTicks});
    chart.xs.replaceChildren(...shown.filter((i) => i % interval === 0).map((i) => {
      const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
      text.setAttribute('x', (100 * (chart.starts[i] - from)) / (to - from) + '%');
      text.setAttribute('y', '1.5em');
      text.textContent = chart.labels[i];
      return text;
    }));
  }
  read(axis, views[axis].span);
}

function zoom(axis) {
  const { anchor, span } = views[axis];
  select(axis, undefined);
  if (anchor === undefined || anchor === span) return;
  const [{ starts, ends }] = ofAxis(axis);
  show(axis, starts[Math.min(anchor, span)], ends[Math.max(anchor, span)]);
}

function showAll(axis) {
  select(axis, undefined);
  if (axis === 'time') show(axis, 0, ${width});
}

for (const chart of charts) {
  const { axis, field, starts } = chart;
  const zooms = axis === 'time';
  field.setAttribute('role', 'slider');
  field.setAttribute('tabindex', '0');
  field.setAttribute('aria-valuemin', 0);
  field.setAttribute('aria-valuemax', starts.length - 1);
  field.addEventListener('pointerdown', (event) => {
    // A finger that slides over a chart moves the cursor.
    if (!zooms || event.button !== 0 || event.pointerType === 'touch') return;
    event.preventDefault();
    field.setPointerCapture(event.pointerId);
    views[axis].anchor = spanAt(chart, placeOf(chart, event));
  });
  field.addEventListener('pointermove', (event) => {
    const span = spanAt(chart, placeOf(chart, event));
    read(axis, span);
    if (views[axis].anchor !== undefined && event.buttons > 0) select(axis, views[axis].anchor, span);
  });
  field.addEventListener('pointerup', () => zoom(axis));
  field.addEventListener('pointercancel', () => select(axis, undefined));
  field.addEventListener('pointerleave', () => { if (document.activeElement !== field) read(axis, undefined); });
  field.addEventListener('dblclick', () => showAll(axis));
  field.addEventListener('focus', () => read(axis, views[axis].span ?? spanAt(chart, views[axis].from)));
  field.addEventListener('blur', () => { select(axis, undefined); read(axis, undefined); });
  field.addEventListener('keydown', (event) => {
    const { span = 0, anchor, from, to } = views[axis];
    const ends = { Home: spanAt(chart, from), End: spanAt(chart, to - 1) };
    const wanted = { ArrowLeft: span - 1, ArrowDown: span - 1, ArrowRight: span + 1, ArrowUp: span + 1, ...ends }[event.key];
    if (event.key === 'Escape') showAll(axis);
    if (event.key === 'Enter') zoom(axis);
    if (wanted === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = Math.min(ends.End, Math.max(ends.Home, wanted));
    read(axis, next);
    if (zooms && event.shiftKey) select(axis, anchor ?? span, next);
    else select(axis, undefined);
  });
  chart.whole.addEventListener('click', () => showAll(axis));
}
`;
