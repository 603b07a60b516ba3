import type { Delivery } from '../../delivery/delivery.ts';
import type { FindingCode } from '../../verdict/codes.ts';
import { Rng, type SeedKey, seedKey } from '../../world/rng.ts';
import type { Kept } from './sample.ts';

/** What is kept for one finding of one event. */
interface Bucket {
  readonly event: number;
  readonly code: FindingCode;
  /** The first by number in front; the others in the order of their ranks. */
  readonly kept: Kept[];
}

/**
 * Which failed deliveries are kept, of however many there are: the first of each event and finding, then another one of
 * each, and so on for as long as there is room. Which others those are, chance alone decides, seeded. So what is kept
 * does not depend on when deliveries ended, nor on how many reservoirs looked at parts of them before they were offered to
 * one: whatever has no place among some of them has none among more.
 */
export class FailureReservoir {
  readonly #most: number;
  readonly #rng: Rng;
  readonly #key: SeedKey;
  readonly #buckets = new Map<string, Bucket>();
  #size = 0;
  /** The bucket that gives up its last one when there is no more room; `null` where that is not known at the moment. */
  #fullest: Bucket | null = null;

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
    const kept = this.#buckets.get(`${event} ${code}`)?.kept ?? [];
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
    const bucket = this.#buckets.get(key) ?? { event, code, kept: [] };
    this.#buckets.set(key, bucket);
    place(bucket.kept, kept);
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
    const buckets = [...this.#buckets.values()].sort((a, b) => (comesAfter(a, b) ? 1 : -1));
    for (const { kept } of buckets) yield* kept;
  }

  /** The deliveries that were kept, each once: one may be kept for several findings. */
  get deliveries(): readonly Delivery[] {
    return [...new Set([...this].map(({ delivery }) => delivery))];
  }

  /** Whether it is this finding that would have to give one up if it had so many. */
  #givesUp(finding: Pick<Bucket, 'event' | 'code'>, length: number): boolean {
    this.#fullest ??= this.#findFullest();
    const fullest = this.#fullest;
    return (
      fullest === null ||
      length > fullest.kept.length ||
      (length === fullest.kept.length && comesAfter(finding, fullest))
    );
  }

  #findFullest(): Bucket | null {
    let fullest: Bucket | null = null;
    for (const bucket of this.#buckets.values()) {
      const longer = bucket.kept.length - (fullest?.kept.length ?? 0);
      if (fullest === null || longer > 0 || (longer === 0 && comesAfter(bucket, fullest))) fullest = bucket;
    }
    return fullest;
  }
}

/** An order of findings that does not depend on which one was made first. */
function comesAfter(a: Pick<Bucket, 'event' | 'code'>, b: Pick<Bucket, 'event' | 'code'>): boolean {
  return a.event === b.event ? a.code > b.code : a.event > b.event;
}

function ranksBefore(a: Pick<Kept, 'n' | 'rank'>, b: Pick<Kept, 'n' | 'rank'>): boolean {
  return a.rank === b.rank ? a.n < b.n : a.rank < b.rank;
}

/** The first by number stays in front; the others are in the order of their ranks. */
function place(bucket: Kept[], kept: Kept): void {
  const [first] = bucket;
  if (first === undefined) {
    bucket.push(kept);
    return;
  }
  const added = kept.n < first.n ? first : kept;
  if (added === first) bucket[0] = kept;
  const at = bucket.findIndex((each, i) => i > 0 && ranksBefore(added, each));
  bucket.splice(at < 0 ? bucket.length : at, 0, added);
}
