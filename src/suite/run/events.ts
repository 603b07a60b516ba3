import type { CaseResult } from './result.ts';
import type { SuiteSummary } from './summary.ts';

/** What a run tells while it goes. Each planned case ends in one `finished`, whatever happens. */
export type SuiteEvent =
  | { readonly type: 'planned'; readonly cases: number; readonly requests: number }
  | { readonly type: 'started'; readonly id: string }
  | { readonly type: 'finished'; readonly result: CaseResult }
  | { readonly type: 'ended'; readonly summary: SuiteSummary };
