import { continued } from '../../report/text/columns.ts';

/** What is not ASCII in the texts of this program, besides words. */
const marks: Readonly<Record<string, string>> = {
  ...{ '✓': 'ok', '✗': 'x', '×': 'x', '–': '-', '·': '-', '…': '...', '→': '->', '≥': '>=', '≤': '<=' },
  ...{ '│': '|', '┃': '|', '─': '-', '━': '#' },
  ...{ '▁': '_', '▂': '.', '▃': ':', '▄': '-', '▅': '=', '▆': '+', '▇': '*', '█': '#' },
};
const marked = /[✓✗×–·…→≥≤│┃─━▁-█┌┐└┘├┤┬┴┼]/gu;

/** A line that stays: a command, which must run as it is shown, and what was sent or received. */
const exact =
  /^(?:\u001b\[\d+m|\s)*(?:[^\s:：]+[:：](?:\u001b\[\d+m|\s)*)?(?:npx |webhook-sim |curl )|\\$|^(?:\u001b\[\d+m)*(?:[<>]|\s*[{[\]}"])/;

/** Encodings of Chinese, Japanese and Korean; none other can hold Chinese. */
const eastAsian = new Set(['gb18030', 'gbk', 'big5', 'euc-jp', 'shift_jis', 'euc-kr']);

/** The encoding that the locale names, `C` and `POSIX` included; `undefined` for UTF-8, and where none is named. */
export function localeEncoding(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const locale = ['LC_ALL', 'LC_CTYPE', 'LANG'].map((name) => env[name] ?? '').find(Boolean) ?? '';
  if (/^(?:C|POSIX)$/.test(locale)) return 'ascii';
  const encoding = /\.([^@]+)/.exec(locale)?.[1]?.toLowerCase();
  return encoding === undefined || /^utf-?8$/.test(encoding) ? undefined : encoding;
}

/**
 * A text for people as a stream gets it: on a terminal in lines that fit; with marks in ASCII where the locale is not UTF-8, and in its encoding on a
 * terminal that has Chinese characters. Elsewhere UTF-8: files and programs expect that.
 */
export function textFor(
  { isTTY = false, columns }: { readonly isTTY?: boolean; readonly columns?: number },
  text: string,
  env = process.env,
): string | Uint8Array {
  const fitting = isTTY && columns ? eachLine(text, (line) => continued(line, columns).join('\n')) : text;
  const encoding = localeEncoding(env);
  if (encoding === undefined) return fitting;
  const plain = eachLine(fitting, (line) => line.replace(marked, (mark) => marks[mark] ?? '+'));
  return isTTY ? encoded(plain, encoding) : plain;
}

/** Changes the lines of a text, but those that must stay as they are. */
const eachLine = (text: string, change: (line: string) => string): string =>
  text.replace(/.+/g, (line) => (exact.test(line) ? line : change(line)));

function encoded(text: string, name: string): string | Uint8Array {
  let decoder: Decoder;
  try {
    decoder = new TextDecoder(name.replace(/^euccn$/, 'gbk').replace(/^euc(?=jp|kr)/, 'euc-'));
  } catch {
    return text;
  }
  if (!eastAsian.has(decoder.encoding)) return text;
  const table = tableOf(decoder);
  return Buffer.concat([...text].map((character) => table.get(character) ?? Buffer.from(ascii(character))));
}

type Decoder = InstanceType<typeof TextDecoder>;

const ascii = (character: string): string => (character <= '\u007f' ? character : '?');

let made: { readonly encoding: string; readonly table: ReadonlyMap<string, Uint8Array> } | undefined;

/** The characters of two bytes, as the decoder itself knows them. */
function tableOf(decoder: Decoder): ReadonlyMap<string, Uint8Array> {
  if (made?.encoding === decoder.encoding) return made.table;
  const table = new Map<string, Uint8Array>();
  for (let first = 0x81; first <= 0xfe; first += 1) {
    for (let second = 0x40; second <= 0xfe; second += 1) {
      const bytes = Buffer.from([first, second]);
      const [character = '', ...more] = decoder.decode(bytes);
      if (more.length === 0 && character !== '\ufffd' && !table.has(character)) table.set(character, bytes);
    }
  }
  made = { encoding: decoder.encoding, table };
  return table;
}
