/** Size of a chart's drawing, in its own units; the page stretches it. */
export const width = 10_000;
export const height = 1000;

/** A section of the axis, which a value belongs to. */
export interface ChartSpan {
  /** In the drawing's units. */
  readonly from: number;
  readonly to: number;
  /** What it is: a time, or a range of latencies. */
  readonly label: string;
}

/**
 * Values as steps, each as wide as its span, so that a single value is visible. `null` leaves a gap.
 * @param values from 0 to 1, one a span
 * @returns the `d` of an SVG path
 */
export function stepLine(spans: readonly ChartSpan[], values: readonly (number | null)[]): string {
  let path = '';
  let end: number | undefined;
  spans.forEach(({ from, to }, i) => {
    const value = values[i] ?? null;
    if (value === null) {
      end = undefined;
      return;
    }
    const y = down(value);
    path += from === end ? `V${y}H${to}` : `M${from} ${y}H${to}`;
    end = to;
  });
  return path;
}

/** The same steps as a filled area down to the axis. */
export function stepArea(spans: readonly ChartSpan[], values: readonly (number | null)[]): string {
  return spans
    .flatMap(({ from, to }, i) => {
      const value = values[i] ?? 0;
      return value === 0 ? [] : [`M${from} ${height}V${down(value)}H${to}V${height}Z`];
    })
    .join('');
}

/** SVG has its origin at the top. */
const down = (value: number): number => Math.round(height * (1 - value));
