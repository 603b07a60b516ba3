import type { Delivery } from '../../delivery/delivery.ts';
import type { Outcome } from '../../verdict/verdict.ts';
import { count, duration } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';

/** What a run came to. Grows by a fixed amount only, however many deliveries are added. */
export class SendTotals {
  readonly outcomes: Record<Outcome, number> = {
    accepted: 0,
    rejected: 0,
    violation: 0,
    timeout: 0,
    transport: 0,
    aborted: 0,
  };
  started = 0;
  warnings = 0;
  /** Deliveries that got a response, of whatever kind. */
  answered = 0;
  readonly #codes = new Map<string, number>();

  add({ verdict, attempts }: Delivery): void {
    this.started += 1;
    this.outcomes[verdict.outcome] += 1;
    if (attempts.some(({ status }) => status !== null)) this.answered += 1;
    for (const { code, severity } of verdict.findings) {
      if (severity === 'warning') this.warnings += 1;
      else this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
    }
  }

  /** Error findings by code, most frequent first. */
  get codes(): [string, number][] {
    return [...this.#codes].sort((a, b) => b[1] - a[1]);
  }
}

/** The summary of several deliveries. */
export function renderSummary(tally: SendTotals, elapsed: number, paint: Paint): string {
  const { outcomes, started } = tally;
  const colors = { accepted: paint.good, aborted: paint.warn } as const;
  const parts = Object.entries(outcomes)
    .filter(([, n]) => n > 0)
    .map(([outcome, n]) => (colors[outcome as keyof typeof colors] ?? paint.bad)(`${count(n)} ${outcome}`));
  const warnings =
    tally.warnings === 0
      ? []
      : [paint.warn(`${count(tally.warnings)} ${tally.warnings === 1 ? 'warning' : 'warnings'}`)];
  const codes = tally.codes.map(([code, n]) => `  ${code} × ${count(n)}`);
  const head = `${count(started)} ${started === 1 ? 'delivery' : 'deliveries'} in ${duration(elapsed)}: ${[...parts, ...warnings].join(', ') || 'nothing was sent'}`;
  return `${[head, ...codes].join('\n')}\n`;
}
