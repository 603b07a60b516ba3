import type { LocalizedText } from '../language.ts';
import type { JsonSchema } from '../schema.ts';

/** A kind of value, such as a duration: how it is read, printed and described. */
export interface Kind<T = unknown> {
  /** The name of the value in the help: `duration`. */
  readonly placeholder: string;
  /**
   * Reads a text as it is typed.
   * @param label the beginning of a message: `--timeout`
   * @throws UsageError
   */
  read(text: string, label: string): T;
  /** Prints a value so that `read` returns the same value. */
  print(value: T): string;
  /** Describes the texts that `read` accepts, for editors. */
  readonly schema: JsonSchema;
  /** Shown by `init` where there is no default. */
  readonly example: string;
  /**
   * How a configuration treats it. `path`: relative to the file; `report`: a name, and perhaps a path after
   * `=`; `address`: a URL, in which some variables are shown; `plain`: it cannot contain a secret.
   */
  readonly content?: 'path' | 'report' | 'address' | 'plain';
}

/** A flag as a key of the configuration and a variable of the environment. */
export interface Setting {
  /** `maxCases` */
  readonly key: string;
  /** `--max-cases` */
  readonly flag: string;
  /** `WEBHOOK_SIM_MAX_CASES` */
  readonly variable: string;
  /** The help text of the flag. */
  readonly help: LocalizedText;
  /** The heading of the flag in the help. */
  readonly group: LocalizedText;
  /** `switch`: on or off; `map`: names and values; `list`: several values, or a single one. */
  readonly form: 'switch' | 'value' | 'list' | 'map';
  /** The kind of each value; `undefined` for a switch. */
  readonly kind: Kind | undefined;
  /** Shown by `init` in place of the kind's example. */
  readonly example?: string;
  /** The default as it would be typed. */
  readonly default: string | undefined;
  /** The flag turns off what is on by default: `--no-color` is `color: false`. */
  readonly negated: boolean;
}

/** The text of a setting, and its place. */
export interface PlacedText {
  readonly text: string;
  /** `webhook-sim.config.yaml:3:10`, or `WEBHOOK_SIM_TIMEOUT`. */
  readonly place: string;
  /** From the environment: `${NAME}` is not replaced, and a path is relative to the working directory. */
  readonly literal?: boolean;
}

/** What the environment or a file says about a setting, as texts that the flag takes. */
export interface SourceValue {
  readonly from: 'environment' | 'config';
  readonly place: string;
  readonly texts: readonly PlacedText[];
}

const switchWords: Readonly<Record<string, boolean>> = {
  '1': true,
  true: true,
  yes: true,
  '0': false,
  false: false,
  no: false,
};

/** Reads `1`, `true`, `yes`, `0`, `false` or `no`, in any case; `undefined` for anything else. */
export function readSwitch(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return Object.hasOwn(switchWords, word) ? switchWords[word] : undefined;
}

/** The key of a configuration in a package.json. */
export const packageKey = 'webhook-sim';
