/** The start of a command line, as bash reads it. */
export interface BashLine {
  /** Without their quotes, the program's name left out; the last one is empty behind a blank. */
  readonly words: readonly string[];
  /** The quote that the last word is still inside of. */
  readonly quote: '' | "'" | '"';
}

/** A piece in quotes, whose end may be missing; an escaped character; blanks; anything else. */
const piece = /'([^']*)('?)|"((?:\\.|[^"\\])*)("?)|\\(.?)|(\s+)|([^\s\\'"]+)/gs;

/** Cuts a line into words. What bash would expand stays as it is typed. */
export function readBashLine(line: string): BashLine {
  const words: string[] = [''];
  let quote: BashLine['quote'] = '';
  for (const [, single, endOfSingle, double, endOfDouble, escaped, blanks, plain] of line
    .trimStart()
    .matchAll(piece)) {
    if (blanks !== undefined) {
      words.push('');
      continue;
    }
    if (endOfSingle === '') quote = "'";
    if (endOfDouble === '') quote = '"';
    const text = single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain ?? '';
    words.push(`${words.pop() ?? ''}${text}`);
  }
  return { words: words.slice(1), quote };
}

/** A text as it can be typed behind this quote. */
export function bashQuoted(text: string, quote: BashLine['quote']): string {
  if (quote === "'") return text.replaceAll("'", "'\\''");
  return text.replace(quote === '"' ? /["\\$`]/g : /[^\p{L}\p{N}_@%+=:,./-]/gu, '\\$&');
}
