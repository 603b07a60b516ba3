import { columnsOf, fitColumns } from './columns.ts';

/** A piece of a line, measured before it is coloured. */
export interface Part {
  readonly text: string;
  readonly color: (text: string) => string;
}

const gap = '  ';

/**
 * Parts as one line below a width: a line that fills its row may wrap, and could then not be drawn over.
 * @param forms the first that fits is taken; of the last, what does not fit is left out from its end
 */
export function fittingLine(width: number, ...forms: readonly (readonly Part[])[]): string {
  const room = Math.max(0, width - 1);
  const fits = (parts: readonly Part[]): boolean => columnsOf(joined(parts)) <= room;
  const parts = [...(forms.find(fits) ?? forms.at(-1) ?? [])];
  while (parts.length > 1 && !fits(parts)) parts.pop();
  const [first, ...others] = parts;
  if (first === undefined) return '';
  return [first.color(fitColumns(first.text, room)), ...others.map(({ text, color }) => color(text))].join(
    gap,
  );
}

const joined = (parts: readonly Part[]): string => parts.map(({ text }) => text).join(gap);
