import type { CaseOutcome, CaseResult } from '../../suite/run/result.ts';
import type { SuiteSummary } from '../../suite/run/summary.ts';
import { printable } from '../text/escape.ts';
import { count, counted } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';
import type { MakeReporter } from './reporter.ts';
import { renderFailure } from './text/failure.ts';
import { FindingTotals } from './text/finding-counts.ts';
import { outcomeWords } from './text/outcome-words.ts';
import { renderReceiverOutput } from './text/receiver-output.ts';
import { renderSlowest } from './text/slowest.ts';
import { renderSubjects } from './text/subjects.ts';
import { renderTotals } from './text/totals.ts';

/** Failures told in full; many more have the same few causes. */
const mostInFull = 10;
/** Failures of which the id is told. */
const mostNamed = 50;
/** Findings and reasons that are summed up. */
const mostSummed = 8;
/** Reasons that are counted apart: there are few, unless somebody puts an id into them. */
const mostReasons = 100;

/** For people: a line an event, every failure, the totals. Whatever is worth knowing first comes last. */
export const pretty: MakeReporter = ({ paint }) => {
  const failures = new Failures(paint);
  const skipped = new Map<string, number>();
  return {
    tell(event) {
      if (event.type === 'finished') {
        const { outcome, reason = 'for no reason given' } = event.result;
        if (outcome === 'skipped') {
          const seen = skipped.get(reason) ?? 0;
          if (seen > 0 || skipped.size < mostReasons) skipped.set(reason, seen + 1);
        } else if (outcome !== 'passed') failures.add(event.result);
      }
      return event.type === 'ended' ? ending(event.summary, failures, skipped, paint) : '';
    },
  };
};

function ending(
  summary: SuiteSummary,
  failures: Failures,
  skipped: ReadonlyMap<string, number>,
  paint: Paint,
): string {
  const { bySubject, slowest, receiverOutput, stopped, deadline } = summary;
  const wrong = failures.total > 0 || stopped !== null;
  const sections = [
    renderSubjects(bySubject, paint),
    failures.inFull,
    failures.named,
    wrong && receiverOutput !== undefined && receiverOutput.trim() !== ''
      ? renderReceiverOutput(receiverOutput, paint)
      : '',
    wrong || deadline.missed > 0 ? renderSlowest(slowest, paint) : '',
    failures.causes,
    reasonLines(skipped, paint),
    renderTotals(summary, paint),
  ];
  return sections.filter((section) => section !== '').join('\n');
}

function reasonLines(reasons: ReadonlyMap<string, number>, paint: Paint): string {
  const lines = [...reasons]
    .slice(0, mostSummed)
    .map(([reason, n]) => `  ${count(n)}  ${printable(reason)}\n`);
  return lines.length === 0 ? '' : `${paint.strong('Not run')}\n${lines.join('')}`;
}

/** Keeps of the failures what will be shown: their number is bounded, however many there are. */
class Failures {
  total = 0;
  readonly #ledger = new FindingTotals();
  readonly #paint: Paint;
  readonly #inFull: string[] = [];
  readonly #named: { readonly id: string; readonly outcome: CaseOutcome }[] = [];

  constructor(paint: Paint) {
    this.#paint = paint;
  }

  add(result: CaseResult): void {
    this.total += 1;
    this.#ledger.add(result);
    if (this.#inFull.length < mostInFull) this.#inFull.push(renderFailure(result, this.#paint));
    else if (this.#named.length < mostNamed) this.#named.push({ id: result.id, outcome: result.outcome });
  }

  get inFull(): string {
    return this.#inFull.join('\n');
  }

  get named(): string {
    if (this.#named.length === 0) return '';
    const lines = this.#named.map(({ id, outcome }) => {
      const { mark, paint } = outcomeWords[outcome];
      return `  ${paint(this.#paint)(mark)} ${outcome.padEnd(6)}  ${printable(id)}\n`;
    });
    const rest = this.total - mostInFull - this.#named.length;
    const more =
      rest > 0 ? `  ${this.#paint.faint(`and ${count(rest)} more: every other report names them`)}\n` : '';
    return `${this.#paint.strong('More failures')}\n${lines.join('')}${more}`;
  }

  /** What many cases failed of. */
  get causes(): string {
    const repeated = this.#ledger.counts.filter(({ cases }) => cases > 1).slice(0, mostSummed);
    if (repeated.length === 0) return '';
    const lines = repeated.map(
      ({ code, cases, first }) =>
        `  ${this.#paint.bad(code)} in ${counted(cases, 'case')}, first: ${printable(first)}\n`,
    );
    return `${this.#paint.strong('Found more than once')}\n${lines.join('')}`;
  }
}
