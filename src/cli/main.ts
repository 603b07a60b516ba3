import { UsageError } from '../errors.ts';
import { printable } from '../report/text/escape.ts';
import { ExitCode } from './exit-code.ts';
import { type Io, printed, processIo } from './io/io.ts';

const askHelp = new Set(['-h', '--help', 'help']);

/**
 * Runs the command line. Never throws: errors go to stderr and into the exit code.
 * @param argv the words after the program's name
 */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  // A closed stderr must not end the run.
  process.stderr.on('error', () => undefined);
  const color = !argv.includes('--no-color');
  const words = argv.filter((word) => word !== '--no-color');
  // The page that everybody sees first, without commander: in a third of the time.
  if (words.length === 0 || (words.length === 1 && askHelp.has(words[0] ?? ''))) {
    return showHelp(processIo({ color }));
  }
  try {
    const { readCommandLine } = await import('./command-line.ts');
    const invocation = await readCommandLine(argv);
    return invocation === undefined
      ? showHelp(processIo({ color }))
      : await invocation.run(processIo({ color: invocation.color }));
  } catch (error) {
    return explain(error);
  }
}

async function showHelp(io: Io): Promise<ExitCode> {
  const { rootHelp } = await import('./root-help.ts');
  await io.out.write(rootHelp(await io.paint()));
  return printed(io);
}

/** Prints what is wrong, unless commander has done so. */
function explain(error: unknown): ExitCode {
  if (error instanceof UsageError) {
    process.stderr.write(`error: ${printable(error.message)}\n`);
    return ExitCode.usage;
  }
  if (error instanceof Error && error.name === 'DrawError') {
    process.stderr.write(`error: ${printable(error.message)}\n`);
    return ExitCode.failed;
  }
  if (error instanceof Error && 'exitCode' in error && error.name === 'CommanderError') {
    return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
  }
  if (error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd') {
    process.stderr.write('error: the working directory does not exist any more: change to another one\n');
    return ExitCode.usage;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `error: this is a bug in webhook-sim; please report it with this stack trace:\n${detail}\n`,
  );
  return ExitCode.failed;
}
