import type { Snapshot } from '../../load/snapshot.ts';
import { liveLines } from '../../report/load/live.ts';
import { plainLine } from '../../report/load/plain-line.ts';
import { type LiveLines, openLiveLines } from './live-lines.ts';

/** Shows on stderr how a burst goes. */
export interface BurstView extends Omit<LiveLines, 'start'> {
  update(snapshot: Snapshot): void;
}

/** ms: figures that change faster cannot be read. */
const drawEvery = 250;

/** A calm view of eight lines in place, or a plain line every ten seconds. */
export async function openBurstView(
  options: { readonly color?: boolean | undefined } = {},
): Promise<BurstView> {
  let latest: Snapshot | undefined;
  /** When the last plain line was written, ms of the run. */
  let told = 0;
  const lines = await openLiveLines(
    {
      drawn: (width, paint) => (latest === undefined ? [] : liveLines(latest, width, paint)),
      plain: () => {
        if (latest === undefined) return '';
        const since = told;
        told = latest.elapsed;
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
