import { defaultTimeout } from '../../send/send-run.ts';
import { type Case, requestsOf } from './case.ts';

/** ms: a state that is slow to read, and slow to settle. */
const probing = 15_000;
/** ms: for a machine that is busy. */
const margin = 5000;

/**
 * The longest that a case can take, ms: for the runner's own timeout, which must not strike before the case's.
 * @param timeout deadline of each delivery, ms; default 5000
 */
export function caseTimeout(one: Case, timeout: number = defaultTimeout): number {
  const probes = one.steps.filter(({ kind }) => kind === 'probe').length;
  return requestsOf(one) * timeout + probes * probing + margin;
}
