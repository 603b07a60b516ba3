import type { CaseResult } from '../../suite/run/result.ts';
import { printable } from '../text/escape.ts';
import { counted } from '../text/numbers.ts';
import { noPaint } from '../text/paint.ts';
import type { MakeReporter } from './reporter.ts';
import { type NamedFailure, renderStepSummary } from './step-summary.ts';
import { causesOf } from './text/causes.ts';
import { stopWords } from './text/stop-words.ts';
import { headline } from './text/totals.ts';

/** GitHub shows ten errors of a step, and drops what comes after them without a word. */
const mostAnnotations = 10;
/** A step summary may have 1 MiB. */
const mostRows = 200;

/**
 * Annotations for GitHub Actions, and a Markdown summary of the step.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const github: MakeReporter = ({ stepSummary }) => {
  let failed = 0;
  const failures: NamedFailure[] = [];
  return {
    tell(event) {
      if (event.type === 'finished') {
        const { id, outcome } = event.result;
        if (outcome !== 'failed' && outcome !== 'error') return '';
        failed += 1;
        if (failures.length < mostRows) failures.push({ id, cause: causesOf(event.result)[0] });
        return failed <= mostAnnotations ? command('error', id, messageOf(event.result)) : '';
      }
      if (event.type !== 'ended') return '';
      const { summary } = event;
      stepSummary?.(renderStepSummary(summary, failures, failed - failures.length));
      const stop = stopWords(summary);
      const rest = failed - mostAnnotations;
      return [
        stop === null ? '' : command(failed < mostAnnotations ? 'error' : 'warning', 'webhook-sim', stop),
        rest > 0 ? command('notice', 'webhook-sim', `${counted(rest, 'more failure')}: see the log`) : '',
        ...summary.warnings.map((warning) => command('warning', 'webhook-sim', warning)),
        command('notice', 'webhook-sim', headline(summary, noPaint)),
      ].join('');
    },
  };
};

function messageOf(result: CaseResult): string {
  const causes = causesOf(result).slice(0, 3);
  return [
    result.words,
    ...causes.map(({ code, message }) => `${code}: ${message}`),
    `Reproduce with: ${result.repro}`,
  ]
    .map((line) => printable(line))
    .join('\n');
}

/** A workflow command. A raw line feed in it would end it, and begin whatever the receiver liked. */
function command(name: 'error' | 'warning' | 'notice', title: string, message: string): string {
  return `::${name} title=${property(title)}::${data(printable(message, 'newlines'))}\n`;
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\n', '%0A');

const property = (text: string): string =>
  data(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
