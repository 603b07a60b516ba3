import type { Kind } from '../../config/setting.ts';
import type { LocalizedText } from '../../language.ts';
import type { CommandName, CompletionSource } from '../commands.ts';

export interface FlagKind<T = unknown> extends Kind<T> {
  /** The possible words; or … */
  readonly words?: readonly string[];
  /** Quotes around a value belong to it. Otherwise they are those that cmd.exe leaves, and are dropped. */
  readonly verbatim?: true;
  /** Where completion finds words. */
  readonly complete?: CompletionSource;
}

/** The headings of the help and of a configuration, in their order. The help prints `Output` as "Options". */
export const headings = {
  Output: { zh: '输出', en: 'Output' },
  Address: { zh: '地址', en: 'Address' },
  Load: { zh: '压测', en: 'Load' },
  Payload: { zh: '消息体', en: 'Payload' },
  Cases: { zh: '用例', en: 'Cases' },
  Run: { zh: '运行', en: 'Run' },
  Receiver: { zh: '接收端', en: 'Receiver' },
  Sending: { zh: '发送', en: 'Sending' },
  Limits: { zh: '限制', en: 'Limits' },
  Connection: { zh: '连接', en: 'Connection' },
  Verdict: { zh: '判定', en: 'Verdict' },
  Report: { zh: '报告', en: 'Report' },
  Events: { zh: '事件', en: 'Events' },
} as const satisfies Readonly<Record<string, LocalizedText>>;

export type Heading = keyof typeof headings;

/** What can differ between commands. */
interface Variation {
  readonly kind?: FlagKind;
  readonly help?: LocalizedText;
  readonly group?: Heading;
  readonly default?: unknown;
  readonly conflicts?: Readonly<Record<string, LocalizedText>>;
  readonly needs?: Readonly<Record<string, LocalizedText>>;
  readonly repro?: 'always' | 'typed';
  readonly neutral?: string;
}

/**
 * The one definition of a flag. Its help, configuration key, environment variable, TypeScript type, conflicts,
 * completion and place in `Reproduce with:` commands are derived from it.
 */
export interface Flag extends Variation {
  readonly help: LocalizedText;
  readonly group: Heading;
  /** The commands that take it; `program` for every command. */
  readonly commands: readonly (CommandName | 'program')[];
  /** How its value is read and printed; a flag without a kind is a switch. */
  readonly kind?: FlagKind;
  /** The long form, unless it is the key in kebab case. */
  readonly long?: string;
  /** The short form, one letter. */
  readonly short?: string;
  /** The long form is `--no-…`, and the flag is on by default. */
  readonly negated?: true;
  /** Can be given several times. `split`: also with commas in one value; `map`: names and values in a configuration. */
  readonly repeats?: true | 'split' | 'map';
  /** Flags with the same `order` are also collected in one list of this name, in the order of the command line. */
  readonly order?: 'edits';
  /** A value that `init` shows, as it would be typed, where the kind's own example would not do. */
  readonly example?: string;
  /** A value as `kind.read` returns it. */
  readonly default?: unknown;
  /** Keys of flags that it excludes, with the reason. Only one flag of a pair needs to declare it. */
  readonly conflicts?: Readonly<Record<string, LocalizedText>>;
  /** Keys of flags without which it has no effect, with the reason. */
  readonly needs?: Readonly<Record<string, LocalizedText>>;
  /**
   * It belongs in a command that repeats a delivery or case. `typed`: only if it was typed, because what the
   * configuration or environment holds may be secret, and is there next time.
   */
  readonly repro?: 'always' | 'typed';
  /** The value without effect: commands that repeat one delivery give it where another value is configured. */
  readonly neutral?: string;
  /** Ignored in a configuration that was found above the working directory, with the reason: nobody has named it. */
  readonly notFromAbove?: LocalizedText;
  /** Not available in a configuration or in the environment. */
  readonly onlyTyped?: true;
  readonly per?: { readonly [C in CommandName]?: Variation };
}

/** A flag without the properties that its section sets. */
type FlagEntry = Omit<Flag, 'group' | 'commands'>;

/** Makes the compiler refuse unknown properties. */
type Exact<T> = { readonly [K in keyof T]: { readonly [P in Exclude<keyof T[K], keyof FlagEntry>]: never } };

/**
 * Flags under one heading, taken by the same commands.
 * @param commands the commands that take the flags; `program` for every command
 */
export function section<
  const G extends Heading,
  const C extends Flag['commands'],
  const T extends Readonly<Record<string, FlagEntry>>,
>(
  group: G,
  commands: C,
  entries: T & Exact<T>,
): { readonly [K in keyof T]: T[K] & { group: G; commands: C } } {
  const flags = Object.entries(entries).map(([key, entry]) => [key, { ...entry, group, commands }]);
  return Object.fromEntries(flags) as ReturnType<typeof section<G, C, T>>;
}

type FlagValue<F extends Flag, C extends CommandName> = F['per'] extends {
  readonly [K in C]: { readonly kind: Kind<infer T> };
}
  ? T
  : F['kind'] extends Kind<infer T>
    ? T
    : boolean;

type KeysOf<T extends Readonly<Record<string, Flag>>, C extends CommandName> = {
  [K in keyof T]: Extract<T[K]['commands'][number], C | 'program'> extends never ? never : K;
}[keyof T];

/** The type of a command's flags, by key, derived from a table. */
export type FlagValues<T extends Readonly<Record<string, Flag>>, C extends CommandName> = {
  readonly [K in KeysOf<T, C>]?: T[K] extends Flag & { readonly repeats: NonNullable<Flag['repeats']> }
    ? readonly FlagValue<T[K], C>[]
    : FlagValue<T[K], C>;
};
