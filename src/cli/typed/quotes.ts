const dashes = /^[–—―－]+(?=[a-zA-Z])/;
const opening = /^(?:(?:--[\w-]+=)?)['‘]/;

/**
 * Words as the user meant them: quotes that were no shell's, and dashes that a word processor made of hyphens.
 * cmd.exe does not know single quotes, so that `'a b'` arrives as `'a` and `b'`.
 */
export function asMeant(argv: readonly string[]): readonly string[] {
  const words: string[] = [];
  for (let i = 0; i < argv.length; i += 1) {
    const word = (argv[i] as string).replace(dashes, '--');
    const end = splitQuote(argv, i);
    if (end === undefined) words.push(word);
    else {
      words.push(
        [word, ...argv.slice(i + 1, end + 1)]
          .join(' ')
          .replace(/['‘’](?=$)/, '')
          .replace(/(^|=)['‘]/, '$1'),
      );
      i = end;
    }
  }
  return words;
}

/** Where a quote ends that begins in one word and ends in a later one; `undefined` if none begins. */
function splitQuote(argv: readonly string[], at: number): number | undefined {
  const quotes = (word: string): number => word.match(/['‘’]/g)?.length ?? 0;
  const first = argv[at] as string;
  if (!opening.test(first) || quotes(first) !== 1) return undefined;
  const rest = argv.slice(at + 1).findIndex((word) => quotes(word) > 0);
  const last = argv[at + 1 + rest];
  return rest >= 0 && last !== undefined && quotes(last) === 1 && /['’]$/.test(last)
    ? at + 1 + rest
    : undefined;
}

/** A text without the quotes around it that no shell took away: `'juzi/*'`. */
export function withoutQuotes(text: string): string {
  return /^(?:'[^']*'|"[^"]*"|‘[^‘’]*’|“[^“”]*”)$/u.test(text) ? text.slice(1, -1) : text;
}
