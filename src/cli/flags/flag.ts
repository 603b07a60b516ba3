import type { Kind } from '../../config/setting.ts';
import type { CommandName, CompletionSource } from '../commands.ts';

export interface FlagKind<T = unknown> extends Kind<T> {
  /** The possible words; or … */
  readonly words?: readonly string[];
  /** … where words come from. */
  readonly complete?: CompletionSource;
}

/** The headings of the help and of a configuration, in their order. What is under `Output` has none in the help. */
export const headings = [
  'Output',
  'Address',
  'Load',
  'Payload',
  'Cases',
  'Run',
  'Receiver',
  'Sending',
  'Limits',
  'Connection',
  'Verdict',
  'Report',
  'Events',
] as const;

export type Heading = (typeof headings)[number];

/** What can differ between commands. */
interface Variation {
  readonly kind?: FlagKind;
  readonly help?: string;
  readonly group?: Heading;
  readonly default?: unknown;
  readonly conflicts?: Readonly<Record<string, string>>;
  readonly needs?: Readonly<Record<string, string>>;
  readonly repro?: 'always' | 'typed';
  readonly neutral?: string;
}

/**
 * A flag, and everything that follows from it: its line in the help, its key in a configuration and its variable, its
 * TypeScript type, what it excludes, its completion, and its place in a command that repeats a delivery.
 */
export interface Flag extends Variation {
  readonly help: string;
  readonly group: Heading;
  /** The commands that take it; `program` for all of them. */
  readonly commands: readonly (CommandName | 'program')[];
  /** Without a kind, it is a switch. */
  readonly kind?: FlagKind;
  /** The long form, unless it is the key in kebab case. */
  readonly long?: string;
  /** The short form, one letter. */
  readonly short?: string;
  /** The long form is `--no-…`, and the flag is on by default. */
  readonly negated?: true;
  /** Can be given several times. `split`: also with commas in one value; `map`: names and values in a configuration. */
  readonly repeats?: true | 'split' | 'map';
  /** Flags that share an `order` are also gathered in one list of this name, in the order in which they were typed. */
  readonly order?: 'edits';
  /** As `kind.read` gives it. */
  readonly default?: unknown;
  /** Flags that it cannot be combined with, by key, and why. Either of the two may say so. */
  readonly conflicts?: Readonly<Record<string, string>>;
  /** The flag without which it has no meaning, by key, and why. */
  readonly needs?: Readonly<Record<string, string>>;
  /**
   * It belongs in a command that repeats a delivery or case. `typed`: only if it was typed, because what the
   * configuration or environment holds may be secret, and is there next time.
   */
  readonly repro?: 'always' | 'typed';
  /** The value without effect: commands that repeat one delivery give it where another value is configured. */
  readonly neutral?: string;
  /** Not available in a configuration or in the environment. */
  readonly onlyTyped?: true;
  readonly per?: { readonly [C in CommandName]?: Variation };
}

/** A flag without what its section says. */
type FlagEntry = Omit<Flag, 'group' | 'commands'>;

/** Makes the compiler refuse unknown properties. */
type Exact<T> = { readonly [K in keyof T]: { readonly [P in Exclude<keyof T[K], keyof FlagEntry>]: never } };

/**
 * Flags below one heading that the same commands take.
 * @param commands those commands; `program` for all of them
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

/** The type of the flags that a command takes, as a table declares them. */
export type FlagValues<T extends Readonly<Record<string, Flag>>, C extends CommandName> = {
  readonly [K in KeysOf<T, C>]?: T[K] extends Flag & { readonly repeats: NonNullable<Flag['repeats']> }
    ? readonly FlagValue<T[K], C>[]
    : FlagValue<T[K], C>;
};
