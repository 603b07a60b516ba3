/** A stage of a schedule. Rates are deliveries a second. */
export interface Stage {
  /** Deliveries that are all due at the start of the stage. */
  readonly batch: number;
  /** Rate at the start, which changes linearly … */
  readonly from: number;
  /** … to the rate at the end. */
  readonly to: number;
  /** ms; Infinity for a stage without end. */
  readonly length: number;
}

/** A stage in its place on the curve. */
interface Segment extends Stage {
  /** ms from the start of the round. */
  readonly start: number;
  /** Deliveries due before the segment. */
  readonly before: number;
  /** Deliveries due by its end. */
  readonly after: number;
  /** Change of the rate in a second. */
  readonly slope: number;
}

/** The integral of a rate over time, and its inverse: how many deliveries are due by a moment, and when one is due. */
export class RateCurve {
  /** ms; Infinity if the stages repeat, or the last one has no end. */
  readonly length: number;
  readonly #segments: readonly Segment[];
  /** ms after which the stages repeat; Infinity if they do not. */
  readonly #period: number;
  /** Deliveries in a round of all stages. */
  readonly #perRound: number;

  /** @throws RangeError for a ramp without end, and for a repetition that takes no time */
  constructor(stages: readonly Stage[], repeat: boolean) {
    this.#segments = segmentsOf(stages);
    const length = stages.reduce((sum, stage) => sum + stage.length, 0);
    if (repeat && length <= 0) throw new RangeError('stages that repeat must take time');
    this.length = repeat ? Number.POSITIVE_INFINITY : length;
    this.#period = repeat ? length : Number.POSITIVE_INFINITY;
    this.#perRound = this.#segments.at(-1)?.after ?? 0;
  }

  /** The earliest moment, ms, by which more than `n` deliveries are due; Infinity if that never happens. */
  when(n: number): number {
    if (this.#perRound === 0) return Number.POSITIVE_INFINITY;
    if (this.#period === Number.POSITIVE_INFINITY) {
      return n < this.#perRound ? this.#whenInRound(n) : Number.POSITIVE_INFINITY;
    }
    const rounds = Math.floor(n / this.#perRound);
    return rounds * this.#period + this.#whenInRound(Math.max(0, n - rounds * this.#perRound));
  }

  /** How many deliveries are due before a moment, ms. A batch at that very moment is not included. */
  before(ms: number): number {
    if (this.#perRound === 0 || ms <= 0) return 0;
    if (ms === Number.POSITIVE_INFINITY && this.#period < ms) return ms;
    const rounds = this.#roundsBefore(ms);
    const rest = rounds === 0 ? ms : Math.max(0, ms - rounds * this.#period);
    const segment = this.#segments.findLast(({ start }) => start < rest);
    return exact(
      (rounds === 0 ? 0 : rounds * this.#perRound) + (segment === undefined ? 0 : dueBy(segment, rest)),
    );
  }

  /** The rate at a moment, deliveries a second, with a batch spread over its stage. */
  rateAt(ms: number): number {
    const rounds = this.#roundsBefore(ms);
    const rest = rounds === 0 ? ms : Math.max(0, ms - rounds * this.#period);
    const segment = this.#segments.find(({ start, length }) => start <= rest && rest < start + length);
    if (segment === undefined) return 0;
    const { from, slope, start, batch, length } = segment;
    return from + (slope * (rest - start)) / 1000 + (batch * 1000) / length;
  }

  /** When more than `n` deliveries of a round are due, ms from its start. */
  #whenInRound(n: number): number {
    const segments = this.#segments;
    let low = 0;
    let high = segments.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((segments[middle] as Segment).after > n) high = middle;
      else low = middle + 1;
    }
    const segment = segments[low] as Segment;
    const rest = n - segment.before - segment.batch;
    if (rest <= 0) return segment.start;
    // The quadratic formula in the form without cancellation: exact for a constant rate, and for a ramp from 0.
    const root = Math.sqrt(Math.max(0, segment.from * segment.from + 2 * segment.slope * rest));
    return segment.start + Math.min(segment.length, (2000 * rest) / (segment.from + root));
  }

  #roundsBefore(ms: number): number {
    if (this.#period === Number.POSITIVE_INFINITY) return 0;
    return Math.floor(exact(ms / this.#period));
  }
}

function segmentsOf(stages: readonly Stage[]): readonly Segment[] {
  let start = 0;
  let before = 0;
  return stages.map((stage) => {
    const { batch, from, to, length } = stage;
    if (from !== to && length === Number.POSITIVE_INFINITY) throw new RangeError('a ramp needs an end');
    const even = from === to || length === 0;
    const spread = even && from === 0 ? 0 : ((from + to) / 2) * (length / 1000);
    const after = exact(before + batch + spread);
    const slope = even ? 0 : (to - from) / (length / 1000);
    const segment: Segment = { ...stage, start, before, after, slope };
    start += length;
    before = after;
    return segment;
  });
}

/** How many deliveries are due by a moment in or after a segment. */
function dueBy(segment: Segment, ms: number): number {
  if (ms >= segment.start + segment.length) return segment.after;
  const seconds = (ms - segment.start) / 1000;
  return segment.before + segment.batch + seconds * (segment.from + (segment.slope * seconds) / 2);
}

/** Undoes what rounding did to a whole number: 600000.0000000001. */
function exact(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) <= whole * 1e-13 ? whole : value;
}
