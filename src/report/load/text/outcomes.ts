import { type LocalizedText, say } from '../../../language.ts';
import type { BurstResult, DeliveryCounts } from '../../../load/result.ts';
import { toleratedAlone } from '../../../verdict/leniency.ts';
import { outcomeWords } from '../../../verdict/outcome-words.ts';
import { type Outcome, outcomes } from '../../../verdict/verdict.ts';
import { count } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';

/** What can become of a planned delivery. */
export type PlannedOutcome = Outcome | 'dropped';

/** What became of planned deliveries, as people read it. */
export const plannedWords: Readonly<Record<PlannedOutcome, LocalizedText>> = {
  ...outcomeWords,
  dropped: { zh: '未发出', en: 'dropped' },
};

/** `132 violation` */
export function tallyWords(name: PlannedOutcome, n: number): string {
  const { zh, en } = plannedWords[name];
  return say({ zh: `${zh} ${count(n)}`, en: `${count(n)} ${en}` });
}

/** How many deliveries have each outcome; those that none has are left out. */
export function outcomeCounts(
  counts: DeliveryCounts,
): readonly { readonly name: PlannedOutcome; readonly n: number }[] {
  const all = outcomes.map((name) => ({ name, n: counts.outcomes[name] }));
  return [...all, { name: 'dropped' as const, n: counts.dropped }].filter(({ n }) => n > 0);
}

export const nothingStarted: LocalizedText = { zh: '没有发出任何投递', en: 'nothing started' };

/** `8,599 accepted, 132 violation, 32 dropped` */
export function countsWords(counts: DeliveryCounts, paint: Paint): string {
  const parts = outcomeCounts(counts).map(({ name, n }) => outcomePaint(name, paint)(tallyWords(name, n)));
  return parts.join(say({ zh: '，', en: ', ' })) || say(nothingStarted);
}

export function outcomePaint(name: PlannedOutcome, paint: Paint): (text: string) => string {
  if (name === 'accepted') return paint.good;
  return name === 'aborted' || name === 'dropped' ? paint.warn : paint.bad;
}

/** Number of deliveries that were started and not accepted. */
export const failedOf = ({ started, outcomes: ended }: DeliveryCounts): number => started - ended.accepted;

/** Whether everything that failed is of the kind that the platform is known to take. */
export const onlyTolerated = (result: BurstResult): boolean =>
  failedOf(result) === result.outcomes.violation && toleratedAlone(result.findings);
