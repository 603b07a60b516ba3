import type { Delivery } from '../../delivery/delivery.ts';
import { toleratedAlone } from '../../verdict/leniency.ts';
import { type Outcome, outcomes } from '../../verdict/verdict.ts';
import { leniencySentence } from '../text/leniency.ts';
import { count, counted, duration } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';

/** The totals of a run. Their size does not depend on the number of deliveries. */
export class SendTotals {
  readonly outcomes = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  started = 0;
  warnings = 0;
  /** Deliveries that got a response, of whatever kind. */
  answered = 0;
  #tolerated = 0;
  /** Requests that were sent again on a new connection. */
  reconnects = 0;
  readonly #codes = new Map<string, number>();

  add({ verdict, attempts }: Delivery): void {
    this.started += 1;
    this.outcomes[verdict.outcome] += 1;
    if (attempts.some(({ status }) => status !== null)) this.answered += 1;
    if (toleratedAlone(verdict.findings)) this.#tolerated += 1;
    for (const { reconnects = 0 } of attempts) this.reconnects += reconnects;
    for (const { code, severity } of verdict.findings) {
      if (severity === 'warning') this.warnings += 1;
      else this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
    }
  }

  /** Whether everything that failed is of the kind that the platform is known to take. */
  get toleratedAlone(): boolean {
    return this.#tolerated > 0 && this.#tolerated === this.started - this.outcomes.accepted;
  }

  /** Error findings by code, most frequent first. */
  get codes(): [string, number][] {
    return [...this.#codes].sort((a, b) => b[1] - a[1]);
  }
}

export function renderSummary(totals: SendTotals, elapsed: number, paint: Paint): string {
  const colors = { accepted: paint.good, aborted: paint.warn } as const;
  const parts = Object.entries(totals.outcomes)
    .filter(([, n]) => n > 0)
    .map(([outcome, n]) => (colors[outcome as keyof typeof colors] ?? paint.bad)(`${count(n)} ${outcome}`));
  if (totals.warnings > 0) parts.push(paint.warn(counted(totals.warnings, 'warning')));
  const codes = totals.codes.map(([code, n]) => `  ${code} × ${count(n)}`);
  const deliveries = counted(totals.started, 'delivery', 'deliveries');
  const head = `${deliveries} in ${duration(elapsed)}: ${parts.join(', ') || 'nothing was sent'}`;
  const lenient = totals.toleratedAlone ? [paint.warn(leniencySentence)] : [];
  return `${[...lenient, head, ...codes].join('\n')}\n`;
}
