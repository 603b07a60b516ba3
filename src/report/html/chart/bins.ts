import type { LatencyBucket } from '../../../load/result.ts';

/** More bars could neither be told apart nor pointed at. */
const mostBars = 72;

/** Ratio of a bar's ends, at least. */
const narrowest = 1.1;

/**
 * A distribution in bars of equal width on a log scale: buckets of uneven width would show steps where there are none.
 * Assumes that the content of a bucket is spread evenly over it. Leaves out empty bars.
 */
export function bins(distribution: readonly LatencyBucket[]): readonly LatencyBucket[] {
  const buckets = distribution.filter(({ count }) => count > 0).map(drawable);
  const [first] = buckets;
  const last = buckets.at(-1);
  if (first === undefined || last === undefined) return [];
  const ratio = Math.max(narrowest, (last.to / first.from) ** (1 / mostBars));
  const edge = (i: number): number => first.from * ratio ** i;
  const bars = Math.max(1, Math.ceil(Math.log(last.to / first.from) / Math.log(ratio) - 1e-9));
  const below = Array.from({ length: bars + 1 }, (_, i) => Math.round(countBelow(buckets, edge(i))));
  return Array.from({ length: bars }, (_, i) => ({
    from: edge(i),
    to: edge(i + 1),
    // Differences of rounded sums are whole numbers that add up to the total.
    count: (below[i + 1] ?? 0) - (below[i] ?? 0),
  })).filter(({ count }) => count > 0);
}

function countBelow(buckets: readonly LatencyBucket[], edge: number): number {
  return buckets.reduce((sum, { from, to, count }) => {
    const share = Math.log(edge / from) / Math.log(to / from);
    return sum + count * Math.min(1, Math.max(0, share));
  }, 0);
}

/** A log scale has no 0. */
const drawable = ({ from, to, count }: LatencyBucket): LatencyBucket => ({
  from: from > 0 ? from : to / 2,
  to,
  count,
});
