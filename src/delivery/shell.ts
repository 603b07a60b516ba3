/** A text quoted as one argument for a POSIX shell. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

export function shellCommand(args: readonly string[]): string {
  return args.map(shellWord).join(' ');
}

// What a terminal or editor would change: everything except tabs, line feeds and printable text.
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffd]/u;

/** Whether bytes are UTF-8 text that stays the same when it is shown and copied. */
export function survivesCopying(bytes: Buffer): boolean {
  return !unprintable.test(bytes.toString('utf8'));
}

/** Pipes exactly these bytes into a command, on one line; as base64 if a terminal would change them. */
export function shellPipe(bytes: Buffer, command: string): string {
  return survivesCopying(bytes) && !bytes.includes(10)
    ? `printf %s ${shellWord(bytes.toString('utf8'))} | ${command}`
    : `printf %s ${bytes.toString('base64')} | base64 -d | ${command}`;
}
