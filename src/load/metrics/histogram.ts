/**
 * Durations counted in buckets whose width grows with the duration, as in HdrHistogram (Gil Tene): exact to the
 * microsecond below 2 ms, within 0.1 % above, in a fixed size. Our own because workers hand over only the buckets that
 * changed, which takes access to them.
 */

/** 2^bits buckets for each doubling. */
const fineBits = 10;
/** Within 1.6 %, in a sixteenth of the size: there may be thousands of these. */
export const coarseBits = 6;
/** µs; longer durations count as this: 71 minutes. */
const longest = 2 ** 32 - 1;

export const bucketCount = (bits = fineBits): number => (32 - bits + 1) << bits;

/** The bucket of a duration in whole µs, from 0 to 2^32 - 1. */
function bucketOf(microseconds: number, bits: number): number {
  const shift = Math.max(0, 31 - bits - Math.clz32(microseconds));
  return (shift << bits) + (microseconds >>> shift);
}

/** The shortest duration in a bucket, ms. */
export function lowerBound(bucket: number, bits = fineBits): number {
  const shift = Math.max(0, (bucket >>> bits) - 1);
  return ((bucket - (shift << bits)) * 2 ** shift) / 1000;
}

/** The durations that were recorded in an interval. */
export interface HistogramDelta {
  /** Bucket, count, bucket, count … */
  readonly pairs: Uint32Array;
  readonly count: number;
  /** ms */
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

/** A histogram of what happens in an interval, or of one of the many variants. */
export const smallHistogram = (bits?: number): Histogram =>
  new Histogram(new Uint32Array(bucketCount(bits)), bits);

/** Counts durations in a fixed size. */
export class Histogram {
  readonly #counts: Uint32Array | Float64Array;
  readonly #bits: number;
  /** The lowest and the highest bucket in use. */
  #low: number;
  #high = -1;
  #count = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;

  /** @param counts 32 bits are enough for an interval; a soak of a week may have more in one bucket */
  constructor(counts: Uint32Array | Float64Array = new Float64Array(bucketCount()), bits = fineBits) {
    this.#counts = counts;
    this.#bits = bits;
    this.#low = counts.length;
  }

  get count(): number {
    return this.#count;
  }

  /** @param ms less than 0 counts as 0 */
  record(ms: number): void {
    const duration = ms > 0 ? ms : 0;
    const bucket = bucketOf(Math.min(longest, Math.round(duration * 1000)), this.#bits);
    (this.#counts[bucket] as number) += 1;
    if (bucket < this.#low) this.#low = bucket;
    if (bucket > this.#high) this.#high = bucket;
    this.#count += 1;
    this.#sum += duration;
    if (duration < this.#min) this.#min = duration;
    if (duration > this.#max) this.#max = duration;
  }

  /** Returns what was recorded since the last time, and starts anew. */
  flush(): HistogramDelta {
    const pairs: number[] = [];
    for (let bucket = this.#low; bucket <= this.#high; bucket += 1) {
      const count = this.#counts[bucket] as number;
      if (count > 0) pairs.push(bucket, count);
    }
    const delta = {
      pairs: Uint32Array.from(pairs),
      count: this.#count,
      sum: this.#sum,
      min: this.#min,
      max: this.#max,
    };
    this.clear();
    return delta;
  }

  add({ pairs, count, sum, min, max }: HistogramDelta): void {
    for (let i = 0; i < pairs.length; i += 2) {
      const bucket = pairs[i] as number;
      (this.#counts[bucket] as number) += pairs[i + 1] as number;
      if (bucket < this.#low) this.#low = bucket;
      if (bucket > this.#high) this.#high = bucket;
    }
    this.#addTotals(count, sum, min, max);
  }

  merge(other: Histogram): void {
    for (let bucket = other.#low; bucket <= other.#high; bucket += 1) {
      (this.#counts[bucket] as number) += other.#counts[bucket] as number;
    }
    this.#low = Math.min(this.#low, other.#low);
    this.#high = Math.max(this.#high, other.#high);
    this.#addTotals(other.#count, other.#sum, other.#min, other.#max);
  }

  clear(): void {
    this.#counts.fill(0, Math.min(this.#low, this.#high + 1), this.#high + 1);
    this.#low = this.#counts.length;
    this.#high = -1;
    this.#count = 0;
    this.#sum = 0;
    this.#min = Number.POSITIVE_INFINITY;
    this.#max = 0;
  }

  /** ms, exact; `null` if nothing was recorded. */
  get min(): number | null {
    return this.#count === 0 ? null : this.#min;
  }

  get mean(): number | null {
    return this.#count === 0 ? null : this.#sum / this.#count;
  }

  get max(): number | null {
    return this.#count === 0 ? null : this.#max;
  }

  /** Quantiles by nearest rank, ms: durations that `shares` (0 to 1, ascending) of those recorded do not exceed. */
  quantiles(shares: readonly number[]): (number | null)[] {
    if (this.#count === 0) return shares.map(() => null);
    const found: number[] = [];
    let seen = 0;
    for (let bucket = this.#low; bucket <= this.#high && found.length < shares.length; bucket += 1) {
      seen += this.#counts[bucket] as number;
      while (found.length < shares.length && seen >= rank(shares[found.length] as number, this.#count)) {
        // The middle of the bucket, but never beyond what was measured.
        const middle = (lowerBound(bucket, this.#bits) + lowerBound(bucket + 1, this.#bits) - 0.001) / 2;
        found.push(Math.min(this.#max, Math.max(this.#min, middle)));
      }
    }
    return found;
  }

  /** Non-empty buckets of about equal width on a log scale: `steps`, a power of two, for each doubling. */
  distribution(steps = 16): { from: number; to: number; count: number }[] {
    const half = 1 << this.#bits;
    const wide: { from: number; to: number; count: number }[] = [];
    for (let start = 0; start <= this.#high; ) {
      // Below 2 ms, buckets are 1 µs wide; above, there are `half` of them for each doubling.
      const doubling = start < half ? 2 ** (31 - Math.clz32(Math.max(1, start))) : half;
      const end = start + Math.max(1, doubling / steps);
      let count = 0;
      for (let bucket = start; bucket < end; bucket += 1) count += this.#counts[bucket] as number;
      if (count > 0)
        wide.push({ from: lowerBound(start, this.#bits), to: lowerBound(end, this.#bits), count });
      start = end;
    }
    return wide;
  }

  #addTotals(count: number, sum: number, min: number, max: number): void {
    this.#count += count;
    this.#sum += sum;
    this.#min = Math.min(this.#min, min);
    this.#max = Math.max(this.#max, max);
  }
}

/** The small subtrahend is for 0.99 × 100, which is 99.00000000000001. */
const rank = (share: number, count: number): number => Math.max(1, Math.ceil(share * count - 1e-9));
