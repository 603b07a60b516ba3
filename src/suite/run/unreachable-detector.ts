import type { CaseResult } from './result.ts';

/** So many deliveries in a row that find nobody there: the rest would not, either. */
const enough = 10;

/** Notices when there is nobody there, or nobody any more. */
export class UnreachableDetector {
  #answered = false;
  #unheard = 0;

  hear({ deliveries }: Pick<CaseResult, 'deliveries'>): void {
    for (const { delivery } of deliveries) {
      const last = delivery.attempts.at(-1);
      const refused = /^(transport\.(refused|dns)|timeout\.connect)$/.test(last?.error?.code ?? '');
      if (last?.status != null) {
        this.#answered = true;
        this.#unheard = 0;
      } else if (refused || !this.#answered) this.#unheard += 1;
    }
  }

  get lasting(): boolean {
    return this.#unheard >= enough;
  }
}
