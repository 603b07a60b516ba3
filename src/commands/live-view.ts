import { loadPaint, type Paint } from '../report/paint.ts';
import { ProgressCount, progressLine, progressLines } from '../report/suite/progress.ts';
import type { SuiteEvent } from '../suite/events.ts';
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

/** ms between two drawings, and between two plain lines. */
const drawEvery = 100;
const lineEvery = 10_000;

const isSet = (value: string | undefined): boolean => (value ?? '') !== '';

/**
 * Two lines that are redrawn in place where stderr is a terminal that can; a plain line every ten seconds for anything
 * else, CI servers among them: they keep what is drawn over.
 */
export async function openLiveView(
  options: { readonly color?: boolean | undefined } = {},
): Promise<LiveView> {
  const { stderr, env } = process;
  const drawn = stderr.isTTY === true && env['TERM'] !== 'dumb' && !isSet(env['CI']);
  if (!drawn) return plainView(stderr);
  return drawnView(stderr, await loadPaint(options.color !== false && !isSet(env['NO_COLOR'])));
}

function drawnView(terminal: NodeJS.WriteStream, paint: Paint): LiveView {
  const progress = new ProgressCount();
  const began = performance.now();
  let onScreen = '';
  let timer: NodeJS.Timeout | undefined;

  const clear = (): void => {
    // The cursor stands behind the second line: that one, then the one above it.
    if (onScreen !== '') terminal.write('\r\u001b[K\u001b[1A\u001b[K');
    onScreen = '';
  };
  const draw = (): void => {
    const [first, second] = progressLines(
      progress.at(performance.now() - began),
      terminal.columns || 80,
      paint,
    );
    const text = `${first}\n${second}`;
    if (text === onScreen) return;
    // In one piece, so that no half-drawn state is ever shown.
    terminal.write(`${onScreen === '' ? '' : '\r\u001b[1A'}\u001b[K${first}\n\u001b[K${second}`);
    onScreen = text;
  };
  const close = (): void => {
    clearInterval(timer);
    process.off('exit', close);
    clear();
  };
  // The second Ctrl-C leaves at once: the prompt must not stand behind half a line.
  process.on('exit', close);
  return {
    tell(event) {
      progress.tell(event);
      if (event.type === 'planned') timer ??= setInterval(draw, drawEvery).unref();
      if (event.type === 'ended') close();
    },
    clear,
    close,
  };
}

function plainView(stream: NodeJS.WriteStream): LiveView {
  const progress = new ProgressCount();
  const began = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => void stream.write(`${progressLine(progress.at(performance.now() - began))}\n`);
  const close = (): void => clearInterval(timer);
  return {
    tell(event) {
      progress.tell(event);
      if (event.type === 'planned') timer ??= setInterval(write, lineEvery).unref();
      if (event.type === 'ended') close();
    },
    clear: () => undefined,
    close,
  };
}

/** The same outside world, in which whatever is printed first takes the view off the screen. */
export function besideLiveView(io: Io, view: LiveView): Io {
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
