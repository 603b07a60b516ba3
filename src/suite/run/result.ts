import type { Delivery } from '../../delivery/delivery.ts';
import { type LocalizedText, say } from '../../language.ts';
import type { Finding } from '../../verdict/verdict.ts';
import type { Expectation, SuiteCase } from '../plan/case.ts';

/** `failed`: not answered as it must be. `error`: no complete response, or the probe failed. `skipped`: never run. */
export type CaseOutcome = 'passed' | 'failed' | 'error' | 'skipped';

/** The outcomes of cases as people read them. */
export const caseOutcomeWords: Readonly<Record<CaseOutcome, LocalizedText>> = {
  passed: { zh: '通过', en: 'passed' },
  failed: { zh: '失败', en: 'failed' },
  error: { zh: '出错', en: 'error' },
  skipped: { zh: '跳过', en: 'skipped' },
};

/** A delivery as part of a case: the record, and whether the response met the expectation. */
export interface CaseDelivery {
  /** What was sent, for a person. */
  readonly words: string;
  readonly expected: Expectation;
  readonly met: boolean;
  readonly delivery: Delivery;
  /** A POSIX shell command that sends the same bytes with curl; absent where a command cannot hold the body. */
  readonly curl?: string;
}

/** How a case ended. Secrets are masked. */
export interface CaseResult extends Pick<SuiteCase, 'id' | 'group' | 'subject' | 'basis'> {
  /** What was sent, in one sentence. */
  readonly words: string;
  readonly outcome: CaseOutcome;
  readonly reason?: string;
  readonly deliveries: readonly CaseDelivery[];
  /** What the case as a whole found, beside each delivery's own findings. */
  readonly findings: readonly Finding[];
  /** The command that runs this case again with the same bytes. */
  readonly repro: string;
  readonly ms: number;
}

/** The result of a case, its keys in the order in which reports have them. */
export function caseResult(
  { id, group, subject, basis, words }: SuiteCase,
  ending: Omit<CaseResult, 'id' | 'group' | 'subject' | 'basis' | 'words'>,
): CaseResult {
  return { id, group, subject, basis, words: say(words), ...ending };
}

export function skippedResult(one: SuiteCase, reason: string, repro: string): CaseResult {
  return caseResult(one, { outcome: 'skipped', reason, deliveries: [], findings: [], repro, ms: 0 });
}
