import { printable } from './escape.ts';

/** Text of any origin as Markdown that shows it as it is: no markup, no HTML, no table cell that ends early. */
export function markdownText(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>#|~&@:!$^]/g, '\\$&');
}

/** A table. The cells are Markdown already. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return line(heads) + line(heads.map((_, i) => (i === 0 ? '---' : '---:'))) + rows.map(line).join('');
}
