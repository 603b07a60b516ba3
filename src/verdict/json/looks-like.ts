/** Tried in order, on the start of the text or on what follows the place where it stops being JSON. */
const guesses: readonly {
  readonly from: 'start' | 'stop';
  readonly pattern: RegExp;
  readonly name: string;
}[] = [
  { from: 'start', pattern: /^\s*<(?:!doctype html|html|head|body)\b/i, name: 'an HTML page' },
  { from: 'start', pattern: /^\s*<\?xml|^\s*<[a-z]/i, name: 'XML or HTML' },
  { from: 'start', pattern: /^[^\n]{0,40}\0/, name: 'UTF-16 or binary data' },
  {
    from: 'stop',
    pattern: /^(?:-?Infinity|NaN|undefined)\b/,
    name: 'JavaScript values that JSON does not have',
  },
  { from: 'stop', pattern: /^(?:True|False|None)\b|^'/, name: 'a Python literal' },
  { from: 'stop', pattern: /^\/[/*]|^#/, name: 'JSON with comments' },
  { from: 'start', pattern: /^\s*[A-Za-z_][\w.%+-]*=[^\n]*$/, name: 'a form (key=value)' },
];

/** What a text that is not JSON seems to be instead: `; it looks like an HTML page`, or `''` without a guess. */
export function looksLike(text: string, at: number): string {
  const stop = text.slice(at, at + 80);
  const start = text.slice(0, 200);
  const name = guesses.find(({ from, pattern }) => pattern.test(from === 'start' ? start : stop))?.name;
  if (name !== undefined) return `; it looks like ${name}`;
  const before = text.slice(0, at).trimEnd();
  if (/^[\]}]/.test(stop) && before.endsWith(',')) return '; it has a trailing comma';
  if (/^[[{]/.test(stop) && /[\]}]$/.test(before)) return '; it looks like two JSON documents';
  if (at >= text.length) return '; it looks cut off';
  if (/^\s*[\p{L}\d][^{[]*$/u.test(start)) return '; it looks like plain text';
  return '';
}
