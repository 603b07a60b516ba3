/** A stage of a schedule. Rates are deliveries a second. */
export interface Stage {
  /** Due at once, at its start. */
  readonly batch: number;
  /** The rate at its start, which changes evenly … */
  readonly from: number;
  /** … to the rate at its end. */
  readonly to: number;
  /** ms; Infinity: without end. */
  readonly length: number;
}

/** A stage in its place. */
interface Segment extends Stage {
  /** ms from the start of the round. */
  readonly start: number;
  /** How many were curve for before it. */
  readonly before: number;
  /** How many were curve for at its end. */
  readonly after: number;
  /** By how much the rate changes in a second. */
  readonly slope: number;
}

/** How many deliveries stages ask for up to a moment, and when they ask for one more. */
export class RateCurve {
  /** ms; Infinity where they are repeated, or the last one has no end. */
  readonly length: number;
  readonly #pieces: readonly Segment[];
  /** ms; how long it takes until they are repeated, Infinity where they are not. */
  readonly #period: number;
  /** How many they ask for in a round. */
  readonly #round: number;

  /** @throws RangeError for a ramp without end, and for a repetition that takes no time */
  constructor(stages: readonly Stage[], repeat: boolean) {
    this.#pieces = segmentsOf(stages);
    const length = stages.reduce((sum, stage) => sum + stage.length, 0);
    if (repeat && length <= 0) throw new RangeError('what is repeated has to take time');
    this.length = repeat ? Number.POSITIVE_INFINITY : length;
    this.#period = repeat ? length : Number.POSITIVE_INFINITY;
    this.#round = this.#pieces.at(-1)?.after ?? 0;
  }

  /** The earliest moment, ms, up to which more than `n` are curve for; Infinity where they never are. */
  when(n: number): number {
    if (this.#round === 0) return Number.POSITIVE_INFINITY;
    if (this.#period === Number.POSITIVE_INFINITY) {
      return n < this.#round ? this.#within(n) : Number.POSITIVE_INFINITY;
    }
    const rounds = Math.floor(n / this.#round);
    return rounds * this.#period + this.#within(Math.max(0, n - rounds * this.#round));
  }

  /** How many are curve for before a moment, in ms: a batch at the moment itself is not. */
  before(ms: number): number {
    if (this.#round === 0 || ms <= 0) return 0;
    if (ms === Number.POSITIVE_INFINITY && this.#period < ms) return ms;
    const rounds = this.#roundsUntil(ms);
    const rest = rounds === 0 ? ms : Math.max(0, ms - rounds * this.#period);
    const piece = this.#pieces.findLast(({ start }) => start < rest);
    return exact((rounds === 0 ? 0 : rounds * this.#round) + (piece === undefined ? 0 : upTo(piece, rest)));
  }

  /** Deliveries a second curve for at a moment, a batch being spread over its stage. */
  rateAt(ms: number): number {
    const rounds = this.#roundsUntil(ms);
    const rest = rounds === 0 ? ms : Math.max(0, ms - rounds * this.#period);
    const piece = this.#pieces.find(({ start, length }) => start <= rest && rest < start + length);
    if (piece === undefined) return 0;
    return piece.from + (piece.slope * (rest - piece.start)) / 1000 + (piece.batch * 1000) / piece.length;
  }

  /** When a round asks for more than `n`, ms from its start. */
  #within(n: number): number {
    const pieces = this.#pieces;
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pieces[middle] as Segment).after > n) high = middle;
      else low = middle + 1;
    }
    const piece = pieces[low] as Segment;
    const rest = n - piece.before - piece.batch;
    if (rest <= 0) return piece.start;
    // The quadratic, solved so that nothing cancels out: it is exact for a constant rate, and for a ramp from 0.
    const root = Math.sqrt(Math.max(0, piece.from * piece.from + 2 * piece.slope * rest));
    return piece.start + Math.min(piece.length, (2000 * rest) / (piece.from + root));
  }

  /** Whole rounds until a moment. */
  #roundsUntil(ms: number): number {
    if (this.#period === Number.POSITIVE_INFINITY) return 0;
    return Math.floor(exact(ms / this.#period));
  }
}

function segmentsOf(stages: readonly Stage[]): readonly Segment[] {
  let start = 0;
  let before = 0;
  return stages.map((stage) => {
    const { batch, from, to, length } = stage;
    if (from !== to && length === Number.POSITIVE_INFINITY) throw new RangeError('a ramp has to end');
    const even = from === to || length === 0;
    const onTheWay = even && from === 0 ? 0 : ((from + to) / 2) * (length / 1000);
    const after = exact(before + batch + onTheWay);
    const slope = even ? 0 : (to - from) / (length / 1000);
    const piece: Segment = { ...stage, start, before, after, slope };
    start += length;
    before = after;
    return piece;
  });
}

/** How many are curve for before a moment in or behind a piece. */
function upTo(piece: Segment, ms: number): number {
  if (ms >= piece.start + piece.length) return piece.after;
  const seconds = (ms - piece.start) / 1000;
  return piece.before + piece.batch + seconds * (piece.from + (piece.slope * seconds) / 2);
}

/** Puts right what rounding did to a whole number: 600000.0000000001. */
function exact(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) <= whole * 1e-13 ? whole : value;
}
