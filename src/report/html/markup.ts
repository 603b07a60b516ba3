import { printable } from '../text/escape.ts';

/**
 * A piece of HTML. Only {@link markup} and the functions beside it make one, so that text from a receiver, from a
 * payload or from a name never becomes HTML by itself.
 */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** What a template may contain. */
export type Content = Markup | string | number | false | undefined | readonly Content[];

const layouts = new WeakMap<TemplateStringsArray, readonly string[]>();

/** HTML as written, with every part escaped that is not itself {@link Markup}. Line feeds in text are spelt out. */
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

/** Text for a `<pre>`: as {@link markup} escapes it, but line feeds stay. */
export function preformatted(text: string): Markup {
  return new Markup(escaped(shown(text, 'newlines')));
}

/** Text for an attribute that nobody sees, for a script to read back unchanged. It cannot hold a NUL. */
export function unchanged(text: string): Markup {
  return new Markup(
    escaped(text.replaceAll('\0', '\\u0000')).replace(/[\r\n]/g, (unit) => `&#${unit.charCodeAt(0)};`),
  );
}

/** Text as the page shows it: half a surrogate pair has no UTF-8 and is spelt out as well. */
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
