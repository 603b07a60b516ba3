import type { FindingCode } from '../verdict/codes.ts';
import type { Delivery } from '../verdict/delivery.ts';
import { Rng, type SeedKey, seedKey } from '../world/rng.ts';
import type { Kept } from './tick.ts';

/** What is kept for one finding of one event. */
interface Shelf {
  readonly event: number;
  readonly code: FindingCode;
  /** The first by number in front; the others in the order of their ranks. */
  readonly kept: Kept[];
}

/**
 * Which failed deliveries are kept, of however many there are: the first of each event and finding, then another one of
 * each, and so on for as long as there is room. Which others those are, chance alone decides, seeded. So what is kept
 * does not depend on when deliveries ended, nor on how many keepers looked at parts of them before they were offered to
 * one: whatever has no place among some of them has none among more.
 */
export class Keeper {
  readonly #most: number;
  readonly #rng: Rng;
  readonly #key: SeedKey;
  readonly #shelves = new Map<string, Shelf>();
  #size = 0;
  /** The shelf that gives up its last one when there is no more room; `null` where that is not known at the moment. */
  #fullest: Shelf | null = null;

  /** @param most deliveries to keep, of all events and findings together */
  constructor(seed: string, most: number) {
    this.#most = most;
    this.#key = seedKey(seed, 'kept');
    this.#rng = new Rng(this.#key);
  }

  /** A delivery's place among those of its finding: the lower, the sooner it is kept. */
  rank(n: number): number {
    this.#rng.restart(this.#key, n);
    return this.#rng.word();
  }

  /** Whether a delivery would be kept if it were offered. */
  wants(event: number, code: FindingCode, n: number): boolean {
    const kept = this.#shelves.get(`${event} ${code}`)?.kept ?? [];
    const [first] = kept;
    if (first !== undefined && n <= first.n) return n < first.n;
    if (this.#size >= this.#most && this.#givesUp({ event, code }, kept.length + 1)) {
      const last = kept.at(-1);
      if (last === undefined || last === first || !ranksBefore({ n, rank: this.rank(n) }, last)) return false;
    }
    return !kept.some((each) => each.n === n);
  }

  /** @returns whether it was kept */
  offer(kept: Kept): boolean {
    const { event, code, n } = kept;
    if (!this.wants(event, code, n)) return false;
    const key = `${event} ${code}`;
    const shelf = this.#shelves.get(key) ?? { event, code, kept: [] };
    this.#shelves.set(key, shelf);
    place(shelf.kept, kept);
    this.#fullest = null;
    if (this.#size < this.#most) this.#size += 1;
    else {
      this.#findFullest()?.kept.pop();
      this.#fullest = null;
    }
    return true;
  }

  /** What was kept, by event and finding, the first of each before the others. */
  *[Symbol.iterator](): Generator<Kept> {
    const shelves = [...this.#shelves.values()].sort((a, b) => (comesAfter(a, b) ? 1 : -1));
    for (const { kept } of shelves) yield* kept;
  }

  /** The deliveries that were kept, each once: one may be kept for several findings. */
  get deliveries(): readonly Delivery[] {
    return [...new Set([...this].map(({ delivery }) => delivery))];
  }

  /** Whether it is this finding that would have to give one up if it had so many. */
  #givesUp(finding: Pick<Shelf, 'event' | 'code'>, length: number): boolean {
    this.#fullest ??= this.#findFullest();
    const fullest = this.#fullest;
    return (
      fullest === null ||
      length > fullest.kept.length ||
      (length === fullest.kept.length && comesAfter(finding, fullest))
    );
  }

  #findFullest(): Shelf | null {
    let fullest: Shelf | null = null;
    for (const shelf of this.#shelves.values()) {
      const longer = shelf.kept.length - (fullest?.kept.length ?? 0);
      if (fullest === null || longer > 0 || (longer === 0 && comesAfter(shelf, fullest))) fullest = shelf;
    }
    return fullest;
  }
}

/** An order of findings that does not depend on which one was made first. */
function comesAfter(a: Pick<Shelf, 'event' | 'code'>, b: Pick<Shelf, 'event' | 'code'>): boolean {
  return a.event === b.event ? a.code > b.code : a.event > b.event;
}

function ranksBefore(a: Pick<Kept, 'n' | 'rank'>, b: Pick<Kept, 'n' | 'rank'>): boolean {
  return a.rank === b.rank ? a.n < b.n : a.rank < b.rank;
}

/** The first by number stays in front; the others are in the order of their ranks. */
function place(shelf: Kept[], kept: Kept): void {
  const [first] = shelf;
  if (first === undefined) {
    shelf.push(kept);
    return;
  }
  const added = kept.n < first.n ? first : kept;
  if (added === first) shelf[0] = kept;
  const at = shelf.findIndex((each, i) => i > 0 && ranksBefore(added, each));
  shelf.splice(at < 0 ? shelf.length : at, 0, added);
}
