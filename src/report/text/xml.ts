import { printable } from './escape.ts';

// Lone surrogates, U+FFFE and U+FFFF: XML 1.0 (2.2) allows them not even as character references.
const illegal = /[\ud800-\udfff\ufffe\uffff]/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Escapes text for XML. Characters that XML forbids or that control a terminal become `\u001b`; line feeds stay. */
export function xmlText(text: string): string {
  return printable(text, 'newlines')
    .replace(illegal, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"]/g, (character) => entities[character] ?? '');
}

/** Attributes in the given order, without undefined ones. Line feeds are escaped: a parser would turn them to blanks. */
export function xmlAttributes(attributes: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(attributes)
    .map(([name, value]) =>
      value === undefined ? '' : ` ${name}="${xmlText(String(value)).replaceAll('\n', '&#10;')}"`,
    )
    .join('');
}
