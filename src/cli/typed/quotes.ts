import { plainWidth } from '../../typed-text.ts';

const dashes = /^[–—―－]+(?=[a-zA-Z])/;
const opening = /^(?:(?:--[\w-]+=)?)['‘“”]/;
/** A flag, up to its value, also in full-width characters; a blank of that width does not part words for a shell. */
const flag = /^([-–—―－]+)([A-Za-zＡ-Ｚａ-ｚ][\w\-－０-９Ａ-Ｚａ-ｚ＿]*)(?:([=＝\u3000])(.*))?$/su;
/** Flags whose values are sent: no character of them is changed. */
const sent = /^(?:--(?:set|unset|body|token|header)(?:=|$)|-H$)/;

/**
 * Words as the user meant them: quotes that were no shell's, dashes that a word processor made of hyphens, and flags in
 * full-width characters.
 * cmd.exe does not know single quotes, so that `'a b'` arrives as `'a` and `b'`.
 */
export function asMeant(argv: readonly string[]): readonly string[] {
  const words: string[] = [];
  for (let i = 0; i < argv.length; i += 1) {
    const [word = '', ...more] = plainFlag(argv[i] as string);
    const end = splitQuote(argv, i);
    if (end === undefined) words.push(word, ...more);
    else {
      words.push(
        [word, ...argv.slice(i + 1, end + 1)]
          .join(' ')
          .replace(/['‘’“”](?=$)/, '')
          .replace(/(^|=)['‘“”]/, '$1'),
      );
      i = end;
    }
  }
  return words;
}

/** `--to=URL` for `——ｔｏ＝URL`, `--to` and `URL` for both with a full-width blank between them. */
function plainFlag(word: string): readonly string[] {
  const [, hyphens, name, mark, value = ''] = flag.exec(word) ?? [];
  if (hyphens === undefined || name === undefined) return [word.replace(dashes, '--')];
  const plain = /^-+$/.test(hyphens) ? hyphens : hyphens === '－' && name.length === 1 ? '-' : '--';
  const long = plain + plainWidth(name);
  if (mark === undefined) return [long];
  return mark === '\u3000' ? [long, value].filter(Boolean) : [`${long}=${value}`];
}

/** Where a quote ends that begins in one word and ends in a later one; `undefined` if none begins. */
function splitQuote(argv: readonly string[], at: number): number | undefined {
  const quotes = (word: string): number => word.match(/['‘’“”]/g)?.length ?? 0;
  const first = argv[at] as string;
  if (/[“”]/.test(first) && (sent.test(first) || sent.test(argv[at - 1] ?? ''))) return undefined;
  if (!opening.test(first) || quotes(first) !== 1) return undefined;
  const rest = argv.slice(at + 1).findIndex((word) => quotes(word) > 0);
  const last = argv[at + 1 + rest];
  return rest >= 0 && last !== undefined && quotes(last) === 1 && /['’“”]$/.test(last)
    ? at + 1 + rest
    : undefined;
}

/** A text without the quotes around it that no shell took away: `'juzi/*'`. */
export function withoutQuotes(text: string): string {
  return /^(?:'[^']*'|"[^"]*"|[‘’][^‘’]*[‘’]|[“”][^“”]*[“”])$/u.test(text) ? text.slice(1, -1) : text;
}
