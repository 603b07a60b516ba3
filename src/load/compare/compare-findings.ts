import type { FindingCount } from '../result.ts';
import { shareChanged } from './significance.ts';

/** How many deliveries of an event have a finding in each of two runs. */
export interface FindingChange extends Omit<FindingCount, 'count'> {
  readonly a: number;
  readonly b: number;
  /** Of the deliveries of the event, from 0 to 1. */
  readonly shareA: number;
  readonly shareB: number;
  /** `more` and `fewer` if chance does not explain the difference; `null` if a run sent nothing of the event. */
  readonly verdict: 'new' | 'more' | 'same' | 'fewer' | 'gone' | null;
}

interface RunFindings {
  readonly findings: readonly FindingCount[];
  readonly byEvent: Readonly<Record<string, { readonly started: number }>>;
}

/** The findings of both runs, from new ones to those that are gone. */
export function compareFindings(a: RunFindings, b: RunFindings): readonly FindingChange[] {
  const keys = new Map([...a.findings, ...b.findings].map((finding) => [keyOf(finding), finding]));
  const changes = [...keys].map(([key, { code, severity, event }]): FindingChange => {
    const before = frequencyOf(a, key, event);
    const after = frequencyOf(b, key, event);
    return {
      code,
      severity,
      event,
      a: before.count,
      b: after.count,
      shareA: before.share,
      shareB: after.share,
      verdict: verdictOf(before, after),
    };
  });
  return changes.toSorted((x, y) => order.indexOf(x.verdict) - order.indexOf(y.verdict));
}

const order: readonly FindingChange['verdict'][] = ['new', 'more', null, 'same', 'fewer', 'gone'];

const keyOf = ({ code, severity, event }: FindingCount): string => JSON.stringify([event, code, severity]);

interface Frequency {
  readonly count: number;
  readonly of: number;
  readonly share: number;
}

function frequencyOf({ findings, byEvent }: RunFindings, key: string, event: string): Frequency {
  const count = findings
    .filter((finding) => keyOf(finding) === key)
    .reduce((sum, finding) => sum + finding.count, 0);
  const of = Object.hasOwn(byEvent, event) ? (byEvent[event]?.started ?? 0) : 0;
  return { count, of, share: of === 0 ? 0 : count / of };
}

function verdictOf(a: Frequency, b: Frequency): FindingChange['verdict'] {
  if (a.of === 0 || b.of === 0) return null;
  if (a.count === 0) return 'new';
  if (b.count === 0) return 'gone';
  if (!shareChanged(a, b)) return 'same';
  return b.share > a.share ? 'more' : 'fewer';
}
