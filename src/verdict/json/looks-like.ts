import type { LocalizedText } from '../../language.ts';

/** Tried in order, on the start of the text or on what follows the place where it stops being JSON. */
const guesses: readonly {
  readonly from: 'start' | 'stop';
  readonly pattern: RegExp;
  readonly name: LocalizedText;
}[] = [
  {
    from: 'start',
    pattern: /^\s*<(?:!doctype html|html|head|body)\b/i,
    name: { zh: 'HTML 页面', en: 'an HTML page' },
  },
  { from: 'start', pattern: /^\s*<\?xml|^\s*<[a-z]/i, name: { zh: 'XML 或 HTML', en: 'XML or HTML' } },
  {
    from: 'start',
    pattern: /^[^\n]{0,40}\0/,
    name: { zh: 'UTF-16 或二进制数据', en: 'UTF-16 or binary data' },
  },
  {
    from: 'stop',
    pattern: /^(?:-?Infinity|NaN|undefined)\b/,
    name: { zh: 'JSON 不支持的 JavaScript 值', en: 'JavaScript values that JSON does not have' },
  },
  {
    from: 'stop',
    pattern: /^(?:True|False|None)\b|^'/,
    name: { zh: 'Python 字面量', en: 'a Python literal' },
  },
  { from: 'stop', pattern: /^\/[/*]|^#/, name: { zh: '带注释的 JSON', en: 'JSON with comments' } },
  {
    from: 'start',
    pattern: /^\s*[A-Za-z_][\w.%+-]*=[^\n]*$/,
    name: { zh: 'key=value 表单', en: 'a form (key=value)' },
  },
];

/** What a text that is not JSON seems to be instead: `; it looks like an HTML page`, or `''` without a guess. */
export function looksLike(text: string, at: number): LocalizedText {
  const stop = text.slice(at, at + 80);
  const start = text.slice(0, 200);
  const name = guesses.find(({ from, pattern }) => pattern.test(from === 'start' ? start : stop))?.name;
  if (name !== undefined) return { zh: `，看起来是 ${name.zh}`, en: `; it looks like ${name.en}` };
  const before = text.slice(0, at).trimEnd();
  if (/^[\]}]/.test(stop) && before.endsWith(','))
    return { zh: '，末尾多了一个逗号', en: '; it has a trailing comma' };
  if (/^[[{]/.test(stop) && /[\]}]$/.test(before))
    return { zh: '，看起来是两个 JSON 文档', en: '; it looks like two JSON documents' };
  if (at >= text.length) return { zh: '，看起来没有发完', en: '; it looks cut off' };
  if (/^\s*[\p{L}\d][^{[]*$/u.test(start))
    return { zh: '，看起来是纯文本', en: '; it looks like plain text' };
  return { zh: '', en: '' };
}
