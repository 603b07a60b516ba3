import { errorLine, UsageError } from '../errors.ts';
import { type LocalizedText, readLanguage, say, setLanguage } from '../language.ts';
import { printable } from '../report/text/escape.ts';
import { ExitCode } from './exit-code.ts';
import { type Io, note, printed, processIo } from './io/io.ts';

const languageVariable = 'WEBHOOK_SIM_LANG';

const askHelp = new Set(['-h', '--help', 'help']);

/**
 * Runs the command line. Never throws: errors go to stderr and into the exit code.
 * @param argv the words after the program's name
 */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  // A closed stderr must not end the run.
  process.stderr.on('error', () => undefined);
  const color = !argv.includes('--no-color');
  const words = withoutLanguage(argv).filter((word) => word !== '--no-color');
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

/**
 * The line without `--lang`, which takes effect here: what is wrong with the rest of the line is said in that language. A
 * value that is none is refused later, as that of any other flag.
 */
function withoutLanguage(argv: readonly string[]): readonly string[] {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  const typed = argv.flatMap((word, i) => (i < end && /^--?lang(?:=|$)/.test(word) ? [i] : []));
  const at = typed.at(-1);
  const inline = at === undefined ? undefined : /=(.*)/s.exec(argv[at] as string)?.[1];
  const value = at === undefined ? '' : (inline ?? argv[at + 1] ?? '');
  setLanguage(readLanguage(value) ?? readLanguage(process.env[languageVariable] ?? '') ?? 'auto');
  if (at === undefined) return argv;
  return argv.filter((_, i) => !typed.some((one) => i === one || (i === one + 1 && argv[one] === '--lang')));
}

async function showHelp(io: Io): Promise<ExitCode> {
  const { rootHelp } = await import('./root-help.ts');
  await io.out.write(rootHelp(await io.paint()), 'text');
  return printed(io);
}

/** Prints what is wrong, unless commander has done so. */
function explain(error: unknown): ExitCode {
  if (error instanceof UsageError) return refuse(error.message);
  if (error instanceof Error && error.name === 'DrawError') {
    refuse(error.message);
    return ExitCode.failed;
  }
  if (error instanceof Error && 'exitCode' in error && error.name === 'CommanderError') {
    return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
  }
  if (error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd') {
    return refuse(
      say({
        zh: '当前工作目录已不存在：请切换到其他目录',
        en: 'the working directory does not exist any more: change to another one',
      }),
    );
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const bug: LocalizedText = {
    zh: '这是 webhook-sim 自身的缺陷，请附上下面的堆栈信息反馈：',
    en: 'this is a bug in webhook-sim; please report it with this stack trace:',
  };
  note(`${errorLine(say(bug))}\n${detail}`);
  return ExitCode.failed;
}

function refuse(why: string): ExitCode {
  note(printable(errorLine(why)));
  return ExitCode.usage;
}
