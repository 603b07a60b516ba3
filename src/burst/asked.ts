/** A stretch of a schedule. Rates are deliveries a second. */
export interface Stretch {
  /** Due at once, at its start. */
  readonly spike: number;
  /** The rate at its start, which changes evenly … */
  readonly from: number;
  /** … to the rate at its end. */
  readonly to: number;
  /** ms; Infinity: without end. */
  readonly length: number;
}

/** A stretch in its place. */
interface Piece extends Stretch {
  /** ms from the start of the round. */
  readonly start: number;
  /** How many were asked for before it. */
  readonly before: number;
  /** How many were asked for at its end. */
  readonly after: number;
  /** By how much the rate changes in a second. */
  readonly slope: number;
}

/** How many deliveries stretches ask for up to a moment, and when they ask for one more. */
export class Asked {
  /** ms; Infinity where they are repeated, or the last one has no end. */
  readonly length: number;
  readonly #pieces: readonly Piece[];
  /** ms; how long it takes until they are repeated, Infinity where they are not. */
  readonly #period: number;
  /** How many they ask for in a round. */
  readonly #round: number;

  /** @throws RangeError for a ramp without end, and for a repetition that takes no time */
  constructor(stretches: readonly Stretch[], repeat: boolean) {
    this.#pieces = inPlace(stretches);
    const length = stretches.reduce((sum, stretch) => sum + stretch.length, 0);
    if (repeat && length <= 0) throw new RangeError('what is repeated has to take time');
    this.length = repeat ? Number.POSITIVE_INFINITY : length;
    this.#period = repeat ? length : Number.POSITIVE_INFINITY;
    this.#round = this.#pieces.at(-1)?.after ?? 0;
  }

  /** The earliest moment, ms, up to which more than `n` are asked for; Infinity where they never are. */
  when(n: number): number {
    if (this.#round === 0) return Number.POSITIVE_INFINITY;
    if (this.#period === Number.POSITIVE_INFINITY) {
      return n < this.#round ? this.#within(n) : Number.POSITIVE_INFINITY;
    }
    const rounds = Math.floor(n / this.#round);
    return rounds * this.#period + this.#within(Math.max(0, n - rounds * this.#round));
  }

  /** How many are asked for before a moment, in ms: a spike at the moment itself is not. */
  before(ms: number): number {
    if (this.#round === 0 || ms <= 0) return 0;
    if (ms === Number.POSITIVE_INFINITY && this.#period < ms) return ms;
    const rounds = this.#roundsUntil(ms);
    const rest = rounds === 0 ? ms : Math.max(0, ms - rounds * this.#period);
    const piece = this.#pieces.findLast(({ start }) => start < rest);
    return exact((rounds === 0 ? 0 : rounds * this.#round) + (piece === undefined ? 0 : upTo(piece, rest)));
  }

  /** Deliveries a second asked for at a moment, a spike being spread over its stretch. */
  rateAt(ms: number): number {
    const rounds = this.#roundsUntil(ms);
    const rest = rounds === 0 ? ms : Math.max(0, ms - rounds * this.#period);
    const piece = this.#pieces.find(({ start, length }) => start <= rest && rest < start + length);
    if (piece === undefined) return 0;
    return piece.from + (piece.slope * (rest - piece.start)) / 1000 + (piece.spike * 1000) / piece.length;
  }

  /** When a round asks for more than `n`, ms from its start. */
  #within(n: number): number {
    const pieces = this.#pieces;
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pieces[middle] as Piece).after > n) high = middle;
      else low = middle + 1;
    }
    const piece = pieces[low] as Piece;
    const rest = n - piece.before - piece.spike;
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

function inPlace(stretches: readonly Stretch[]): readonly Piece[] {
  let start = 0;
  let before = 0;
  return stretches.map((stretch) => {
    const { spike, from, to, length } = stretch;
    if (from !== to && length === Number.POSITIVE_INFINITY) throw new RangeError('a ramp has to end');
    const even = from === to || length === 0;
    const onTheWay = even && from === 0 ? 0 : ((from + to) / 2) * (length / 1000);
    const after = exact(before + spike + onTheWay);
    const slope = even ? 0 : (to - from) / (length / 1000);
    const piece: Piece = { ...stretch, start, before, after, slope };
    start += length;
    before = after;
    return piece;
  });
}

/** How many are asked for before a moment in or behind a piece. */
function upTo(piece: Piece, ms: number): number {
  if (ms >= piece.start + piece.length) return piece.after;
  const seconds = (ms - piece.start) / 1000;
  return piece.before + piece.spike + seconds * (piece.from + (piece.slope * seconds) / 2);
}

/** Puts right what rounding did to a whole number: 600000.0000000001. */
function exact(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) <= whole * 1e-13 ? whole : value;
}
