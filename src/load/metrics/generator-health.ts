import type { Latency } from '../result.ts';

/** What is known of how the generator fared. */
export interface GeneratorFacts {
  readonly loop: 'open' | 'closed';
  readonly workers: number;
  /** How long deliveries were started for, ms. */
  readonly span: number;
  /** Share of time in which the busiest event loop was not idle. */
  readonly busy: number;
  readonly lateness: Latency;
  /** Deliveries that could not be started in time: for want of a place, and because the generator came too late. */
  readonly drops: { readonly poolExhausted: number; readonly generatorLate: number };
  readonly maxInFlight: number;
  readonly logProblem: string | null;
}

/** ms. A timer counts whole ms, and now and then garbage is collected. */
const acceptableLateness = 10;
const nearlyAlways = 0.9;
/** ms. In less time, whatever there is to do is done in one go. */
const telling = 1000;

/** Where the generator was the limit, not the receiver: whoever reads the figures has to know. */
export function healthWarnings(fared: GeneratorFacts): string[] {
  const { loop, workers, span, busy, lateness, drops, maxInFlight, logProblem } = fared;
  const warnings: string[] = [];
  const share = `${Math.round(busy * 100)} %`;
  const remedy = `--workers ${workers + 1} may help, if there is a core for it`;
  if ((lateness.p99 ?? 0) > acceptableLateness) {
    warnings.push(
      `The generator was late: 1 % of the deliveries were started ${Math.round(lateness.p99 ?? 0)} ms or more after they were due, though there was room for them. Latencies from due include that; ${remedy}.`,
    );
  }
  if (busy > nearlyAlways && span >= telling) {
    warnings.push(
      loop === 'closed'
        ? `The generator was busy ${share} of the time: it, and not the receiver, may have been the limit, and latencies include its own waiting. ${remedy}.`
        : `The generator was busy ${share} of the time: latencies may include its own waiting. ${remedy}.`,
    );
  }
  if (drops.generatorLate > 0) {
    warnings.push(
      `${drops.generatorLate.toLocaleString('en')} deliveries were dropped because the generator came to them only after their deadline, though there was room for them: it, and not the receiver, was the limit. ${remedy}.`,
    );
  }
  if (drops.poolExhausted > 0) {
    warnings.push(
      `${drops.poolExhausted.toLocaleString('en')} deliveries were dropped: ${maxInFlight.toLocaleString('en')} were under way (--max-in-flight), and none ended in time to make room.`,
    );
  }
  if (logProblem !== null) warnings.push(`The log is not complete: ${logProblem}`);
  return warnings;
}
