import type { DeliveryCounts } from '../../../load/result.ts';
import type { Outcome } from '../../../verdict/verdict.ts';
import { count } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';

/** What can become of a delivery that was planned. */
export type Fate = Outcome | 'dropped';

/** In the order in which they are told. */
const fateNames: readonly Fate[] = [
  'accepted',
  'rejected',
  'violation',
  'timeout',
  'transport',
  'aborted',
  'dropped',
];

/** What happened, and how often: what there is none of goes without saying. */
export function fates({
  outcomes,
  dropped,
}: DeliveryCounts): readonly { readonly name: Fate; readonly n: number }[] {
  return fateNames
    .map((name) => ({ name, n: name === 'dropped' ? dropped : outcomes[name] }))
    .filter(({ n }) => n > 0);
}

/** `8,599 accepted, 132 violation, 32 dropped` */
export function countsWords(counts: DeliveryCounts, paint: Paint): string {
  const parts = fates(counts).map(({ name, n }) => fatePaint(name, paint)(`${count(n)} ${name}`));
  return parts.join(', ') || 'nothing started';
}

/** The colour of an outcome, or of `dropped`. */
export function fatePaint(name: Fate, paint: Paint): (text: string) => string {
  if (name === 'accepted') return paint.good;
  return name === 'aborted' || name === 'dropped' ? paint.warn : paint.bad;
}

/** How many were started and did not end accepted. */
export const failedOf = ({ started, outcomes }: DeliveryCounts): number => started - outcomes.accepted;
