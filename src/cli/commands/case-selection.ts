import { requireKnown } from '../../catalog/nearest.ts';
import type { EventDefinition } from '../../define/event.ts';
import type { Scenario } from '../../define/scenario.ts';
import { refusableNames } from '../../suite/plan/invalid-requests.ts';
import type { CaseSelection } from '../../suite/plan/plan.ts';
import type { FlagsOf } from '../flags/resolve.ts';

/** Which cases the flags of `test` select. @throws UsageError for an unknown name in --negative-expect */
export function caseSelection(
  events: readonly EventDefinition[],
  scenarios: readonly Scenario[],
  flags: FlagsOf<'test'>,
): CaseSelection {
  const {
    coverage,
    only,
    skip,
    negativeExpect: refused = [],
    filter,
    exclude,
    shard,
    maxCases,
    repeat,
  } = flags;
  requireKnown('--negative-expect', refused, refusableNames);
  return {
    events,
    scenarios,
    coverage,
    only,
    skip,
    negative: flags.negative === true || refused.length > 0,
    refused,
    probe: flags.probe !== undefined || flags.probeCommand !== undefined,
    filter,
    exclude,
    shard,
    maxCases,
    repeat,
  };
}
