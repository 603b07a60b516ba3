import type { Delivery } from '../../delivery/delivery.ts';
import type { FindingCode } from '../../verdict/codes.ts';
import { Rng, type SeedKey, seedKey } from '../../world/rng.ts';
import type { KeptFailure } from './sample.ts';

/** The failures that are kept for one finding of one event. */
interface Bucket extends Pick<KeptFailure, 'event' | 'code'> {
  /** The one with the lowest number first, the others by rank. */
  readonly failures: KeptFailure[];
}

/**
 * Keeps a bounded number of failed deliveries: the first of each event and finding, then a second of each, and so on
 * while there is room. Which further ones are kept is random, but seeded: it depends neither on the order in which
 * deliveries end, nor on how many workers filter them first, because what one reservoir refuses, a reservoir of all
 * failures refuses too.
 */
export class FailureReservoir {
  readonly #capacity: number;
  readonly #rng: Rng;
  readonly #key: SeedKey;
  readonly #buckets = new Map<string, Bucket>();
  #size = 0;
  /** The bucket that loses its last failure when there is no more room; `null` if it must be looked for. */
  #fullest: Bucket | null = null;

  /** @param capacity failures to keep, of all events and findings together */
  constructor(seed: string, capacity: number) {
    this.#capacity = capacity;
    this.#key = seedKey(seed, 'kept');
    this.#rng = new Rng(this.#key);
  }

  /** A delivery's rank within its bucket: the lower, the sooner it is kept. */
  rank(n: number): number {
    this.#rng.restart(this.#key, n);
    return this.#rng.word();
  }

  /** Whether a delivery would be kept if it were offered. */
  wants(event: number, code: FindingCode, n: number): boolean {
    const failures = this.#buckets.get(`${event} ${code}`)?.failures ?? [];
    const [first] = failures;
    if (first !== undefined && n <= first.n) return n < first.n;
    if (this.#size >= this.#capacity && this.#isFullest({ event, code }, failures.length + 1)) {
      const last = failures.at(-1);
      if (last === undefined || last === first || !ranksBefore({ n, rank: this.rank(n) }, last)) return false;
    }
    return !failures.some((failure) => failure.n === n);
  }

  /** @returns whether it was kept */
  offer(failure: KeptFailure): boolean {
    const { event, code, n } = failure;
    if (!this.wants(event, code, n)) return false;
    const key = `${event} ${code}`;
    const bucket = this.#buckets.get(key) ?? { event, code, failures: [] };
    this.#buckets.set(key, bucket);
    insert(bucket.failures, failure);
    this.#fullest = null;
    if (this.#size < this.#capacity) this.#size += 1;
    else {
      this.#findFullest()?.failures.pop();
      this.#fullest = null;
    }
    return true;
  }

  /** By event and finding, the first of each before the others. */
  *[Symbol.iterator](): Generator<KeptFailure> {
    const buckets = [...this.#buckets.values()].sort((a, b) => (comesAfter(a, b) ? 1 : -1));
    for (const { failures } of buckets) yield* failures;
  }

  /** Each delivery once, even if it is kept for several findings. */
  get deliveries(): readonly Delivery[] {
    return [...new Set([...this].map(({ delivery }) => delivery))];
  }

  /** Whether the bucket of this finding, if it had this length, would be the fullest one. */
  #isFullest(finding: Pick<Bucket, 'event' | 'code'>, length: number): boolean {
    this.#fullest ??= this.#findFullest();
    const fullest = this.#fullest;
    return (
      fullest === null ||
      length > fullest.failures.length ||
      (length === fullest.failures.length && comesAfter(finding, fullest))
    );
  }

  #findFullest(): Bucket | null {
    let fullest: Bucket | null = null;
    for (const bucket of this.#buckets.values()) {
      const longer = bucket.failures.length - (fullest?.failures.length ?? 0);
      if (fullest === null || longer > 0 || (longer === 0 && comesAfter(bucket, fullest))) fullest = bucket;
    }
    return fullest;
  }
}

/** An order of findings that does not depend on which one occurred first. */
function comesAfter(a: Pick<Bucket, 'event' | 'code'>, b: Pick<Bucket, 'event' | 'code'>): boolean {
  return a.event === b.event ? a.code > b.code : a.event > b.event;
}

function ranksBefore(a: Pick<KeptFailure, 'n' | 'rank'>, b: Pick<KeptFailure, 'n' | 'rank'>): boolean {
  return a.rank === b.rank ? a.n < b.n : a.rank < b.rank;
}

/** Inserts a failure into a bucket, in the order of {@link Bucket.failures}. */
function insert(failures: KeptFailure[], failure: KeptFailure): void {
  const [first] = failures;
  if (first === undefined) {
    failures.push(failure);
    return;
  }
  const later = failure.n < first.n ? first : failure;
  if (later === first) failures[0] = failure;
  const at = failures.findIndex((each, i) => i > 0 && ranksBefore(later, each));
  failures.splice(at < 0 ? failures.length : at, 0, later);
}
