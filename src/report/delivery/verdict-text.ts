import { warningLine } from '../../errors.ts';
import { type LocalizedText, say } from '../../language.ts';
import { outcomeWords } from '../../verdict/outcome-words.ts';
import type { Finding, Outcome, Verdict } from '../../verdict/verdict.ts';
import { padColumns } from '../text/columns.ts';
import { printable } from '../text/escape.ts';
import type { Paint } from '../text/paint.ts';

const outcomeTexts: Readonly<
  Record<Outcome, { mark: string; color: 'good' | 'bad' | 'warn'; meaning: LocalizedText }>
> = {
  accepted: {
    mark: '✓',
    color: 'good',
    meaning: { zh: '响应符合契约', en: 'the response keeps the contract' },
  },
  rejected: {
    mark: '✗',
    color: 'bad',
    meaning: { zh: '接收端报告处理失败', en: 'the receiver reports a failure' },
  },
  violation: {
    mark: '✗',
    color: 'bad',
    meaning: { zh: '响应违反契约', en: 'the response breaks the contract' },
  },
  timeout: {
    mark: '✗',
    color: 'bad',
    meaning: { zh: '时限内没有完整的响应', en: 'no complete response before the deadline' },
  },
  transport: {
    mark: '✗',
    color: 'bad',
    meaning: { zh: '没有完整的 HTTP 响应', en: 'no complete HTTP response' },
  },
  aborted: { mark: '–', color: 'warn', meaning: { zh: '已中断', en: 'interrupted' } },
};

/** `✓ accepted` */
export function outcomeMark(outcome: Outcome, paint: Paint): string {
  const { mark, color } = outcomeTexts[outcome];
  return paint[color](`${mark} ${say(outcomeWords[outcome])}`);
}

/** What an outcome means, and whether there are warnings. */
export function outcomeMeaning({ outcome, findings }: Verdict): string {
  const warned = outcome === 'accepted' && findings.length > 0;
  const { zh, en } = outcomeTexts[outcome].meaning;
  return say({ zh: zh + (warned ? '，但有警告' : ''), en: en + (warned ? ', with warnings' : '') });
}

/** What a finding says beside its message. */
export const factWords = {
  path: { zh: '位置', en: 'path' },
  expected: { zh: '预期', en: 'expected' },
  actual: { zh: '实际', en: 'actual' },
} as const satisfies Record<string, LocalizedText>;

/** A finding in full: its code and message, then path, expected and actual if it has them. */
export function findingLines(finding: Finding, paint: Paint): string[] {
  const heading =
    finding.severity === 'error' ? paint.bad(`✗ ${finding.code}`) : paint.warn(`! ${finding.code}`);
  const facts = (['path', 'expected', 'actual'] as const).flatMap((name) => {
    const text = finding[name];
    return text === undefined
      ? []
      : [`    ${paint.faint(padColumns(say(factWords[name]), 9))}${printable(text)}`];
  });
  const message = printable(finding.message);
  return [`  ${heading}  ${finding.severity === 'error' ? message : warningLine(message)}`, ...facts];
}
