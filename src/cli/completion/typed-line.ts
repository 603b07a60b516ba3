import type { Argument, Command, Option } from 'commander';

/** A command line up to the cursor, read by the declarations of its flags. */
export interface TypedLine {
  readonly command: Command | undefined;
  /** The flags that may be given here. */
  readonly options: readonly Option[];
  /** The command's words that are no flags, without the one at the cursor. */
  readonly operands: readonly string[];
  /** What flags were given, by their attributes; a switch has no values. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly place: Place;
}

/** What the cursor stands in, and how much of it is typed. */
export type Place =
  | { readonly kind: 'command' | 'flag'; readonly text: string }
  | { readonly kind: 'value'; readonly option: Option; readonly text: string; readonly prefix: string }
  | { readonly kind: 'operand'; readonly argument: Argument | undefined; readonly text: string };

/** @param words those behind the program's name, the last being the one at the cursor */
export function readTypedLine(words: readonly string[], program: Command): TypedLine {
  const typed = words.at(-1) ?? '';
  let command: Command | undefined;
  let options: readonly Option[] = optionsOf(program);
  const operands: string[] = [];
  const given = new Map<string, string[]>();
  let awaiting: Option | undefined;
  let flagsEnded = false;

  const give = (option: Option, values: readonly string[]): void => {
    const name = option.attributeName();
    given.set(name, [...(given.get(name) ?? []), ...values]);
  };
  for (const word of words.slice(0, -1)) {
    if (awaiting !== undefined) {
      give(awaiting, [word]);
      awaiting = undefined;
    } else if (word === '--' && !flagsEnded) {
      flagsEnded = true;
    } else if (!flagsEnded && /^-./.test(word)) {
      const { option, value } = readFlag(word, options);
      if (option !== undefined) give(option, value === undefined ? [] : [value]);
      if (option !== undefined && value === undefined && takesValue(option)) awaiting = option;
    } else if (command === undefined) {
      command = program.commands.find((candidate) => candidate.name() === word);
      // A mistyped command has flags that nobody knows.
      options =
        command === undefined ? [] : [...optionsOf(command), ...program.options.filter(isForCommands)];
      if (command === undefined) return { command, options, operands, given, place: nowhere };
    } else {
      operands.push(word);
    }
  }

  const place = (): Place => {
    if (awaiting !== undefined) return { kind: 'value', option: awaiting, text: typed, prefix: '' };
    if (!flagsEnded && typed.startsWith('-')) {
      const { option, value } = readFlag(typed, options);
      if (option === undefined || value === undefined || !takesValue(option))
        return { kind: 'flag', text: typed };
      return { kind: 'value', option, text: value, prefix: typed.slice(0, typed.length - value.length) };
    }
    if (command === undefined) return { kind: 'command', text: typed };
    const { registeredArguments: declared } = command;
    const last = declared.at(-1);
    const argument = declared[operands.length] ?? (last?.variadic === true ? last : undefined);
    return { kind: 'operand', argument, text: typed };
  };
  return { command, options, operands, given, place: place() };
}

const nowhere: Place = { kind: 'operand', argument: undefined, text: '' };

/** Those that the help shows, `--help` among them. */
const optionsOf = (command: Command): Option[] => command.createHelp().visibleOptions(command);

/** Who has named a command asks for no version. */
const isForCommands = (option: Option): boolean => option.long !== '--version';

const takesValue = (option: Option): boolean => option.required || option.optional;

/** `--only`, `--only=variants`, `-n`, `-n5` */
function readFlag(
  word: string,
  options: readonly Option[],
): { readonly option: Option | undefined; readonly value?: string } {
  const [, name = '', value] = /^(--[^=]*|-[^-])=?(.*)$/s.exec(word) ?? [];
  const option = options.find(({ long, short }) => long === name || short === name);
  return word === name || value === undefined ? { option } : { option, value };
}
