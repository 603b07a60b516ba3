import type { Latency } from '../result.ts';

/** What was measured of the generator. */
export interface GeneratorMeasurements {
  readonly loop: 'open' | 'closed';
  readonly workers: number;
  /** How long deliveries were started, ms. */
  readonly duration: number;
  /** Share of the time in which the busiest event loop was not idle. */
  readonly busy: number;
  readonly lateness: Latency;
  /** Deliveries that were not started in time: too many in flight, or the generator was late. */
  readonly drops: { readonly poolExhausted: number; readonly generatorLate: number };
  readonly maxInFlight: number;
  readonly logProblem: string | null;
}

/** ms. Timers count whole ms, and now and then garbage is collected. */
const acceptableLateness = 10;
const mostlyBusy = 0.9;
/** ms. A shorter run is one burst of work. */
const shortestMeasurable = 1000;

/** Warns where the generator, not the receiver, was the limit: it changes what the figures mean. */
export function healthWarnings(measured: GeneratorMeasurements): string[] {
  const { loop, workers, duration, busy, lateness, drops, maxInFlight, logProblem } = measured;
  const warnings: string[] = [];
  const share = `${Math.round(busy * 100)} %`;
  const remedy = `--workers ${workers + 1} may help, if there is a core for it`;
  if ((lateness.p99 ?? 0) > acceptableLateness) {
    warnings.push(
      `The generator was late: 1 % of the deliveries were started ${Math.round(lateness.p99 ?? 0)} ms or more after they were due, though there was room for them. Latencies from due include that; ${remedy}.`,
    );
  }
  if (busy > mostlyBusy && duration >= shortestMeasurable) {
    const effect =
      loop === 'closed'
        ? 'it, and not the receiver, may have been the limit, and latencies include its own waiting'
        : 'latencies may include its own waiting';
    warnings.push(`The generator was busy ${share} of the time: ${effect}. ${remedy}.`);
  }
  if (drops.generatorLate > 0) {
    warnings.push(
      `${drops.generatorLate.toLocaleString('en')} deliveries were dropped because the generator came to them only after their deadline, though there was room for them: it, and not the receiver, was the limit. ${remedy}.`,
    );
  }
  if (drops.poolExhausted > 0) {
    warnings.push(
      `${drops.poolExhausted.toLocaleString('en')} deliveries were dropped: ${maxInFlight.toLocaleString('en')} were in flight (--max-in-flight), and none ended in time to make room.`,
    );
  }
  if (logProblem !== null) warnings.push(`The log is not complete: ${logProblem}`);
  return warnings;
}
