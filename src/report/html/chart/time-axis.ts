import type { SeriesPoint, StopReason } from '../../../load/result.ts';
import { clock } from '../../load/text/figures.ts';
import { markup } from '../markup.ts';
import type { Chart } from './chart.ts';
import { strideOf } from './scale.ts';
import { height, width } from './steps.ts';

export type TimeAxis = Pick<Chart, 'axis' | 'spans' | 'xTicks' | 'over'>;

/** @returns the axis of these points, of which there is at least one, and what is to be said about it */
export function timeAxis(
  points: readonly SeriesPoint[],
  stopped: StopReason | null,
): TimeAxis & { readonly legend: string } {
  const start = points[0]?.t ?? 0;
  const end = Math.max(...points.map(({ t, length }) => t + length));
  const place = (t: number): number => Math.round((width * (t - start)) / (end - start));
  const spans = points.map(({ t, length }) => ({ from: place(t), to: place(t + length), label: clock(t) }));
  const stride = strideOf(points.length);
  const warm = points.filter(({ warmup }) => warmup).map(({ t, length }) => t + length);
  const warmTo = warm.length > 0 && place(Math.max(...warm));
  const cutAt = stopped !== null && stopped.at <= end && place(stopped.at);
  const legend = [
    'Minutes and seconds from the start.',
    warmTo !== false && 'The faded beginning is the warm-up, which is in no other figure.',
    cutAt !== false && 'At the dotted line the run was stopped.',
  ];
  return {
    axis: 'time',
    spans,
    xTicks: spans.filter((_, i) => i % stride === 0).map(({ from, label }) => ({ at: from / width, label })),
    over: markup`${warmTo !== false && markup`<rect class="warmup" width="${warmTo}" height="${height}" />`}${cutAt !== false && markup`<path class="line" data-key="stopped" d="M${cutAt} 0V${height}" />`}`,
    legend: legend.filter((sentence) => sentence !== false).join(' '),
  };
}
