/** A latency on an axis, where only round ones stand: `0.5 ms`, `200 ms`, `1 s`. */
export function axisLatency(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`;
}
