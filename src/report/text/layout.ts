import { asIs, type LocalizedText, say } from '../../language.ts';
import { padColumns, wrapped } from './columns.ts';
import type { Paint } from './paint.ts';

export const factLine = (name: string, text: string, paint: Paint, nameWidth = 9): string =>
  `  ${paint.faint(padColumns(name, nameWidth))}${text}`;

/** A named fact of at most `width` columns; what does not fit continues on the next lines. None without a text. */
export function row(name: string, text: string, width: number, paint: Paint): readonly string[] {
  const nameWidth = 10;
  return wrapped(text, width - 2 - nameWidth).map((line, i) =>
    factLine(i === 0 ? name : '', line, paint, nameWidth),
  );
}

/** A section under its heading, with `beside` next to it; `''` where it has no lines. */
export function section(heading: string, lines: readonly string[], paint: Paint, beside = ''): string {
  return lines.length === 0 ? '' : `${[paint.strong(heading) + beside, ...lines].join('\n')}\n`;
}

/** Sections with an empty line between them; those that are `''` are left out. */
export const page = (sections: readonly string[]): string =>
  sections.filter((text) => text !== '').join('\n');

/** A text in both languages, whichever is in effect: the Chinese one is the platform's own, the English one is faint. */
export const bilingual = ({ zh, en }: LocalizedText, paint: Paint): string =>
  say(asIs(`${zh} ${paint.faint(`· ${en}`)}`));

/** Before the command that repeats something. */
export const reproduceWith: LocalizedText = { zh: '复现命令：', en: 'Reproduce with:' };
