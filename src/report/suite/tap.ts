import { warningLine } from '../../errors.ts';
import { asIs, say } from '../../language.ts';
import type { CaseResult } from '../../suite/run/result.ts';
import { jsonText, printable } from '../text/escape.ts';
import { noPaint } from '../text/paint.ts';
import type { MakeReporter } from './reporter.ts';
import { causesOf } from './text/causes.ts';
import { bodyLine, responseLine } from './text/failure.ts';
import { clusterLine, likeEarlier, SuiteClusters } from './text/suite-clusters.ts';
import { lastOutput, leniencyText, notRun, stopText, suiteHeadline } from './text/totals.ts';

/** TAP 14: one test point for each case as it finishes; the first case of each kind of failure has all of it. https://testanything.org/tap-version-14-specification.html */
export const tap: MakeReporter = ({ allFailures = false }) => {
  const failures = new SuiteClusters<string>();
  let number = 0;
  let planned: number | undefined;
  return {
    render(event) {
      switch (event.type) {
        case 'planned':
          planned = event.cases;
          return `TAP version 14\n1..${event.cases}\n`;
        case 'started':
          return '';
        case 'finished': {
          number += 1;
          const met = failures.add(event.result, () => event.result.id);
          return point(event.result, number, allFailures ? null : likeEarlier(met));
        }
        case 'ended': {
          const { summary } = event;
          const comments = [
            ...failures.clusters.map((cluster) => clusterLine(cluster)),
            ...summary.warnings.map(warningLine),
            ...[leniencyText(summary)].filter((text) => text !== null),
            suiteHeadline(summary, noPaint),
            ...(summary.receiverOutput === undefined
              ? []
              : [say(lastOutputOf), ...summary.receiverOutput.trimEnd().split('\n')]),
          ];
          const opening = planned === undefined ? 'TAP version 14\n1..0\n' : '';
          const stop = stopText(summary);
          // A harness counts skipped points as passed, so only this fails a run that ended early.
          const bail = stop === null ? '' : `${bailOut} ${oneLine(stop)}\n`;
          return opening + comments.map((comment) => `# ${printable(comment)}\n`).join('') + bail;
        }
      }
    },
  };
};

// Words of the protocol.
const bailOut = asIs('Bail out!').en;
const notOk = asIs('not ok').en;

const lastOutputOf = { zh: `${lastOutput.zh}：`, en: `${lastOutput.en}:` };

/** @param like which earlier cases it fails like, if it does */
function point(result: CaseResult, number: number, like: string | null): string {
  const { outcome, id, reason } = result;
  const bad = outcome === 'failed' || outcome === 'error';
  const directive = outcome === 'skipped' ? ` # SKIP ${oneLine(reason ?? say(notRun))}` : '';
  return `${bad ? notOk : 'ok'} ${number} - ${oneLine(id)}${directive}\n${bad ? diagnosis(result, like) : ''}`;
}

/** What went wrong, as YAML. JSON strings are valid YAML, so nothing else needs escaping. */
function diagnosis(result: CaseResult, like: string | null): string {
  const [cause] = causesOf(result);
  const attempt = result.deliveries.find(({ met }) => !met)?.delivery.attempts.at(-1);
  const head = {
    message: cause?.message,
    severity: result.outcome === 'error' ? 'error' : 'fail',
    code: cause?.code,
  };
  const inFull = {
    path: cause?.path,
    expected: cause?.expected,
    actual: cause?.actual,
    sent: result.words,
    received: attempt && responseLine(attempt),
    body: attempt && bodyLine(attempt),
    findings: causesOf(result).map(({ code }) => code),
    group: result.group,
    basis: result.basis,
  };
  const facts = { ...head, ...(like === null ? inFull : { like }), reproduce: result.repro };
  const lines = Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${name}: ${jsonText(value)}\n`);
  return `  ---\n${lines.join('')}  ...\n`;
}

/** A description or reason, in which `#` would begin a directive. */
const oneLine = (text: string): string => printable(text).replace(/[\\#]/g, '\\$&');
