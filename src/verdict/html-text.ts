const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  rarr: '→',
  mdash: '—',
  ndash: '–',
  laquo: '«',
  raquo: '»',
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Elements whose content is not text of the page. */
const silent = new Set([
  'script',
  'title',
  'style',
  'head',
  'svg',
  'template',
  'noscript',
  'textarea',
  'button',
  'nav',
  'select',
]);
/** Elements within a line. */
const inline = new Set([
  'a',
  'abbr',
  'b',
  'cite',
  'code',
  'em',
  'font',
  'i',
  'kbd',
  'mark',
  'small',
  'span',
  'strong',
  'td',
  'th',
  'u',
  'var',
]);

/**
 * The text of a page, a line for each block, without tags, scripts and styles, and with entities decoded. Passes over
 * the source once.
 */
export function textOfHtml(source: string): string {
  const parts: string[] = [];
  // The line feeds of a fragment, such as an error of PHP, are its own: no element holds them.
  const fragment = !/<(?:!doctype|html|body)/i.test(source.slice(0, 1000));
  let preformatted = fragment;
  const add = (text: string): void => void parts.push(preformatted ? text : text.replace(/[\r\n]+/g, ' '));
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    if (open === -1) break;
    add(source.slice(at, open));
    if (source.startsWith('<!--', open)) {
      const end = source.indexOf('-->', open + 4);
      at = end === -1 ? source.length : end + 3;
      continue;
    }
    const tag = /^<\/?([a-z][a-z0-9]{0,20})/i.exec(source.slice(open, open + 24))?.[1]?.toLowerCase();
    if (tag === undefined && !source.startsWith('<!', open)) {
      parts.push('<');
      at = open + 1;
      continue;
    }
    const close = source.indexOf('>', open);
    if (close === -1) break;
    at = close + 1;
    if (tag === undefined) continue;
    if (tag === 'pre') preformatted = fragment || source[open + 1] !== '/';
    if (!inline.has(tag)) parts.push('\n');
    if (silent.has(tag) && source[open + 1] !== '/' && source[close - 1] !== '/') at = endOf(source, tag, at);
  }
  if (at < source.length && source.indexOf('<', at) === -1) add(source.slice(at));
  return decodeEntities(parts.join(''));
}

/** Where the content of an element ends: at its end tag, or at the end of the page. */
function endOf(source: string, tag: string, from: number): number {
  const ending = new RegExp(`</${tag}[\\s>]`, 'gi');
  ending.lastIndex = from;
  return ending.exec(source)?.index ?? source.length;
}

/** The title of a page, in one line; `''` where it has none. */
export function titleOf(source: string): string {
  const open = /<title[^<>]{0,200}>/i.exec(source);
  if (open === null) return '';
  const from = open.index + open[0].length;
  const end = source.indexOf('<', from);
  const text = source.slice(from, end === -1 ? from + 300 : Math.min(end, from + 300));
  return decodeEntities(text).replace(/\s+/g, ' ').trim();
}
