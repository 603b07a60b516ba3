/** What an error page or a log says about one error. */
export interface ErrorText {
  readonly message: string;
  /** Where it happened: the receiver's own code, the nearest first. */
  readonly frames: readonly string[];
}

const mostLines = 3000;
/** Characters of a line that are read: every expression below is tried on a line of at most this length. */
const longestLine = 400;

/** Lines of a stack, as V8, Python, Django, Java, .NET, Ruby, Go and PHP write them. */
const frameForms: readonly RegExp[] = [
  /^at (.{1,200}[(@ ].{0,200}\.\w{1,6}:(?:line )?\d+(?::\d+)?\)?)$/,
  /^at ([\w./\\:-]{1,300}\.\w{1,6}:\d+(?::\d+)?)$/,
  /^File ("[^"]{1,300}", line \d+.{0,100})$/,
  /^(\/?[\w./\\:-]{1,300}\.py, line \d+.{0,100})$/,
  /^((?:from )?[\w./-]{1,300}\.(?:rb|erb):\d+:in .{1,100})$/,
  /^([\w./\\:-]{1,300}\.go:\d+)(?: \+0x[\da-f]+)?$/,
  /^#\d+ ([\w./\\:-]{1,300}\.php\(\d+\).{0,100})$/,
  /^([\w./\\:-]{1,300}\.php:\d+)$/,
  /^(\S.{1,200} in [\w./\\: -]{1,200}\.cs, line \d+)$/,
];

/** Code that is not the receiver's own: the runtime, the framework, what was installed. */
const foreign =
  /node_modules|node:|\(<anonymous>\)|^<anonymous>|<internal:|<frozen |site-packages|dist-packages|\/lib\/python|\/gems\/|\/vendor\/|^vendor\/|\/pkg\/mod\/|\/go\/src\/|^(?:java|javax|jakarta|jdk|sun|kotlin|scala)\.|^java\.base\/|^org\.(?:springframework|apache|eclipse|hibernate)\.|^(?:lambda_method|System|Microsoft)\b/;

export const isForeign = (frame: string): boolean => foreign.test(frame);

/** `TypeError: …`, `java.lang.NullPointerException`, `KeyError at /hook`, `App\Exceptions\Broken: …` */
const errorLine =
  /^(?:Uncaught |Unhandled |Caused by: )?((?:[a-z_$][\w$]{0,60}[.\\/]|[A-Z]\w{0,60}(?:\.|::|\\)){0,8}[A-Z]\w{0,60}|[A-Z]\w{0,60})(?:: (.+)| at \/.*| in \w+#\w+| \((.+)\):?)?$/;
const errorName =
  /(?:Error|Exception|Failure|Fault|DoesNotExist|NotFound|Invalid\w*|Mismatch|Panic|Interrupt|Exit)$/;

/** Lines that say at once what the error is. The first group is the message. */
const markers: readonly RegExp[] = [
  /^(?:\S+ \S+ )?http: panic serving [^ ]{1,60}: (.+)$/,
  /^panic: (.+)$/,
  /^(?:PHP )?(?:Fatal|Parse|Recoverable fatal) error: *(?:Uncaught )?(.+)$/,
  /^Exception Details: *(.+)$/,
];

/** Finds the error in a text, such as a stack trace or the text of a debug page; `undefined` where there is none. */
export function errorInText(text: string): ErrorText | undefined {
  const lines = linesOf(text);
  const frames = lines.flatMap((line) => frameOf(line) ?? []);
  const message = markedIn(lines) ?? namedIn(lines) ?? springIn(lines);
  if (message === undefined) return undefined;
  const python = lines.some((line) => /^File "|\.py, line \d/.test(line));
  const placed = placeIn(message);
  const own = [...(python ? frames.reverse() : frames)].filter((frame) => !isForeign(frame));
  return { message: placed.message, frames: [...new Set([...placed.frames, ...own])] };
}

/** The lines of a text without those that are empty; spaces of any kind are one. */
export function linesOf(text: string): string[] {
  return text
    .split('\n', mostLines)
    .map((line) => line.slice(0, longestLine).replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

function frameOf(line: string): string | undefined {
  for (const form of frameForms) {
    const frame = form.exec(line)?.[1];
    if (frame !== undefined) return frame;
  }
  return undefined;
}

function markedIn(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    for (const marker of markers) {
      const message = marker.exec(line)?.[1];
      if (message !== undefined) return message;
    }
  }
  return undefined;
}

/** The line that names the error: the first, or the last after a traceback of Python, which begins with the frames. */
function namedIn(lines: readonly string[]): string | undefined {
  const named = lines.flatMap((line, at) => {
    const [, name = '', message, inBrackets] = errorLine.exec(line) ?? [];
    // The title of many a page, which is followed by what went wrong.
    if (/^(?:Error|Exception)$/.test(name) && message === undefined) return [];
    return errorName.test(name) ? [{ name, message: message ?? inBrackets, at }] : [];
  });
  const traceback = lines.findIndex((line) => /^Traceback \(most recent call last\)/.test(line));
  const found = traceback >= 0 && traceback < (named[0]?.at ?? 0) ? named.at(-1) : named[0];
  if (found === undefined) return undefined;
  // Django and Rails have the message below the name.
  const next = lines[found.at + 1] ?? '';
  const below = next === '' || frameOf(next) !== undefined || /^Traceback/.test(next) ? undefined : next;
  const message = found.message ?? below;
  if (message === undefined) return found.name;
  return message.startsWith(found.name) ? message : `${found.name}: ${message}`;
}

/** Spring's "Whitelabel Error Page". */
function springIn(lines: readonly string[]): string | undefined {
  const at = lines.findIndex((line) => /^There was an unexpected error \(type=/.test(line));
  return at === -1 ? undefined : lines.slice(at, at + 2).join(' ');
}

/** PHP says the place at the end of the message: `… in /app/index.php:12`, or `on line 12`. */
function placeIn(message: string): ErrorText {
  const at = message.lastIndexOf(' in ');
  const [, file, line] =
    /^ in ([\w./\\:-]{1,300}\.php)(?::| on line )(\d+)$/.exec(at === -1 ? '' : message.slice(at)) ?? [];
  return file === undefined
    ? { message, frames: [] }
    : { message: message.slice(0, at), frames: [`${file}:${line}`] };
}
