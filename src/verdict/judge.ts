import type { Contract } from '../define/contract.ts';
import type { Exchange } from '../http/exchange.ts';
import { type Check, type Problem, readResponse } from './check.ts';
import { checks } from './checks/index.ts';
import { codeEntry } from './codes.ts';
import type { ContractLevel } from './levels.ts';
import type { Finding, Outcome, Verdict } from './verdict.ts';

/** A response with ten thousand extra keys is one mistake, not ten thousand. */
const maxFindingsOfOneCheck = 20;

/**
 * Judges an exchange against the contract that the page documents.
 * @param level how strictly: the status alone, as documented, or with every warning an error
 * @param by the checks to judge by, in order
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
    for (const notice of shortened(run(reading))) {
      const severity = level === 'strict' ? 'error' : codeEntry(notice.code).severity;
      // At the level `status` every 2xx is as good as the documented one.
      if (level === 'status' && severity === 'warning') continue;
      findings.push(finding(check, severity, notice));
    }
  }
  return { outcome: outcomeOf(exchange, findings), findings };
}

/** A finding, its keys in one order whichever check it comes from. */
function finding(
  check: string,
  severity: Finding['severity'],
  { code, path, expected, actual, message }: Problem,
): Finding {
  return {
    check,
    code,
    severity,
    ...(path !== undefined && { path }),
    ...(expected !== undefined && { expected }),
    ...(actual !== undefined && { actual }),
    message,
  };
}

function shortened(notices: readonly Problem[]): readonly Problem[] {
  const last = notices[maxFindingsOfOneCheck - 1];
  if (last === undefined || notices.length === maxFindingsOfOneCheck) return notices;
  const message = `${last.message} There are more findings of this kind.`;
  return [...notices.slice(0, maxFindingsOfOneCheck - 1), { ...last, message }];
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
