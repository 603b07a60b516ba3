/** A number in a text, and the text of its line before it. */
export interface NumberInText {
  readonly label: string;
  readonly value: number;
}

/** Digits in groups, with one separator throughout: `1,233`, `1 233`, `1.233.000`, `12,34,567`; perhaps decimals. */
const grouped = String.raw`[1-9]\d{0,2}(?:(?:,\d\d)*,\d{3}|(?:\.\d{3})+|(?:[ '’_]\d{3})+)(?!\d)(?:[.,]\d+(?!\d))?`;
const plain = String.raw`0x[\da-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?`;
/** Digits within a word belong to an id or a digest. Chinese and other letters may touch a number: `共12条`. */
const number = new RegExp(
  String.raw`(?<![a-z\d_.])(?:(?<![^\s(=:,;"'>[|])[-+])?(?:${grouped}|${plain})(?![a-z\d_]|\.\d)`,
  'gi',
);
/** What contains digits and is no amount: UUIDs, dates, times of day, addresses, versions. */
const noAmount =
  /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}(?:日|T(?=\d))?|(?<![\d:])\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?![\d:])|(?<![\d.])(?![1-9]\d{0,2}(?:\.\d{3})+(?!\d))\d+(?:\.\d+){2,}/gi;

/** The numbers of a line, however they are written: with separators, full-width or Arabic digits, an exponent. */
export function numbersOf(line: string): NumberInText[] {
  const text = asciiDigits(line).replace(noAmount, (match) => '·'.repeat(match.length));
  return [...text.matchAll(number)]
    .map(({ 0: token, index }) => ({ label: text.slice(0, index), value: amountOf(token) }))
    .filter(({ value }) => Number.isFinite(value));
}

/** The number that a text is, and nothing else; `undefined` for any other text. */
export function numberOf(text: string): number | undefined {
  const [first, second] = numbersOf(text.trim());
  if (first === undefined || second !== undefined || first.label !== '') return undefined;
  return asciiDigits(text.trim()).replace(number, '') === '' ? first.value : undefined;
}

function amountOf(token: string): number {
  const [, sign, digits = ''] = /^([-+]?)(.*)$/.exec(token) ?? [];
  return (
    (sign === '-' ? -1 : 1) * Number(new RegExp(`^${grouped}$`).test(digits) ? ungrouped(digits) : digits)
  );
}

/** Without the separators of groups, and with a point before the decimals. */
function ungrouped(digits: string): string {
  const separators = [...digits.matchAll(/\D/g)].map(([separator]) => separator);
  const last = separators.at(-1);
  const decimals = separators.length > 1 && last !== separators[0] ? digits.split(/\D/).at(-1) : undefined;
  const whole = decimals === undefined ? digits : digits.slice(0, -decimals.length - 1);
  return `${whole.replace(/\D/g, '')}${decimals === undefined ? '' : `.${decimals}`}`;
}

/** Decimal digits of every script as 0 to 9, and separators as the ASCII ones that look like them. */
function asciiDigits(text: string): string {
  // Most lines are ASCII already.
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/\u066c/g, ',')
    .replace(/\u066b/g, '.')
    .replace(/\u2212/g, '-')
    .replace(/(?![0-9])\p{Nd}/gu, digitOf);
}

/** Unicode keeps the ten digits of a script together, in order (The Unicode Standard, 4.6). */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}
