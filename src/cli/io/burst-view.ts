import type { Snapshot } from '../../load/snapshot.ts';
import { liveLines } from '../../report/load/live/live.ts';
import { plainLine } from '../../report/load/live/plain-line.ts';
import { openShownLines } from './drawn-lines.ts';

/** Shows on stderr how a burst goes. */
export interface BurstView {
  tell(snapshot: Snapshot): void;
  /** Takes what is drawn off the screen, so that something else can be printed. It comes back by itself. */
  clear(): void;
  /** Takes it off for good. */
  close(): void;
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
  const lines = await openShownLines(
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
    tell(snapshot) {
      latest = snapshot;
      if (snapshot.phase === 'ended') lines.close();
      else lines.start();
    },
    clear: lines.clear,
    close: lines.close,
  };
}
