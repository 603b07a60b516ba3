import { loadPaint, type Paint } from '../../report/text/paint.ts';
import { ExitCode as code, type ExitCode } from '../exit-code.ts';
import { type Output, openOutput } from './output.ts';

/** The outside world of a command. */
export interface Io {
  readonly out: Output;
  /** Notes, warnings and errors: everything that is no result. */
  note(text: string): void;
  /** Whether results are read by a person. */
  readonly terminal: boolean;
  /** Colours for results. */
  paint(): Promise<Paint>;
}

/** The process's own streams. Colours only on a terminal, never against NO_COLOR or `--no-color`. */
export function processIo(options: { readonly color?: boolean | undefined }): Io {
  const terminal = process.stdout.isTTY === true;
  const colored =
    terminal &&
    options.color !== false &&
    (process.env['NO_COLOR'] ?? '') === '' &&
    process.env['TERM'] !== 'dumb';
  return {
    out: openOutput(process.stdout),
    note: (text) => void process.stderr.write(`${text}\n`),
    terminal,
    paint: () => loadPaint(colored),
  };
}

/** The exit code of a command that only prints: its results may not have reached anybody. */
export function printed(io: Io): ExitCode {
  if (io.out.problem === undefined) return code.ok;
  io.note(`error: the results could not be written: ${io.out.problem.message}`);
  return code.failed;
}

/** The same outside world, with something done before it is used: before a result, a note, or colours are asked for. */
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
      write(chunk) {
        act.write?.();
        return out.write(chunk);
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
