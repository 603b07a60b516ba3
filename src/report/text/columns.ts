import { stripVTControlCharacters } from 'node:util';

// Two columns: Hangul, kana, CJK, full-width forms and emoji. None: combining marks and joiners.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
// The parts of a word between which a line may be broken.
const parts =
  /(?:\u001b\[[\d;]*m|[（“‘「『《【⟦])*(?:[\u2e80-\u2fff\u3003-\u3007\u3041-\u9fff\uac00-\ud7a3\uf900-\ufaff]|[^\s\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff01“”‘’⟦⟧]+|[^\s])(?:\u001b\[[\d;]*m|[，。：；？！、）”’」』》】⟧…%])*/gu;
const zeroWidth = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many columns of a terminal a text takes, coloured or not; terminals differ in a few characters. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text.includes('\u001b') ? stripVTControlCharacters(text) : text)
    columns += widthOf(character);
  return columns;
}

/** A text with spaces after it, so that it takes at least `width` columns. */
export const padColumns = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - columnsOf(text)));

/** A text with spaces before it, so that it takes at least `width` columns. */
export const padColumnsStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - columnsOf(text))) + text;

/**
 * A text, coloured or not, in lines of at most `width` columns. A line is broken between words, and beside a Chinese
 * character unless a punctuation mark would be left at the wrong end; a longer word stays whole.
 */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    for (const [i, part] of (word.match(parts) ?? ['']).entries()) {
      const last = lines.at(-1);
      const longer = i === 0 ? `${last} ${part}` : `${last}${part}`;
      if (last !== undefined && columnsOf(longer) <= width) lines[lines.length - 1] = longer;
      else lines.push(part);
    }
  }
  return lines;
}

/** A text in at most `width` columns, with an ellipsis if it was cut. */
export function fitColumns(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  let fitting = '';
  let columns = 0;
  for (const character of text) {
    columns += widthOf(character);
    if (columns > width - 1) break;
    fitting += character;
  }
  return width < 1 ? '' : `${fitting}…`;
}

function widthOf(character: string): number {
  if (zeroWidth.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** Columns that the last column of a line needs for its continuation to stand below it. */
const leastTail = 30;

/**
 * A line in lines of at most `width` columns: what does not fit continues below the last column of the line, where that
 * leaves room, or a little to the right of its start.
 */
export function continued(line: string, width: number): readonly string[] {
  if (columnsOf(line) <= width) return [line];
  const [indent = ''] = /^ */.exec(line) ?? [];
  const gap = [...line.matchAll(/ {2,}(?=\S)/g)].at(-1);
  const head = gap === undefined ? indent : line.slice(0, gap.index + gap[0].length);
  const room = width - columnsOf(head);
  if (head !== indent && room >= leastTail) return below(head, ' '.repeat(columnsOf(head)), room);
  const further = `${indent}    `;
  const isBeside = head !== indent && columnsOf(head.trimEnd()) <= width;
  const start = isBeside ? head : indent;
  const lines = below(start, further, width - further.length);
  return isBeside
    ? [start.trimEnd(), `${further}${lines[0]?.slice(start.length)}`, ...lines.slice(1)]
    : lines;

  function below(first: string, next: string, columns: number): readonly string[] {
    return wrapped(line.slice(first.length), columns).map((part, i) =>
      `${i === 0 ? first : next}${part}`.trimEnd(),
    );
  }
}

/** A part of a line. Its text is measured before it is coloured. */
export interface LineItem {
  readonly text: string;
  readonly color: (text: string) => string;
}

const gap = '  ';

/**
 * Joins parts into one line that is shorter than `width`: a line that fills its row may wrap and cannot be redrawn.
 * @param forms the first that fits is taken; if none does, the last one without the parts at its end
 */
export function fittingLine(width: number, ...forms: readonly (readonly LineItem[])[]): string {
  const room = Math.max(0, width - 1);
  const fits = (parts: readonly LineItem[]): boolean => columnsOf(joined(parts)) <= room;
  const parts = [...(forms.find(fits) ?? forms.at(-1) ?? [])];
  while (parts.length > 1 && !fits(parts)) parts.pop();
  const [first, ...others] = parts;
  if (first === undefined) return '';
  return [first.color(fitColumns(first.text, room)), ...others.map(({ text, color }) => color(text))].join(
    gap,
  );
}

const joined = (parts: readonly LineItem[]): string => parts.map(({ text }) => text).join(gap);
