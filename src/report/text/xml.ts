import { printable } from './escape.ts';

// XML 1.0 (2.2) allows neither, not even as a character reference: lone surrogates, U+FFFE and U+FFFF.
const illegal = /[\ud800-\udfff\ufffe\uffff]/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as XML holds it. What XML or a terminal must not be given stands as `\u001b`; line feeds stay. */
export function xmlText(text: string): string {
  return printable(text, 'newlines')
    .replace(illegal, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"]/g, (character) => entities[character] ?? '');
}

/** Attributes in the order given; those that are undefined are left out. A parser would make a line feed a blank. */
export function xmlAttributes(attributes: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(attributes)
    .map(([name, value]) =>
      value === undefined ? '' : ` ${name}="${xmlText(String(value)).replaceAll('\n', '&#10;')}"`,
    )
    .join('');
}
