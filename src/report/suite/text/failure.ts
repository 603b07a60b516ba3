import type { AttemptRecord } from '../../../delivery/delivery.ts';
import type { CaseDelivery, CaseResult } from '../../../suite/run/result.ts';
import type { Finding } from '../../../verdict/verdict.ts';
import { findingLines } from '../../delivery/verdict-words.ts';
import { printable } from '../../text/escape.ts';
import { duration } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';
import { expectationWords } from './causes.ts';
import { outcomeWords } from './outcome-words.ts';
import { reproductionLines } from './reproduction.ts';
import { bodyExcerpt, responseLine } from './response-words.ts';

/** Of a story in which everything fails, the first few deliveries tell the cause. */
const mostDeliveries = 3;

/** A case that did not pass, in full: what was sent, what came back, what was found, and how to repeat it. */
export function renderFailure(result: CaseResult, paint: Paint): string {
  const { id, group, basis, words, ms, outcome, reason, deliveries, findings } = result;
  const unmet = deliveries.flatMap((delivery, i) => (delivery.met ? [] : [{ delivery, number: i + 1 }]));
  const lines = [
    `${outcomeWords[outcome].paint(paint)(outcomeWords[outcome].mark)} ${paint.strong(printable(id))}`,
    `  ${paint.faint(`${outcome} · ${group} · ${basis} · ${duration(ms)}`)}`,
    `  ${printable(words)}`,
    ...(reason === undefined ? [] : [`  ${printable(reason)}`]),
  ];
  for (const { delivery, number } of unmet.slice(0, mostDeliveries)) {
    lines.push('');
    if (deliveries.length > 1) {
      lines.push(
        `  ${paint.accent(`delivery ${number} of ${deliveries.length}`)}  ${printable(delivery.words)}`,
      );
    }
    lines.push(...deliveryLines(delivery, paint));
  }
  if (unmet.length > mostDeliveries) {
    const rest = unmet.length - mostDeliveries;
    lines.push('', `  ${paint.faint(`and ${rest} more of its deliveries did not meet what was expected`)}`);
  }
  if (findings.length > 0) lines.push('', ...findings.flatMap((finding) => findingLines(finding, paint)));
  lines.push('', ...reproductionLines(result, unmet[0]?.delivery, paint));
  return `${lines.join('\n').trimEnd()}\n`;
}

function deliveryLines({ delivery, expected }: CaseDelivery, paint: Paint): readonly string[] {
  const { attempts, verdict } = delivery;
  const found = verdict.findings.flatMap((finding) => findingLines(finding, paint));
  return [
    ...(expected === 'accepted' ? [] : [row('expected', expectationWords[expected], paint)]),
    ...attempts.flatMap((attempt) => attemptRows(attempt, verdict.findings, paint)),
    // Without a finding the outcome is all there is to say: accepted, where a refusal was asked for.
    ...(found.length === 0 ? [row('outcome', verdict.outcome, paint)] : found),
  ];
}

/** What a finding says is not said twice. */
function attemptRows(attempt: AttemptRecord, findings: readonly Finding[], paint: Paint): readonly string[] {
  const { error } = attempt;
  const body = bodyExcerpt(attempt);
  const said = (text: string): boolean =>
    text === '' ||
    findings.some(({ actual = '', message }) => `${message} ${printable(actual)}`.includes(text));
  return [
    row('received', responseLine(attempt), paint),
    ...(error === null || said(error.message) ? [] : [row('', printable(error.message), paint)]),
    ...(said(body) ? [] : [row('body', body, paint)]),
  ];
}

const row = (name: string, text: string, paint: Paint): string => `  ${paint.faint(name.padEnd(9))}${text}`;
