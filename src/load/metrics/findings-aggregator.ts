import type { Variant } from '../../define/dimension.ts';
import { type CommonValues, commonValues } from '../../verdict/clusters/common-values.ts';
import type { FindingCount, FindingSummary, FirstDelivery } from '../result.ts';
import type { FindingSample, FirstFinding } from './sample.ts';

/** A variant that is sent in the run. Its place in the list of all of them is its variant id. */
export interface EventVariant {
  /** Number of its event. */
  readonly event: number;
  readonly variant: Variant;
}

interface FindingAggregate extends Pick<FindingSample, 'code' | 'severity'> {
  readonly event: number;
  count: number;
  /** By variant id. */
  readonly counts: Map<number, number>;
  tolerated: boolean;
  first: FirstDelivery | undefined;
}

/** Counts findings by event and code, and finds what the deliveries with a finding have in common. */
export class FindingsAggregator {
  readonly #names: readonly string[];
  readonly #variants: readonly EventVariant[];
  readonly #findings = new Map<string, FindingAggregate>();

  /** @param names of the events */
  constructor(names: readonly string[], variants: readonly EventVariant[]) {
    this.#names = names;
    this.#variants = variants;
  }

  /** Takes in how often findings were made, and the first deliveries that have them: every one of those is counted. */
  add(samples: readonly FindingSample[], firsts: readonly FirstFinding[]): void {
    for (const { variantId, code, severity, count } of samples) {
      const { event } = this.#variants[variantId] as EventVariant;
      const key = `${event} ${code}`;
      const finding = this.#findings.get(key) ?? {
        event,
        code,
        severity,
        count: 0,
        counts: new Map<number, number>(),
        tolerated: false,
        first: undefined,
      };
      this.#findings.set(key, finding);
      finding.count += count;
      finding.counts.set(variantId, (finding.counts.get(variantId) ?? 0) + count);
    }
    for (const { event, code, tolerated, first } of firsts) {
      const finding = this.#findings.get(`${event} ${code}`);
      if (finding !== undefined && (finding.first === undefined || first.n < finding.first.n)) {
        finding.first = first;
        finding.tolerated = tolerated;
      }
    }
  }

  /** Errors before warnings, the most frequent first. */
  counts(): FindingCount[] {
    return this.#sorted().map((finding) => this.#count(finding));
  }

  /** @param ended number of deliveries that ended, by variant id */
  summaries(ended: readonly number[]): FindingSummary[] {
    return this.#sorted().flatMap((finding) => {
      const { tolerated, first } = finding;
      if (first === undefined) return [];
      return [{ ...this.#count(finding), tolerated, first, ...this.#common(finding, ended) }];
    });
  }

  #count({ code, severity, event, count }: FindingAggregate): FindingCount {
    return { code, severity, event: this.#names[event] as string, count };
  }

  #sorted(): FindingAggregate[] {
    const weight = ({ severity }: FindingAggregate): number => (severity === 'error' ? 0 : 1);
    return [...this.#findings.values()].sort(
      (a, b) => weight(a) - weight(b) || b.count - a.count || a.event - b.event || (a.code < b.code ? -1 : 1),
    );
  }

  #common({ event, counts }: FindingAggregate, ended: readonly number[]): CommonValues {
    const own = [...this.#variants.entries()].filter(([, variant]) => variant.event === event);
    return commonValues(
      own.map(([id, { variant }]) => ({ variant, total: ended[id] ?? 0, found: counts.get(id) ?? 0 })),
    );
  }
}
