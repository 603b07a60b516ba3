import type { EventDefinition } from '../../define/event.ts';
import type { Scenario } from '../../define/scenario.ts';
import type { Coverage } from '../../generate/coverage-names.ts';
import type { Case } from './case.ts';

/** What cases are planned from. */
export interface PlanContext {
  readonly events: readonly EventDefinition[];
  /** Scenarios all of whose events were selected. */
  readonly scenarios: readonly Scenario[];
  readonly coverage: Exclude<Coverage, 'default'>;
  /** The user's receiver shows its state: redeliveries are checked against it. */
  readonly probe: boolean;
  /** Names of the negative cases whose request the receiver promises to refuse. */
  readonly refused: readonly string[];
}

/** Derives the cases of one group. */
export type Planner = (context: PlanContext) => Iterable<Case>;
