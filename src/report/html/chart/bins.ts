import type { LatencyBucket } from '../../../load/result.ts';

/** As many bars as can be told apart, and as a pointer can meet. */
const mostBars = 72;

/** The ratio of a bar's ends, at least. */
const narrowest = 1.1;

/**
 * The distribution in bars that are equally wide on a log scale: buckets of uneven widths would show steps where there
 * are none. What a bucket holds is taken to be spread evenly over it. Empty bars are left out.
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
    // Differences of rounded sums: whole numbers, which add up to all.
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
