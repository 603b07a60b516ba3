import { errorLine } from '../../errors.ts';
import { say } from '../../language.ts';
import { loadPaint, type Paint } from '../../report/text/paint.ts';
import { ExitCode as code, type ExitCode } from '../exit-code.ts';
import { textFor } from './encoding.ts';

export interface Io {
  readonly out: Output;
  /** Prints a note, warning or error on stderr. */
  note(text: string): void;
  /** Whether results go to a terminal. */
  readonly terminal: boolean;
  /** Colours for stdout. */
  paint(): Promise<Paint>;
}

/**
 * Whether a stream gets colours: on a terminal, or where FORCE_COLOR asks for them. Never with `--no-color`, and NO_COLOR
 * takes precedence over FORCE_COLOR, as in picocolors and vitest.
 */
export function wantsColor(terminal: boolean, color: boolean | undefined, env = process.env): boolean {
  if (color === false || (env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'] ?? '';
  if (forced !== '') return !/^(?:0|false)$/i.test(forced);
  return terminal && env['TERM'] !== 'dumb';
}

/** Prints a line for people on stderr. */
export function note(text: string): void {
  const { stderr } = process;
  stderr.write(textFor(stderr, `${text}\n`));
}

/** The process's streams. */
export function processIo(options: { readonly color?: boolean | undefined }): Io {
  const terminal = process.stdout.isTTY === true;
  const colored = wantsColor(terminal, options.color);
  return {
    out: openOutput(process.stdout),
    note,
    terminal,
    paint: () => loadPaint(colored),
  };
}

/** The exit code of a command that only prints: writing may have failed. */
export function printed(io: Io): ExitCode {
  if (io.out.problem === undefined) return code.ok;
  io.note(unwritten(io.out.problem));
  return code.failed;
}

/** That the results could not be written, as an error. */
export const unwritten = ({ message }: Error): string =>
  errorLine(say({ zh: `结果无法写出：${message}`, en: `the results could not be written: ${message}` }));

/** Wraps an Io so that something happens before each use. */
export function before(
  io: Io,
  act: { readonly write?: () => void; readonly note?: () => void; readonly paint?: () => void },
): Io {
  const { out, terminal } = io;
  return {
    terminal,
    out: {
      get closed() {
        return out.closed;
      },
      get problem() {
        return out.problem;
      },
      write(chunk, what) {
        act.write?.();
        return out.write(chunk, what);
      },
    },
    note(text) {
      act.note?.();
      io.note(text);
    },
    paint() {
      act.paint?.();
      return io.paint();
    },
  };
}

export interface Output {
  /**
   * Resolves when more can be written: backpressure.
   * @param what a text is for people, and is written as their terminal has it; data, the default, stays as it is
   */
  write(chunk: string | Uint8Array, what?: 'text' | 'data'): Promise<void>;
  /** The reader left (`| head -1`), or the disk is full: what is written is lost. */
  readonly closed: boolean;
  /** The write error; `undefined` if the reader closed the pipe (EPIPE). */
  readonly problem: NodeJS.ErrnoException | undefined;
}

/** Wraps standard output, which must not have been written to before. */
export function openOutput(stream: NodeJS.WriteStream): Output {
  let failure: NodeJS.ErrnoException | undefined;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    failure ??= error;
  });
  return {
    get closed() {
      return failure !== undefined;
    },
    get problem() {
      return failure?.code === 'EPIPE' ? undefined : failure;
    },
    write(chunk, what) {
      if (failure !== undefined) return Promise.resolve();
      return new Promise((resolve) => {
        const isText = what === 'text' && typeof chunk === 'string';
        stream.write(isText ? textFor(stream, chunk) : chunk, (error) => {
          if (error != null) failure ??= error as NodeJS.ErrnoException;
          // Writes to a file are synchronous: without this turn of the event loop, signals would not be handled.
          setImmediate(resolve);
        });
      });
    },
  };
}
