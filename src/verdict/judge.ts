import type { Contract } from '../define/contract.ts';
import { excerpt } from '../excerpt.ts';
import type { Exchange } from '../http/exchange.ts';
import { type LocalizedText, say } from '../language.ts';
import { type Check, readResponse } from './check.ts';
import { checks } from './checks/index.ts';
import { codeEntry } from './codes.ts';
import { lenientNote } from './leniency.ts';
import type { ContractLevel } from './levels.ts';
import type { Finding, Outcome, Problem, Verdict } from './verdict.ts';

/** A response with ten thousand extra keys is one mistake, not ten thousand. */
const maxFindingsPerCheck = 20;

/**
 * Judges an exchange against the contract that the page documents.
 * @param level how strictly: the status alone, as documented, or with every warning an error
 * @param by the checks, in the order of their findings
 */
export function judge(
  exchange: Exchange,
  contract: Contract,
  level: ContractLevel,
  by: Readonly<Record<string, Check>> = checks,
): Verdict {
  const reading = readResponse(exchange, contract, level);
  const findings: Finding[] = [];
  for (const [check, run] of Object.entries(by)) {
    for (const problem of truncated(run(reading))) {
      const { severity: documented, shape = documented === 'warning' } = codeEntry(problem.code);
      // At the level `status` any 2xx will do.
      if (level === 'status' && shape) continue;
      const severity = level === 'strict' ? 'error' : documented;
      const tolerated = severity === 'error' && shape && contract.lenient === true;
      const told = tolerated && !findings.some((before) => before.tolerated);
      findings.push(finding(check, severity, told ? withNote(problem) : problem, tolerated));
    }
  }
  return { outcome: outcomeOf(exchange, findings), findings };
}

/** Said once of a response, however much is wrong with its shape. */
const withNote = (problem: Problem): Problem => ({
  ...problem,
  message: {
    zh: `${problem.message.zh}${lenientNote.zh}`,
    en: `${problem.message.en} ${lenientNote.en}`,
  },
});

/** Characters of an error's message with the first lines of its stack; other values are told in fewer. */
const longestError = 600;
const longestValue = 200;

/** The keys have one order, whichever check the finding comes from. */
function finding(
  check: string,
  severity: Finding['severity'],
  { code, path, expected, actual, message }: Problem,
  tolerated: boolean,
): Finding {
  return {
    check,
    code,
    severity,
    ...(path !== undefined && { path: excerpt(path) }),
    ...(expected !== undefined && { expected: said(expected) }),
    ...(actual !== undefined && {
      actual: code.startsWith('status.') ? said(actual, longestError) : said(actual, longestValue),
    }),
    message: say(message),
    ...(tolerated && { tolerated }),
  };
}

/** A value is the same in every language. */
function said({ zh, en }: LocalizedText, limit = Number.POSITIVE_INFINITY): string {
  const cut = excerpt(en, limit);
  return zh === en ? cut : say({ zh: excerpt(zh, limit), en: cut });
}

function truncated(problems: readonly Problem[]): readonly Problem[] {
  const last = problems[maxFindingsPerCheck - 1];
  if (last === undefined || problems.length === maxFindingsPerCheck) return problems;
  const message = {
    zh: `${last.message.zh}还有更多同类问题。`,
    en: `${last.message.en} There are more findings of this kind.`,
  };
  return [...problems.slice(0, maxFindingsPerCheck - 1), { ...last, message }];
}

function outcomeOf(exchange: Exchange, findings: readonly Finding[]): Outcome {
  const code = exchange.error?.code;
  if (code === 'aborted') return 'aborted';
  if (code?.startsWith('timeout.')) return 'timeout';
  if (code !== undefined && !code.startsWith('body.')) return 'transport';
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return 'accepted';
  return errors.every(({ code: found }) => found.endsWith('.nonzero')) ? 'rejected' : 'violation';
}
