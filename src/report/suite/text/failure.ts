import { basisWords } from '../../../define/basis.ts';
import type { AttemptRecord } from '../../../delivery/delivery.ts';
import { excerpt } from '../../../excerpt.ts';
import { type LocalizedText, say } from '../../../language.ts';
import { type CaseDelivery, type CaseResult, caseOutcomeWords } from '../../../suite/run/result.ts';
import { outcomeWords } from '../../../verdict/outcome-words.ts';
import type { Finding } from '../../../verdict/verdict.ts';
import { brokeOff, contentType } from '../../delivery/response-words.ts';
import { factWords, findingLines } from '../../delivery/verdict-text.ts';
import { printable } from '../../text/escape.ts';
import { factLine, reproduceWith } from '../../text/layout.ts';
import { duration, size } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';
import { expectationText } from './causes.ts';
import { caseMark } from './outcomes.ts';

/** Deliveries of a case that are shown: when a whole story fails, the first few show the cause. */
const mostDeliveries = 3;
/** Characters of a command beyond which it would bury what stands around it. */
const longestCommand = 1500;

/**
 * A case that did not pass, in full: what was sent, what came back, what was found, and how to repeat it.
 * @param options `commands`: whether those that repeat it are shown; `curl`: whether that for curl is, which holds the
 *   whole body
 */
export function renderFailure(
  result: CaseResult,
  paint: Paint,
  { curl = true, commands = true } = {},
): string {
  const { id, group, basis, words, ms, outcome, reason, deliveries, findings } = result;
  const unmet = deliveries.flatMap((delivery, i) => (delivery.met ? [] : [{ delivery, number: i + 1 }]));
  const about = [say(caseOutcomeWords[outcome]), group, say(basisWords[basis]), duration(ms)];
  const lines = [
    `${caseMark(outcome, paint)} ${paint.strong(printable(id))}`,
    `  ${paint.faint(about.join(' · '))}`,
    `  ${printable(words)}`,
    ...(reason === undefined ? [] : [`  ${printable(reason)}`]),
  ];
  for (const { delivery, number } of unmet.slice(0, mostDeliveries)) {
    const { length } = deliveries;
    const heading = say({ zh: `第 ${number}/${length} 次投递`, en: `delivery ${number} of ${length}` });
    const line = `  ${paint.accent(heading)}  ${printable(delivery.words)}`;
    lines.push('', ...(length > 1 ? [line] : []));
    lines.push(...deliveryLines(delivery, paint));
  }
  const rest = unmet.length - mostDeliveries;
  if (rest > 0) {
    const more = say({
      zh: `另有 ${rest} 次投递不符合预期`,
      en: `and ${rest} more of its deliveries did not meet what was expected`,
    });
    lines.push('', `  ${paint.faint(more)}`);
  }
  if (findings.length > 0) lines.push('', ...findings.flatMap((finding) => findingLines(finding, paint)));
  if (commands) lines.push('', ...reproductionLines(result, unmet[0]?.delivery, curl, paint));
  return `${lines.join('\n').trimEnd()}\n`;
}

function deliveryLines({ delivery, expected }: CaseDelivery, paint: Paint): readonly string[] {
  const { attempts, verdict } = delivery;
  const found = verdict.findings.flatMap((finding) => findingLines(finding, paint));
  return [
    ...(expected === 'accepted'
      ? []
      : [factLine(say(factWords.expected), say(expectationText[expected]), paint)]),
    ...attempts.flatMap((attempt) => attemptLines(attempt, verdict.findings, paint)),
    // Without a finding the outcome says it all: accepted, where the delivery should have been refused.
    ...(found.length === 0
      ? [factLine(say({ zh: '结果', en: 'outcome' }), say(outcomeWords[verdict.outcome]), paint)]
      : found),
  ];
}

/** Findings that tell the useful part of the body. */
const tellsBody: ReadonlySet<string> = new Set(['status.error', 'status.throttled', 'body.not_json']);

/** An attempt, without what the findings say anyway. */
function attemptLines(attempt: AttemptRecord, findings: readonly Finding[], paint: Paint): readonly string[] {
  const { error } = attempt;
  const body = bodyLine(attempt);
  const isNew = (text: string): boolean =>
    text !== '' &&
    !findings.some(({ actual = '', message }) => `${message} ${printable(actual)}`.includes(text));
  return [
    factLine(say({ zh: '收到', en: 'received' }), responseLine(attempt), paint),
    ...(error !== null && isNew(error.message) ? [factLine('', printable(error.message), paint)] : []),
    ...(isNew(body) && !findings.some(({ code }) => tellsBody.has(code))
      ? [factLine(say({ zh: '响应体', en: 'body' }), body, paint)]
      : []),
  ];
}

/** A response in one line: `200 OK, application/json, 29 bytes in 12.3 ms`, or that there was none. */
export function responseLine(attempt: AttemptRecord): string {
  const { status, statusText, bytes, timings, error } = attempt;
  const took = duration(timings.queue + timings.total);
  if (status === null) return say({ zh: `没有响应（用时 ${took}）`, en: `nothing after ${took}` });
  const facts = [`${status} ${statusText}`.trimEnd(), contentType(attempt)].map((text) =>
    printable(excerpt(text)),
  );
  const received = say({
    zh: `${facts.join('，')}，${size(bytes)}，用时 ${took}`,
    en: `${facts.join(', ')}, ${size(bytes)} in ${took}`,
  });
  return received + (error === null ? '' : say(brokeOff));
}

export const bodyLine = ({ body }: AttemptRecord): string => printable(excerpt(body));

const doesNotFit: LocalizedText = {
  zh: '请求太长，这里放不下：json 和 html 报告中有发送它的命令。',
  en: 'The request does not fit here: the json and html reports have the commands that send it.',
};

/** `Reproduce with:` and the commands: the delivery that the report shows first, the whole case, and curl. */
function reproductionLines(
  { repro }: CaseResult,
  shown: CaseDelivery | undefined,
  withCurl: boolean,
  paint: Paint,
): readonly string[] {
  // A request that `send` cannot make is repeated by its case, which follows anyway.
  const send = shown === undefined || shown.delivery.repro === repro ? [] : [shown.delivery.repro];
  const curl = shown?.curl === undefined || !withCurl ? [] : [shown.curl];
  return [
    `  ${paint.faint(say(reproduceWith))}`,
    ...send.filter(fits).map((command) => `    ${command}`),
    `    ${printable(repro)}`,
    ...([...send, ...curl].every(fits) ? [] : [`    ${paint.faint(say(doesNotFit))}`]),
    // Not indented: its here-document ends at the start of a line.
    ...curl.filter(fits).flatMap((command) => ['', command]),
  ];
}

/** Whether a command is short enough, and can be shown as it is: with control characters escaped it sends other bytes. */
const fits = (command: string): boolean =>
  command.length <= longestCommand && printable(command, 'newlines') === command;
