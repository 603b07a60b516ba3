import { ProgressCounter, progressLine, progressLines } from '../../report/suite/progress.ts';
import type { SuiteEvent } from '../../suite/run/events.ts';
import { openShownLines } from './drawn-lines.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';

/** Shows on stderr how far a run is. */
export interface LiveView {
  tell(event: SuiteEvent): void;
  /** Takes what is drawn off the screen, so that something else can be printed. It comes back by itself. */
  clear(): void;
  /** Takes it off for good. */
  close(): void;
}

/** ms */
const drawEvery = 100;

/** How far a run of cases is: two lines in place, or a plain line every ten seconds. */
export async function openLiveView(
  options: { readonly color?: boolean | undefined } = {},
): Promise<LiveView> {
  const progress = new ProgressCounter();
  const began = performance.now();
  const now = () => progress.at(performance.now() - began);
  const lines = await openShownLines(
    {
      drawn: (width, paint) => progressLines(now(), width, paint),
      plain: () => progressLine(now()),
    },
    { drawEvery, color: options.color },
  );
  return {
    tell(event) {
      progress.add(event);
      if (event.type === 'planned') lines.start();
      if (event.type === 'ended') lines.close();
    },
    clear: lines.clear,
    close: lines.close,
  };
}

/** The same outside world, in which whatever is printed first takes the view off the screen. */
export function besideLiveView(io: Io, view: Pick<LiveView, 'clear'>): Io {
  const { out } = io;
  const output: Output = {
    get closed() {
      return out.closed;
    },
    get problem() {
      return out.problem;
    },
    write(chunk) {
      if (io.terminal) view.clear();
      return out.write(chunk);
    },
  };
  return {
    out: output,
    note(text) {
      view.clear();
      io.note(text);
    },
    terminal: io.terminal,
    paint: () => io.paint(),
  };
}
