import type { CaseResult } from '../../suite/run/result.ts';
import { SuiteClusters } from './text/suite-clusters.ts';

/** A kind of failure, for programs. */
export interface ClusterRecord {
  readonly event: string;
  readonly code: string;
  /** Of the first. */
  readonly message: string;
  readonly path?: string;
  readonly status: number | null;
  /** Without ids and numbers; `null` where answers differ, in more ways than are told apart. */
  readonly answer: string | null;
  readonly cases: number;
  /** Of the cases, in the order in which they finished. */
  readonly ids: readonly string[];
  /** The first case. */
  readonly example: string;
  readonly common: ClusterCommon;
}

/** What failures have in common that the others do not have. */
export interface ClusterCommon {
  /** By dimension, and `group`. */
  readonly values: Readonly<Record<string, string>>;
  /** What is counted here: deliveries, or cases as a whole. */
  readonly unit: 'delivery' | 'case';
  readonly failed: number;
  /** All that have the values, failed or not. */
  readonly of: number;
}

/** The failures of a run, grouped, for programs. Keeps the ids of the cases that failed. */
export class ClusterRecords {
  readonly #clusters = new SuiteClusters<string>();
  /** By the number of the cluster. */
  readonly #ids = new Map<number, string[]>();

  add(result: CaseResult): void {
    for (const { number } of this.#clusters.add(result, () => result.id)) {
      const ids = this.#ids.get(number) ?? [];
      this.#ids.set(number, ids);
      ids.push(result.id);
    }
  }

  /** The most frequent first, those of events without a route last. */
  get records(): readonly ClusterRecord[] {
    return this.#clusters.clusters.map(
      ({ number, event, code, message, path, status, answer, cases, example, only, unit, count, of }) => ({
        event,
        code,
        message,
        ...(path !== undefined && { path }),
        status,
        answer,
        cases,
        ids: this.#ids.get(number) ?? [],
        example,
        common: { values: only, unit, failed: count, of },
      }),
    );
  }
}
