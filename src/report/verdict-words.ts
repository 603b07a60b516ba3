import type { Finding, Outcome } from '../verdict/verdict.ts';
import { printable } from './escape.ts';
import type { Paint } from './paint.ts';

const words: Readonly<Record<Outcome, { mark: string; color: 'good' | 'bad' | 'warn'; meaning: string }>> = {
  accepted: { mark: '✓', color: 'good', meaning: 'the response keeps the contract' },
  rejected: { mark: '✗', color: 'bad', meaning: 'the receiver says that it failed' },
  violation: { mark: '✗', color: 'bad', meaning: 'the response breaks the contract' },
  timeout: { mark: '✗', color: 'bad', meaning: 'no complete response before the deadline' },
  transport: { mark: '✗', color: 'bad', meaning: 'no HTTP response' },
  aborted: { mark: '–', color: 'warn', meaning: 'interrupted' },
};

/** `✓ accepted` */
export function outcomeMark(outcome: Outcome, paint: Paint): string {
  const { mark, color } = words[outcome];
  return paint[color](`${mark} ${outcome}`);
}

export const outcomeMeaning = (outcome: Outcome): string => words[outcome].meaning;

/** A finding in full: its code and message, and where it has them path, expected and actual. */
export function findingLines(finding: Finding, paint: Paint): string[] {
  const color = finding.severity === 'error' ? paint.bad : paint.warn;
  const facts = (['path', 'expected', 'actual'] as const).flatMap((name) => {
    const text = finding[name];
    return text === undefined ? [] : [`    ${paint.faint(name.padEnd(9))}${printable(text)}`];
  });
  return [`  ${color(finding.code)}  ${printable(finding.message)}`, ...facts];
}
