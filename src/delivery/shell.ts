// What a terminal or an editor would act on, change or hide: control and format characters (all of Unicode's Cc and Cf
// but the joiners of emoji and Indic scripts), separators of lines and paragraphs, and lone surrogates.
const unprintable = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * A text quoted as one argument for a POSIX shell. What a terminal would change is written as octal escapes of
 * `printf`, which dash, bash and zsh read alike; `$'…'` is unknown to dash.
 */
export function shellWord(text: string): string {
  if (!unprintable.test(text)) return quoted(text);
  // A command substitution drops line feeds at its end.
  const [lineFeeds = ''] = /\n*$/.exec(text) ?? [];
  const start = text.slice(0, text.length - lineFeeds.length);
  const word = unprintable.test(start) ? printed(start) : quoted(start);
  return lineFeeds === '' ? word : `${start === '' ? '' : word}'${lineFeeds}'`;
}

/** A command of these words, on one line. */
export function shellCommand(args: readonly string[]): string {
  if (!args.some((arg) => arg.endsWith('\n'))) return args.map(shellWord).join(' ');
  return `eval ${printed(args.map(quoted).join(' '))}`;
}

// zsh takes `=name` for the path of a program.
const quoted = (text: string): string =>
  /^(?!=)[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** Everything but printable characters that mean nothing to a shell, its history or `printf`, as octal escapes. */
function printed(text: string): string {
  let format = '';
  for (const character of text) {
    const plain = !unprintable.test(character) && !/['"\\%!`$]/.test(character);
    // `printf` would take a leading hyphen for an option.
    if (plain && (format !== '' || character !== '-')) format += character;
    else for (const byte of Buffer.from(character)) format += `\\${byte.toString(8).padStart(3, '0')}`;
  }
  return `"$(printf '${format}')"`;
}

/** Whether bytes are UTF-8 text that stays the same when it is shown and copied. Line feeds do. */
export function survivesCopying(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  // U+FFFD stands for invalid bytes.
  return !text.includes('\ufffd') && !unprintable.test(text.replaceAll('\n', ''));
}

/** Pipes exactly these bytes into a command, on one line; as base64 if a terminal would change them. */
export function shellPipe(bytes: Buffer, command: string): string {
  return survivesCopying(bytes) && !bytes.includes(10)
    ? `printf %s ${shellWord(bytes.toString('utf8'))} | ${command}`
    : `printf %s ${bytes.toString('base64')} | base64 -d | ${command}`;
}
