import { printable } from './escape.ts';

/** Escapes text of any origin, so that Markdown shows it unchanged: no markup, no HTML, no early end of a cell. */
export function markdownText(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>#|~&@:!$^]/g, '\\$&');
}

/** A table whose cells are Markdown already. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return line(heads) + line(heads.map((_, i) => (i === 0 ? '---' : '---:'))) + rows.map(line).join('');
}
