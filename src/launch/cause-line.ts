/** What a line that names the cause of a crash looks like, the surest first. */
const causes = [
  /^\s*(?:Uncaught\s+)?(?:[\w$.]*\.)?\w*(?:Error|Exception)\b(?: \[\w+\])?: \S.*/,
  /^\s*(?:panic|fatal|error)(?:\[\w+\])?\s*: \S.*/i,
  /\b(?:EADDRINUSE|EACCES|command not found|not found|No such file|No module named|Cannot find)\b.*/i,
];
const longest = 300;

/**
 * The line of a program's last output that says why it ended: that of the error, not of its stack.
 * @returns nothing if no line looks like a cause
 */
export function causeLine(output: string): string | undefined {
  const lines = output.split(/\r?\n/);
  for (const pattern of causes) {
    const found = lines.findLast((line) => pattern.test(line));
    if (found !== undefined) return found.trim().slice(0, longest);
  }
  return undefined;
}
