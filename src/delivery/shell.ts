/** A word as a POSIX shell reads it. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A command line of words. */
export function shellCommand(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

// What a terminal or an editor would change: everything but tab, line feed and printable text.
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffd]/u;

/** Whether bytes are UTF-8 text that survives being shown and copied. */
export function survivesCopying(bytes: Buffer): boolean {
  return !unprintable.test(bytes.toString('utf8'));
}

/** Pipes exactly these bytes into a command, in one line. What does not survive being shown travels as base64. */
export function shellPipe(bytes: Buffer, command: string): string {
  return survivesCopying(bytes) && !bytes.includes(10)
    ? `printf %s ${shellWord(bytes.toString('utf8'))} | ${command}`
    : `printf %s ${bytes.toString('base64')} | base64 -d | ${command}`;
}
