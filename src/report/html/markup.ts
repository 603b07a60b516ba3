import { currentLanguage, type Language, say } from '../../language.ts';
import { printable } from '../text/escape.ts';

/** HTML. Only {@link markup} and the functions below make it: text of a receiver or payload never becomes HTML. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** What a template may contain. */
export type Content = Markup | string | number | false | undefined | readonly Content[];

const layouts = new WeakMap<TemplateStringsArray, readonly string[]>();

/** A template tag for HTML. Escapes everything that is not {@link Markup}; line feeds in text become `\u000a`. */
export function markup(written: TemplateStringsArray, ...parts: readonly Content[]): Markup {
  const pieces = layouts.get(written) ?? written.map((piece) => piece.replace(/\n\s*/g, '\n'));
  layouts.set(written, pieces);
  return new Markup(pieces.map((piece, i) => (i === 0 ? piece : sourceOf(parts[i - 1]) + piece)).join(''));
}

function sourceOf(part: Content): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Markup) return part.source;
  if (typeof part === 'object') return part.map(sourceOf).join('\n');
  return escaped(shown(String(part)));
}

/** A text with tags in it, in the language in effect. */
export const sayMarkup = ({ zh, en }: Readonly<Record<Language, Markup>>): Markup =>
  new Markup(say({ zh: zh.source, en: en.source }));

/** The language of a page, for its `<html lang>`. */
export const pageLanguage = (): string => (currentLanguage() === 'zh' ? 'zh-CN' : 'en');

/** Text for a `<pre>`, escaped as by {@link markup}, with its line feeds. */
export const preformatted = (text: string): Markup => new Markup(escaped(shown(text, 'newlines')));

/** Text for an attribute that a script reads back unchanged, except for NUL, which HTML cannot contain. */
export function unchanged(text: string): Markup {
  return new Markup(
    escaped(text.replaceAll('\0', '\\u0000')).replace(/[\r\n]/g, (unit) => `&#${unit.charCodeAt(0)};`),
  );
}

/** Text as the page shows it: control characters and lone surrogates, which UTF-8 does not have, as `\u001b`. */
export function shown(text: string, keep?: 'newlines'): string {
  return printable(text, keep).replace(
    /[\ud800-\udfff]/gu,
    (half) => `\\u${half.charCodeAt(0).toString(16)}`,
  );
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** Words as one token without spaces, for an attribute that holds several. Different words give different tokens. */
export function token(...words: readonly string[]): string {
  return words
    .map((word) => word.replace(/[^\w.-]/g, (unit) => `%${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .join('/');
}
