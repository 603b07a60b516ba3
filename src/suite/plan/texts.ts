import type { Basis } from '../../define/basis.ts';

/** A text that people really type or paste, and that receivers have stumbled over. */
export interface TrickyText {
  readonly name: string;
  readonly basis: Basis;
  readonly text: string;
}

/** None holds NUL, which databases refuse with good reason, nor half of a surrogate pair, which is no text. */
export const texts: readonly TrickyText[] = [
  { name: 'very long text', basis: 'inferred', text: '很长的一段话，一行接着一行。\n'.repeat(700) },
  { name: 'emoji', basis: 'inferred', text: '好的👍🏽 👩‍👩‍👧‍👦 🇨🇳 ❤️ 1️⃣ [微笑] 𠮷野家' },
  {
    name: 'right-to-left text',
    basis: 'inferred',
    text: 'مرحبا، أريد شراء ٣ قطع 3 pcs \u202eabc\u202c שלום',
  },
  { name: 'line separators', basis: 'inferred', text: '第一行\r\n第二行\u2028第三行\u2029第四行\u0085完' },
  { name: 'control characters', basis: 'inferred', text: 'a\b\f\t\v\u0001\u001b[31m\u007f\u200b\ufeffz' },
  { name: 'text like JSON', basis: 'observed', text: '{"text":"多少钱","list":[1,2,{"a":null}],"n":1e999' },
  {
    name: 'text like HTML and SQL',
    basis: 'inferred',
    text: `<script>alert("1")</script> &amp; <b>粗</b> '; DROP TABLE messages; -- \${7*7} {{7*7}} %s %00 \\n`,
  },
];
