import { excerpt } from '../../excerpt.ts';
import { say } from '../../language.ts';
import type { CaseCounts, SuiteSummary } from '../../suite/run/summary.ts';
import { columnsOf, padColumns, padColumnsStart } from '../text/columns.ts';
import { printable } from '../text/escape.ts';
import { section } from '../text/layout.ts';
import { count, duration } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';
import type { MakeReporter } from './reporter.ts';
import { FailureClusters } from './text/failure-clusters.ts';
import {
  betweenCounts,
  caseMark,
  outcomeCount,
  outcomeCounts,
  totalOf,
  worstOutcome,
} from './text/outcomes.ts';
import { lastOutput, renderSuiteTotals, slowestResponses } from './text/totals.ts';

/** Skip reasons that are listed. */
const mostShownReasons = 8;
/** Skip reasons that are counted separately: there are few, unless a reason contains an id. */
const mostReasons = 100;
/** Lines of the receiver's output. */
const mostOutput = 20;
/** Columns of an event's name; longer ones are rare, and may push their numbers out of line. */
const widestName = 40;

/**
 * For people: one line for each event, every kind of failure with its first case, the totals. The most important comes
 * last.
 */
export const pretty: MakeReporter = ({ paint, width, allFailures = false }) => {
  const failures = new FailureClusters(paint, width, allFailures);
  const skipped = new Map<string, number>();
  return {
    render(event) {
      if (event.type === 'finished') {
        const told = failures.add(event.result);
        const noReason = say({ zh: '没有说明原因', en: 'for no reason given' });
        const { outcome, reason = noReason } = event.result;
        if (outcome === 'skipped') {
          const seen = skipped.get(reason) ?? 0;
          if (seen > 0 || skipped.size < mostReasons) skipped.set(reason, seen + 1);
        }
        return told;
      }
      if (event.type !== 'ended') return '';
      const { bySubject, slowest, receiverOutput = '', stopped, deadline } = event.summary;
      const problems = failures.cases > 0 || stopped !== null;
      const sections = [
        renderSubjects(bySubject, paint),
        failures.render(),
        problems ? renderOutput(receiverOutput, paint) : '',
        problems || deadline.missed > 0 ? renderSlowest(slowest, paint) : '',
        renderReasons(skipped, paint),
        renderSuiteTotals(event.summary, paint),
      ];
      return sections.filter((section) => section !== '').join('\n');
    },
  };
};

/** One line for each event and scenario: how many of its cases ended how. */
function renderSubjects(bySubject: SuiteSummary['bySubject'], paint: Paint): string {
  const subjects = Object.entries(bySubject);
  // What stands before the other counts, and keeps them in a column.
  const passedText = ({ passed }: CaseCounts): string =>
    passed === 0 ? '' : outcomeCount('passed', passed) + betweenCounts();
  const nameWidth = Math.min(
    widestName,
    Math.max(0, ...subjects.map(([name]) => columnsOf(printable(name)))),
  );
  const passedWidth = Math.max(0, ...subjects.map(([, counts]) => columnsOf(passedText(counts))));
  return subjects
    .map(([name, counts]) => {
      const mark = caseMark(worstOutcome(counts), paint);
      const indent = ' '.repeat(passedWidth - columnsOf(passedText(counts)));
      const text = totalOf(counts) === 0 ? '' : indent + outcomeCounts(counts, paint);
      return `${`${mark} ${padColumns(printable(name), nameWidth)}  ${text}`.trimEnd()}\n`;
    })
    .join('');
}

/** The receiver's last lines. The bar keeps a CI server from taking `::error::` at the start of one for a command. */
function renderOutput(output: string, paint: Paint): string {
  if (output.trim() === '') return '';
  const lines = output.trimEnd().split('\n').slice(-mostOutput);
  const barred = lines.map((line) =>
    `  ${paint.faint('│')} ${printable(excerpt(line.replace(/\r$/, '')))}`.trimEnd(),
  );
  return section(say(lastOutput), barred, paint);
}

function renderSlowest(slowest: SuiteSummary['slowest'], paint: Paint): string {
  const lines = slowest.map(({ id, ms }) => `  ${padColumnsStart(duration(ms), 9)}  ${printable(id)}`);
  return section(say(slowestResponses), lines, paint);
}

function renderReasons(reasons: ReadonlyMap<string, number>, paint: Paint): string {
  const lines = [...reasons]
    .slice(0, mostShownReasons)
    .map(([reason, n]) => `  ${count(n)}  ${printable(reason)}`);
  return section(say({ zh: '没有运行的用例', en: 'Not run' }), lines, paint);
}
