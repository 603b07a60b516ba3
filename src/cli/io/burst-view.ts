import type { Snapshot } from '../../load/snapshot.ts';
import { liveLines } from '../../report/load/live.ts';
import { plainLine } from '../../report/load/plain-line.ts';
import { type LiveLines, openLiveLines } from './live-lines.ts';

/** The live view of a burst on stderr. */
export interface BurstView extends Omit<LiveLines, 'start'> {
  update(snapshot: Snapshot): void;
}

/** ms; figures that change faster are unreadable. */
const drawEvery = 250;

/** Eight lines redrawn in place on a terminal, otherwise a plain line every ten seconds. */
export async function openBurstView(
  options: { readonly color?: boolean | undefined } = {},
): Promise<BurstView> {
  let latest: Snapshot | undefined;
  /** Elapsed time of the run at the last plain line, ms. */
  let lastLineAt = 0;
  const lines = await openLiveLines(
    {
      drawn: (width, paint) => (latest === undefined ? [] : liveLines(latest, width, paint)),
      plain: () => {
        if (latest === undefined) return '';
        const since = lastLineAt;
        lastLineAt = latest.elapsed;
        return plainLine(latest, since);
      },
    },
    { drawEvery, color: options.color },
  );
  return {
    update(snapshot) {
      latest = snapshot;
      if (snapshot.phase === 'ended') lines.close();
      else lines.start();
    },
    clear: lines.clear,
    close: lines.close,
  };
}
