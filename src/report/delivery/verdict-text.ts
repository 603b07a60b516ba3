import type { Finding, Outcome, Verdict } from '../../verdict/verdict.ts';
import { printable } from '../text/escape.ts';
import type { Paint } from '../text/paint.ts';

const outcomeTexts: Readonly<
  Record<Outcome, { mark: string; color: 'good' | 'bad' | 'warn'; meaning: string }>
> = {
  accepted: { mark: '✓', color: 'good', meaning: 'the response keeps the contract' },
  rejected: { mark: '✗', color: 'bad', meaning: 'the receiver reports a failure' },
  violation: { mark: '✗', color: 'bad', meaning: 'the response breaks the contract' },
  timeout: { mark: '✗', color: 'bad', meaning: 'no complete response before the deadline' },
  transport: { mark: '✗', color: 'bad', meaning: 'no complete HTTP response' },
  aborted: { mark: '–', color: 'warn', meaning: 'interrupted' },
};

/** `✓ accepted` */
export function outcomeMark(outcome: Outcome, paint: Paint): string {
  const { mark, color } = outcomeTexts[outcome];
  return paint[color](`${mark} ${outcome}`);
}

/** What an outcome means, and whether there are warnings. */
export function outcomeMeaning({ outcome, findings }: Verdict): string {
  const warned = outcome === 'accepted' && findings.length > 0;
  return outcomeTexts[outcome].meaning + (warned ? ', with warnings' : '');
}

/** A finding in full: its code and message, then path, expected and actual if it has them. */
export function findingLines(finding: Finding, paint: Paint): string[] {
  const heading =
    finding.severity === 'error' ? paint.bad(`✗ ${finding.code}`) : paint.warn(`! ${finding.code}`);
  const facts = (['path', 'expected', 'actual'] as const).flatMap((name) => {
    const text = finding[name];
    return text === undefined ? [] : [`    ${paint.faint(name.padEnd(9))}${printable(text)}`];
  });
  const prefix = finding.severity === 'error' ? '' : 'warning: ';
  return [`  ${heading}  ${prefix}${printable(finding.message)}`, ...facts];
}
