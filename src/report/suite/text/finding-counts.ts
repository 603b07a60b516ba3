import type { CaseResult } from '../../../suite/run/result.ts';
import { causesOf } from './causes.ts';

/** In how many cases a finding turned up. */
export interface FindingCount {
  readonly code: string;
  readonly cases: number;
  /** The id of the first of them. */
  readonly first: string;
}

/** Counts what made cases fail. Grows with the kinds of findings, not with the cases. */
export class FindingTotals {
  readonly #byCode = new Map<string, { cases: number; readonly first: string }>();

  add(result: CaseResult): void {
    for (const code of new Set(causesOf(result).map((cause) => cause.code))) {
      const entry = this.#byCode.get(code);
      if (entry === undefined) this.#byCode.set(code, { cases: 1, first: result.id });
      else entry.cases += 1;
    }
  }

  /** The most frequent first. */
  get counts(): readonly FindingCount[] {
    return [...this.#byCode].map(([code, entry]) => ({ code, ...entry })).sort((a, b) => b.cases - a.cases);
  }
}
