import type { CaseResult } from './result.ts';

/** After so many consecutive deliveries without a receiver, the remaining ones would fail as well. */
const enough = 10;

/** Notices that the receiver is not there, or not there any more. */
export class UnreachableDetector {
  #answered = false;
  #failures = 0;

  add({ deliveries }: Pick<CaseResult, 'deliveries'>): void {
    for (const { delivery } of deliveries) {
      const last = delivery.attempts.at(-1);
      const refused = /^(transport\.(refused|dns)|timeout\.connect)$/.test(last?.error?.code ?? '');
      if (last?.status != null) {
        this.#answered = true;
        this.#failures = 0;
      } else if (refused || !this.#answered) this.#failures += 1;
    }
  }

  get unreachable(): boolean {
    return this.#failures >= enough;
  }
}
