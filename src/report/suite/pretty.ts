import { excerpt } from '../../excerpt.ts';
import type { CaseOutcome, CaseResult } from '../../suite/run/result.ts';
import type { CaseCounts, SuiteSummary } from '../../suite/run/summary.ts';
import { printable } from '../text/escape.ts';
import { section } from '../text/layout.ts';
import { count, counted, duration } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';
import type { MakeReporter } from './reporter.ts';
import { CodeCounter } from './text/causes.ts';
import { renderFailure } from './text/failure.ts';
import { caseMark, outcomeCounts, totalOf, worstOutcome } from './text/outcomes.ts';
import { renderSuiteTotals } from './text/totals.ts';

/** Failures that are shown in full; more would have the same few causes. */
const mostInFull = 10;
/** Further failures whose ids are listed. */
const mostListed = 50;
/** Causes and skip reasons that are listed. */
const mostCauses = 8;
/** Skip reasons that are counted separately: there are few, unless a reason contains an id. */
const mostReasons = 100;
/** Lines of the receiver's output. */
const mostOutput = 20;
/** Columns of an event's name; longer ones are rare, and may push their numbers out of line. */
const widestName = 40;

/** For people: one line for each event, every failure, the totals. The most important comes last. */
export const pretty: MakeReporter = ({ paint }) => {
  const failures = new Failures(paint);
  const skipped = new Map<string, number>();
  return {
    render(event) {
      if (event.type === 'finished') {
        const { outcome, reason = 'for no reason given' } = event.result;
        if (outcome === 'skipped') {
          const seen = skipped.get(reason) ?? 0;
          if (seen > 0 || skipped.size < mostReasons) skipped.set(reason, seen + 1);
        } else if (outcome !== 'passed') failures.add(event.result);
      }
      if (event.type !== 'ended') return '';
      const { bySubject, slowest, receiverOutput = '', stopped, deadline } = event.summary;
      const problems = failures.total > 0 || stopped !== null;
      const sections = [
        renderSubjects(bySubject, paint),
        failures.renderInFull(),
        failures.renderList(),
        problems ? renderOutput(receiverOutput, paint) : '',
        problems || deadline.missed > 0 ? renderSlowest(slowest, paint) : '',
        failures.renderCauses(),
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
  const passedText = ({ passed }: CaseCounts): string => (passed === 0 ? '' : `${count(passed)} passed, `);
  const nameWidth = Math.min(widestName, Math.max(0, ...subjects.map(([name]) => name.length)));
  const passedWidth = Math.max(0, ...subjects.map(([, counts]) => passedText(counts).length));
  return subjects
    .map(([name, counts]) => {
      const mark = caseMark(worstOutcome(counts), paint);
      const indent = ' '.repeat(passedWidth - passedText(counts).length);
      const text = totalOf(counts) === 0 ? '' : indent + outcomeCounts(counts, paint);
      return `${`${mark} ${printable(name).padEnd(nameWidth)}  ${text}`.trimEnd()}\n`;
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
  return section('Last output of the receiver', barred, paint);
}

function renderSlowest(slowest: SuiteSummary['slowest'], paint: Paint): string {
  const lines = slowest.map(({ id, ms }) => `  ${duration(ms).padStart(9)}  ${printable(id)}`);
  return section('Slowest responses', lines, paint);
}

function renderReasons(reasons: ReadonlyMap<string, number>, paint: Paint): string {
  const lines = [...reasons].slice(0, mostCauses).map(([reason, n]) => `  ${count(n)}  ${printable(reason)}`);
  return section('Not run', lines, paint);
}

/** Keeps only what will be shown of the failures, however many there are. */
class Failures {
  total = 0;
  readonly #codes = new CodeCounter();
  readonly #paint: Paint;
  readonly #inFull: string[] = [];
  readonly #listed: { readonly id: string; readonly outcome: CaseOutcome }[] = [];

  constructor(paint: Paint) {
    this.#paint = paint;
  }

  add(result: CaseResult): void {
    this.total += 1;
    this.#codes.add(result);
    if (this.#inFull.length < mostInFull) this.#inFull.push(renderFailure(result, this.#paint));
    else if (this.#listed.length < mostListed) this.#listed.push({ id: result.id, outcome: result.outcome });
  }

  renderInFull(): string {
    return this.#inFull.join('\n');
  }

  renderList(): string {
    const lines = this.#listed.map(
      ({ id, outcome }) => `  ${caseMark(outcome, this.#paint)} ${outcome.padEnd(6)}  ${printable(id)}`,
    );
    const rest = this.total - this.#inFull.length - this.#listed.length;
    if (rest > 0)
      lines.push(`  ${this.#paint.faint(`and ${count(rest)} more: the other reports list them`)}`);
    return section('More failures', lines, this.#paint);
  }

  renderCauses(): string {
    const repeated = this.#codes.counts.filter(({ severity, cases }) => severity === 'error' && cases > 1);
    const lines = repeated
      .slice(0, mostCauses)
      .map(
        ({ code, cases, first }) =>
          `  ${this.#paint.bad(code)} in ${counted(cases, 'case')}, first: ${printable(first)}`,
      );
    return section('Found more than once', lines, this.#paint);
  }
}
