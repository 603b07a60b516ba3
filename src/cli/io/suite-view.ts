import { ProgressCounter, progressLine, progressLines } from '../../report/suite/progress.ts';
import type { SuiteEvent } from '../../suite/run/events.ts';
import { type LiveLines, openLiveLines } from './live-lines.ts';

/** The progress of a run on stderr. */
export interface SuiteView extends Omit<LiveLines, 'start'> {
  update(event: SuiteEvent): void;
}

/** ms */
const drawEvery = 100;

/** Two lines redrawn in place on a terminal, otherwise a plain line every ten seconds. */
export async function openSuiteView(
  options: { readonly color?: boolean | undefined } = {},
): Promise<SuiteView> {
  const progress = new ProgressCounter();
  const began = performance.now();
  const now = () => progress.at(performance.now() - began);
  const lines = await openLiveLines(
    {
      drawn: (width, paint) => progressLines(now(), width, paint),
      plain: () => progressLine(now()),
    },
    { drawEvery, color: options.color },
  );
  return {
    update(event) {
      progress.add(event);
      if (event.type === 'planned') lines.start();
      if (event.type === 'ended') lines.close();
    },
    clear: lines.clear,
    close: lines.close,
  };
}
