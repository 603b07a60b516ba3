import type { LatencyBucket } from '../../../src/load/result.ts';

/** Most deliveries at about 2 ms, and a few that met a stall at about 1 s. */
export function buckets(total: number): readonly LatencyBucket[] {
  const edges = Array.from({ length: 41 }, (_, i) => 0.4 * 1.23 ** i);
  const weights = edges.slice(0, -1).map((from) => {
    const usual = Math.exp(-((Math.log(from / 2) / 0.55) ** 2));
    const stalled = 0.004 * Math.exp(-((Math.log(from / 800) / 0.4) ** 2));
    return usual + stalled;
  });
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const counts = weights.map((weight) => Math.floor((weight / all) * total));
  const most = counts.indexOf(Math.max(...counts));
  const rest = total - counts.reduce((sum, n) => sum + n, 0);
  return counts.map((n, i) => ({
    from: edges[i] ?? 0,
    to: edges[i + 1] ?? 0,
    count: i === most ? n + rest : n,
  }));
}
