/** A word as a POSIX shell reads it. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A command line of words. */
export function shellCommand(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}
