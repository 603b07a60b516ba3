import type { CaseResult } from './result.ts';
import type { SuiteSummary } from './summary.ts';

/** What happens during a run. Each planned case ends in one `finished`, in any event. */
export type SuiteEvent =
  | { readonly type: 'planned'; readonly cases: number; readonly requests: number }
  | { readonly type: 'started'; readonly id: string }
  | { readonly type: 'finished'; readonly result: CaseResult }
  | { readonly type: 'ended'; readonly summary: SuiteSummary };
