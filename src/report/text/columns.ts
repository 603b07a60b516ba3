// Wide: Hangul, kana, CJK and full-width forms, emoji. Nothing: marks and joiners, which stand on what is before them.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const nothing = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many columns of a terminal a text takes, as near as can be known without asking it. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

/** A text in at most so many columns, with an ellipsis where it was cut. */
export function fitColumns(text: string, most: number): string {
  if (columnsOf(text) <= most) return text;
  let fitting = '';
  let columns = 0;
  for (const character of text) {
    columns += widthOf(character);
    if (columns > most - 1) break;
    fitting += character;
  }
  return most < 1 ? '' : `${fitting}…`;
}

function widthOf(character: string): number {
  if (nothing.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** A piece of a line, measured before it is coloured. */
export interface LineItem {
  readonly text: string;
  readonly color: (text: string) => string;
}

const gap = '  ';

/**
 * Parts as one line below a width: a line that fills its row may wrap, and could then not be drawn over.
 * @param forms the first that fits is taken; of the last, what does not fit is left out from its end
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
