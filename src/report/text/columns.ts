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
