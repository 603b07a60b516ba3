/**
 * Durations counted in buckets that grow with what they count, as in HdrHistogram (Gil Tene): exact to the microsecond
 * below 2 ms, and within 0.1 % above, in a fixed size. Our own because workers hand over only what changed since the
 * last time: that takes the buckets themselves.
 */

/** 2^bits buckets for each doubling. */
const bits = 10;
const half = 1 << bits;
/** µs. Longer than this is counted as this: 71 minutes. */
const longest = 2 ** 32 - 1;

/** How many buckets there are: indices are below it. */
export const buckets = (32 - bits + 1) * half;

/** The bucket of a duration in whole µs, from 0 to 2^32 - 1. */
function bucketOf(microseconds: number): number {
  const shift = Math.max(0, 31 - bits - Math.clz32(microseconds));
  return (shift << bits) + (microseconds >>> shift);
}

/** The shortest duration of a bucket, ms. */
export function lowerBound(bucket: number): number {
  const shift = Math.max(0, (bucket >>> bits) - 1);
  return ((bucket - (shift << bits)) * 2 ** shift) / 1000;
}

/** What was counted since the last time: bucket, count, bucket, count …, and what buckets do not hold. */
export interface Sparse {
  readonly pairs: Uint32Array;
  readonly count: number;
  /** ms */
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

/** Counts durations, and gives away what it counted. */
export class Counter {
  readonly #counts = new Uint32Array(buckets);
  #low = buckets;
  #high = -1;
  #count = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;

  /** @param ms less than 0 counts as 0 */
  record(ms: number): void {
    const duration = ms > 0 ? ms : 0;
    const microseconds = Math.min(longest, Math.round(duration * 1000));
    const bucket = bucketOf(microseconds);
    (this.#counts[bucket] as number) += 1;
    if (bucket < this.#low) this.#low = bucket;
    if (bucket > this.#high) this.#high = bucket;
    this.#count += 1;
    this.#sum += duration;
    if (duration < this.#min) this.#min = duration;
    if (duration > this.#max) this.#max = duration;
  }

  /** Hands over what was counted, and begins anew. */
  take(): Sparse {
    const pairs: number[] = [];
    for (let bucket = this.#low; bucket <= this.#high; bucket += 1) {
      const count = this.#counts[bucket] as number;
      if (count === 0) continue;
      pairs.push(bucket, count);
      this.#counts[bucket] = 0;
    }
    const taken = {
      pairs: Uint32Array.from(pairs),
      count: this.#count,
      sum: this.#sum,
      min: this.#min,
      max: this.#max,
    };
    this.#low = buckets;
    this.#high = -1;
    this.#count = 0;
    this.#sum = 0;
    this.#min = Number.POSITIVE_INFINITY;
    this.#max = 0;
    return taken;
  }
}

/** Adds up what counters handed over. Its size does not depend on how much that is. */
export class Histogram {
  /** Not 32 bits: a soak of a week may have more in one bucket. */
  readonly #counts = new Float64Array(buckets);
  #low = buckets;
  #high = -1;
  count = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;

  add({ pairs, count, sum, min, max }: Sparse): void {
    for (let i = 0; i < pairs.length; i += 2) {
      const bucket = pairs[i] as number;
      (this.#counts[bucket] as number) += pairs[i + 1] as number;
      if (bucket < this.#low) this.#low = bucket;
      if (bucket > this.#high) this.#high = bucket;
    }
    this.count += count;
    this.#sum += sum;
    this.#min = Math.min(this.#min, min);
    this.#max = Math.max(this.#max, max);
  }

  merge(other: Histogram): void {
    for (let bucket = other.#low; bucket <= other.#high; bucket += 1) {
      (this.#counts[bucket] as number) += other.#counts[bucket] as number;
    }
    this.#low = Math.min(this.#low, other.#low);
    this.#high = Math.max(this.#high, other.#high);
    this.count += other.count;
    this.#sum += other.#sum;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
  }

  clear(): void {
    this.#counts.fill(0);
    this.#low = buckets;
    this.#high = -1;
    this.count = 0;
    this.#sum = 0;
    this.#min = Number.POSITIVE_INFINITY;
    this.#max = 0;
  }

  /** ms, exact; `null` when there is nothing. */
  get min(): number | null {
    return this.count === 0 ? null : this.#min;
  }

  get mean(): number | null {
    return this.count === 0 ? null : this.#sum / this.count;
  }

  get max(): number | null {
    return this.count === 0 ? null : this.#max;
  }

  /**
   * The duration that is not exceeded by a share of those counted (nearest rank), ms.
   * @param shares from 0 to 1, ascending
   */
  quantiles(shares: readonly number[]): (number | null)[] {
    if (this.count === 0) return shares.map(() => null);
    const found: number[] = [];
    let seen = 0;
    for (let bucket = this.#low; bucket <= this.#high && found.length < shares.length; bucket += 1) {
      seen += this.#counts[bucket] as number;
      while (found.length < shares.length && seen >= rank(shares[found.length] as number, this.count)) {
        // The middle of the bucket, but never beyond what was measured.
        const middle = (lowerBound(bucket) + lowerBound(bucket + 1) - 0.001) / 2;
        found.push(Math.min(this.#max, Math.max(this.#min, middle)));
      }
    }
    return found;
  }

  /**
   * How its durations are distributed: stages of about equal length on a logarithmic scale, those with nothing left out.
   * @param steps of each doubling, a power of two
   */
  distribution(steps = 16): { from: number; to: number; count: number }[] {
    const stages: { from: number; to: number; count: number }[] = [];
    for (let start = 0; start <= this.#high; ) {
      // Below 2 ms buckets are a µs each; above, there are `half` of them to each doubling.
      const doubling = start < half ? 2 ** (31 - Math.clz32(Math.max(1, start))) : half;
      const end = start + Math.max(1, doubling / steps);
      let count = 0;
      for (let bucket = start; bucket < end; bucket += 1) count += this.#counts[bucket] as number;
      if (count > 0) stages.push({ from: lowerBound(start), to: lowerBound(end), count });
      start = end;
    }
    return stages;
  }
}

/** Mind 0.99 × 100, which is 99.00000000000001. */
const rank = (share: number, count: number): number => Math.max(1, Math.ceil(share * count - 1e-9));
