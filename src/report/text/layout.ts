import { stripVTControlCharacters } from 'node:util';
import { columnsOf } from './columns.ts';
import type { Paint } from './paint.ts';

const nameWidth = 10;

/** A named fact; what does not fit goes on below itself. Nothing where there is nothing to say. */
export function row(name: string, text: string, width: number, paint: Paint): readonly string[] {
  const indent = 2 + nameWidth;
  return wrapped(text, width - indent).map(
    (line, i) => `  ${paint.faint((i === 0 ? name : '').padEnd(nameWidth))}${line}`,
  );
}

/** A text, coloured or not, in lines of at most so many columns, broken between words; a longer word stays whole. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && columnsOf(stripVTControlCharacters(`${last} ${word}`)) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * A section under its heading; `''` where it has no lines.
 * @param beside stands next to the heading
 */
export function section(heading: string, lines: readonly string[], paint: Paint, beside = ''): string {
  return lines.length === 0 ? '' : `${[paint.strong(heading) + beside, ...lines].join('\n')}\n`;
}
