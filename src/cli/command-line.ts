import { type Command, CommanderError, Option } from 'commander';
import { type LocalizedText, say } from '../language.ts';
import { printable } from '../report/text/escape.ts';
import { version } from '../version.ts';
import { actions } from './actions.ts';
import { type CommandName, commandNames, commands } from './commands.ts';
import type { ExitCode } from './exit-code.ts';
import { type DeclaredFlag, flagsOf, helpOf, programFlags } from './flags/declared.ts';
import { headings } from './flags/flag.ts';
import { readTexts } from './flags/read-source.ts';
import { type FlagsOf, resolveFlags } from './flags/resolve.ts';
import { before, type Io, note, printed } from './io/io.ts';
import { LocalizedCommand } from './program.ts';
import { understand } from './typed/understand.ts';

export interface Invocation {
  run(io: Io): Promise<ExitCode>;
  /** `--color` or `--no-color`; `undefined` without either. */
  readonly color: boolean | undefined;
}

/**
 * Reads a command line, and completes its flags from the environment and the configuration.
 * @returns nothing when no command is named
 * @throws CommanderError when commander has already printed what is wrong
 * @throws UsageError when a flag's value is wrong
 */
export async function readCommandLine(typedWords: readonly string[]): Promise<Invocation | undefined> {
  const argv = understand(typedWords);
  const typed = new Map<string, unknown>();
  let chosen: { readonly name: CommandName; readonly operands: readonly string[] } | undefined;
  // Help and version are results: a full disk must be reported.
  let shown = '';
  const program = declareProgram(argv, typed, (text) => {
    shown += text;
  });
  for (const command of program.commands) {
    command.action(() => {
      chosen = { name: command.name() as CommandName, operands: command.args };
    });
  }
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
    return { run: (io) => print(shown, io), color: undefined };
  }
  return chosen && invocation(chosen.name, chosen.operands, typed);
}

async function invocation<C extends CommandName>(
  name: C,
  operands: readonly string[],
  typed: ReadonlyMap<string, unknown>,
): Promise<Invocation> {
  const { flags, warnings, notes, explain } = await resolveFlags(name, typed);
  return {
    color: (flags as FlagsOf<CommandName>).color,
    async run(outside) {
      for (const warning of warnings) outside.note(warning);
      const { io, flush } = notifyOnce(outside, notes);
      try {
        const code = await actions[name](operands, flags, io);
        flush();
        return code;
      } catch (error) {
        throw await explain(error);
      }
    },
  };
}

async function print(text: string, io: Io): Promise<ExitCode> {
  await io.out.write(text, 'text');
  return printed(io);
}

const environmentNote: LocalizedText = {
  zh: `
每个参数也可以写在配置文件中（--max-cases 写作 maxCases），或用环境变量设置
（WEBHOOK_SIM_MAX_CASES）。\`webhook-sim config\` 显示生效的设置。`,
  en: `
Every flag can also be set in a configuration file (maxCases for --max-cases)
or in the environment (WEBHOOK_SIM_MAX_CASES). \`webhook-sim config\` shows the
settings in effect.`,
};

/** Declares every command, but only the flags of the one that was typed: the others are needed for suggestions alone. */
function declareProgram(
  argv: readonly string[],
  typed: Map<string, unknown>,
  show: (text: string) => void,
): Command {
  const program = new LocalizedCommand('webhook-sim')
    .version(version, '-V, --version', say({ zh: '显示版本号', en: 'print the version' }))
    .helpCommand(false)
    .helpOption('-h, --help', say({ zh: '显示本帮助', en: 'print this help' }))
    .exitOverride()
    .configureOutput({
      writeOut: show,
      outputError: (text) => note(printable(text.trimEnd())),
    });
  for (const flag of programFlags()) declareFlag(program, flag, typed);
  for (const name of commandNames) {
    const command = program.command(name);
    if (argv.includes(name)) declareCommand(command, name, typed);
  }
  return program;
}

function declareCommand(command: Command, name: CommandName, typed: Map<string, unknown>): void {
  const { description, operands = [], usage, epilogue } = commands[name];
  command.description(say(description));
  for (const operand of operands) command.argument(operand.usage, say(operand.help), operand.default);
  const own = flagsOf(name).filter(({ global }) => !global);
  for (const flag of own) declareFlag(command, flag, typed);
  if (usage !== undefined) command.usage(usage);
  if (own.length > 0) command.addHelpText('after', say(environmentNote));
  if (epilogue !== undefined) command.addHelpText('after', `\n${say(epilogue)}`);
}

/** Declares a flag to commander, and puts what is typed into `typed`; lists keep the order of the command line. */
function declareFlag(command: Command, flag: DeclaredFlag, typed: Map<string, unknown>): void {
  const { key, long, short, kind, repeats, order, group, negated } = flag;
  const names = short === undefined ? long : `-${short}, ${long}`;
  const option = new Option(kind === undefined ? names : `${names} <${kind.placeholder}>`, say(helpOf(flag)));
  const heading = say({ zh: `${headings[group].zh}：`, en: `${headings[group].en}:` });
  command.addOption(group === 'Output' ? option : option.helpGroup(heading));
  const append = (list: string, values: readonly unknown[]): void => {
    typed.set(list, [...((typed.get(list) ?? []) as readonly unknown[]), ...values]);
  };
  // A listener, since commander does not call argument parsers for switches.
  command.on(`option:${option.name()}`, (text: string) => {
    const values = kind === undefined ? [negated !== true] : readTexts(text, flag);
    if (repeats === undefined) typed.set(key, values[0]);
    else append(key, values);
    if (order !== undefined) append(order, values);
  });
}

interface NotifyOnce {
  readonly io: Io;
  /** Prints the notes, unless they are printed already. */
  flush(): void;
}

/**
 * Prints `notes` before the first output of a command. If the command fails with a usage error, that line is all it
 * prints: notes on where its settings come from would hide the error.
 */
function notifyOnce(io: Io, notes: readonly string[]): NotifyOnce {
  const waiting = [...notes];
  const flush = (): void => {
    for (const note of waiting.splice(0)) io.note(note);
  };
  return { flush, io: before(io, { write: flush, note: flush, paint: flush }) };
}
