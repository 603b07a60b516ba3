/** What a flag is outside the command line: a key of the configuration, and a variable of the environment. */
export interface Setting {
  /** `maxCases` */
  readonly key: string;
  /** `--max-cases` */
  readonly flag: string;
  /** `WEBHOOK_SIM_MAX_CASES` */
  readonly variable: string;
  /** The flag's line in the help, and the heading that it stands under. */
  readonly about: string;
  readonly group: string;
  /** How it is written: `headers` is a map of names to values, `list` may also be one text alone. */
  readonly form: 'text' | 'switch' | 'list' | 'headers';
  /** What a text says, where that is known. */
  readonly content?: 'number' | 'duration' | 'file' | 'named file' | 'address';
  readonly choices?: readonly string[];
  /** The flag turns something off that is on by default: `--no-color`, `color: false`. */
  readonly negated: boolean;
}

/** A text that a setting was given, and where it stands. */
export interface PlacedText {
  readonly text: string;
  /** `webhook-sim.config.yaml:3:10`, or `WEBHOOK_SIM_TIMEOUT`. */
  readonly place: string;
  /** It is meant as it stands, since it is the environment's: `${NAME}` is no variable in it, a path is from here. */
  readonly literal?: boolean;
}

/** What the environment or a file has to say about a setting: texts, as the flag would take them. */
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

/** `undefined` when the word is none for a switch. */
export function readSwitch(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return Object.hasOwn(switchWords, word) ? switchWords[word] : undefined;
}
