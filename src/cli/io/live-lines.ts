import { columnsOf } from '../../report/text/columns.ts';
import { loadPaint, type Paint } from '../../report/text/paint.ts';
import { localeEncoding, textFor } from './encoding.ts';
import { before, type Io, wantsColor } from './io.ts';

/** Progress lines on stderr. */
export interface LiveLines {
  /** Shows them. A second call does nothing. */
  start(): void;
  /** Erases them until the next drawing, so that something else can be printed. */
  clear(): void;
  /** Erases them for good. */
  close(): void;
}

export interface LineSource {
  /** For a terminal, no line wider than it: a wrapped line could not be drawn over. */
  drawn(width: number, paint: Paint): readonly string[];
  /** One line for any other stderr. */
  plain(): string;
}

/** ms between two plain lines. */
const lineEvery = 10_000;

const isSet = (value: string | undefined): boolean => (value ?? '') !== '';

/**
 * Lines redrawn in place if stderr is a capable terminal, otherwise a plain line every ten seconds. CI servers get
 * plain lines too, because their logs keep every redraw.
 * @param drawEvery ms between two redraws
 */
export async function openLiveLines(
  source: LineSource,
  options: { readonly drawEvery: number; readonly color: boolean | undefined },
): Promise<LiveLines> {
  const { stderr, env } = process;
  const drawable = stderr.isTTY === true && env['TERM'] !== 'dumb' && !isSet(env['CI']);
  if (!drawable) return plainLines(stderr, source);
  const paint = await loadPaint(wantsColor(true, options.color));
  return drawnLines(stderr, source, options.drawEvery, paint);
}

function drawnLines(
  terminal: NodeJS.WriteStream,
  source: LineSource,
  drawEvery: number,
  paint: Paint,
): LiveLines {
  // Marks in ASCII are longer.
  const asciiRoom = localeEncoding() === undefined ? 0 : 8;
  let onScreen: readonly string[] = [];
  let drawnAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const clear = (): void => {
    // The cursor is at the end of the last line: erase from the first one on.
    if (onScreen.length > 0) terminal.write(`\r${up(rowsOf(onScreen))}\u001b[J`);
    onScreen = [];
  };
  /** Rows of lines that were drawn: a terminal that has become narrower has broken them. */
  const rowsOf = (lines: readonly string[]): number =>
    lines.reduce(
      (rows, line) => rows + Math.max(1, Math.ceil(columnsOf(line) / (terminal.columns || 80))),
      0,
    );
  const up = (rows: number): string => '\u001b[1A'.repeat(rows - 1);
  const draw = (): void => {
    if (terminal.columns !== drawnAt) clear();
    drawnAt = terminal.columns;
    // Lines beyond the height of the screen would scroll the first ones out of reach.
    const lines = source.drawn((terminal.columns || 80) - asciiRoom, paint).slice(0, terminal.rows || 24);
    if (lines.join('\n') === onScreen.join('\n')) return;
    if (lines.length !== onScreen.length) clear();
    const back = onScreen.length === 0 ? '' : `\r${up(onScreen.length)}`;
    // One write, to avoid flicker.
    terminal.write(textFor({ isTTY: true }, back + lines.map((line) => `\u001b[K${line}`).join('\n')));
    onScreen = lines;
  };
  const close = (): void => {
    clearInterval(timer);
    process.off('exit', close);
    clear();
  };
  // The second Ctrl-C exits at once: the prompt must not follow half a line.
  process.on('exit', close);
  return {
    start() {
      timer ??= setInterval(draw, drawEvery).unref();
    },
    clear,
    close,
  };
}

function plainLines(stream: NodeJS.WriteStream, source: LineSource): LiveLines {
  let timer: NodeJS.Timeout | undefined;
  return {
    start() {
      timer ??= setInterval(() => stream.write(textFor({}, `${source.plain()}\n`)), lineEvery).unref();
    },
    clear: () => undefined,
    close: () => clearInterval(timer),
  };
}

/** Wraps an Io so that the lines are erased before anything is printed. */
export const besideLines = (io: Io, { clear }: Pick<LiveLines, 'clear'>): Io =>
  before(io, { note: clear, ...(io.terminal && { write: clear }) });
