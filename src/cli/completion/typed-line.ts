import type { LocalizedText } from '../../language.ts';
import { type CommandName, commandNames, commands, type Operand } from '../commands.ts';
import { type DeclaredFlag, flagsOf, helpOf, programFlags } from '../flags/declared.ts';

export interface TypedFlag extends Pick<DeclaredFlag, 'long' | 'short' | 'repeats' | 'kind' | 'help'> {
  readonly key: string;
}

/** A command line up to the cursor, parsed by the flag table. */
export interface TypedLine {
  readonly command: CommandName | undefined;
  readonly flags: readonly TypedFlag[];
  /** Without the one at the cursor. */
  readonly operands: readonly string[];
  /** The values of the typed flags by key; empty for a switch. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly cursor: Cursor;
}

/** What is being typed at the cursor, and how much of it. */
export type Cursor =
  | { readonly in: 'command' | 'flag'; readonly text: string }
  | { readonly in: 'value'; readonly flag: TypedFlag; readonly text: string; readonly prefix: string }
  | { readonly in: 'operand'; readonly operand: Operand | undefined; readonly text: string };

const builtin = (key: string, short: string, help: LocalizedText): TypedFlag => ({
  key,
  long: `--${key}`,
  short,
  help,
});
const described = (flag: DeclaredFlag): TypedFlag => ({ ...flag, help: helpOf(flag) });
const helpFlag = builtin('help', 'h', { zh: '显示本帮助', en: 'print this help' });
const versionFlag = builtin('version', 'V', { zh: '显示版本号', en: 'print the version' });

/** @param words those after the program's name, the last one at the cursor */
export function readTypedLine(words: readonly string[]): TypedLine {
  const typed = words.at(-1) ?? '';
  let command: CommandName | undefined;
  let flags: readonly TypedFlag[] = [versionFlag, ...programFlags().map(described), helpFlag];
  const operands: string[] = [];
  const given = new Map<string, string[]>();
  let awaiting: TypedFlag | undefined;
  let flagsEnded = false;

  const give = ({ key }: TypedFlag, values: readonly string[]): void => {
    given.set(key, [...(given.get(key) ?? []), ...values]);
  };
  for (const word of words.slice(0, -1)) {
    if (awaiting !== undefined) {
      give(awaiting, [word]);
      awaiting = undefined;
    } else if (word === '--' && !flagsEnded) {
      flagsEnded = true;
    } else if (!flagsEnded && /^-./.test(word)) {
      const { flag, value } = readFlag(word, flags);
      if (flag !== undefined) give(flag, value === undefined ? [] : [value]);
      if (flag?.kind !== undefined && value === undefined) awaiting = flag;
    } else if (command === undefined) {
      command = commandNames.find((name) => name === word);
      // The flags of a mistyped command are unknown.
      if (command === undefined) return { command, flags: [], operands, given, cursor: nowhere };
      flags = [...flagsOf(command).map(described), helpFlag];
    } else {
      operands.push(word);
    }
  }

  const cursor = (): Cursor => {
    if (awaiting !== undefined) return { in: 'value', flag: awaiting, text: typed, prefix: '' };
    if (!flagsEnded && typed.startsWith('-')) {
      const { flag, value } = readFlag(typed, flags);
      if (flag?.kind === undefined || value === undefined) return { in: 'flag', text: typed };
      return { in: 'value', flag, text: value, prefix: typed.slice(0, typed.length - value.length) };
    }
    if (command === undefined) return { in: 'command', text: typed };
    const { operands: declared = [] } = commands[command];
    const last = declared.at(-1);
    const operand = declared[operands.length] ?? (last?.usage.includes('...') === true ? last : undefined);
    return { in: 'operand', operand, text: typed };
  };
  return { command, flags, operands, given, cursor: cursor() };
}

const nowhere: Cursor = { in: 'operand', operand: undefined, text: '' };

/** `--only`, `--only=variants`, `-n`, `-n5` */
function readFlag(
  word: string,
  flags: readonly TypedFlag[],
): { readonly flag: TypedFlag | undefined; readonly value?: string } {
  const [, name = '', value] = /^(--[^=]*|-[^-])=?(.*)$/s.exec(word) ?? [];
  const flag = flags.find(({ long, short }) => long === name || `-${short}` === name);
  return word === name || value === undefined ? { flag } : { flag, value };
}
