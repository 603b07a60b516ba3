import { readFileSync } from 'node:fs';

/** The platforms' own pages, as they were read: they outrank everything else that we know. */
function page(name: string): string {
  return readFileSync(new URL(`../fixtures/pages/${name}.txt`, import.meta.url), 'utf8');
}

/** The first JSON object after a heading: from its opening brace to the one that closes it. */
function exampleAfter(text: string, heading: string): Record<string, unknown> {
  const start = text.indexOf('{', text.indexOf(heading));
  let depth = 0;
  for (let end = start; end < text.length; end += 1) {
    if (text[end] === '{') depth += 1;
    if (text[end] === '}') depth -= 1;
    if (depth === 0) return JSON.parse(text.slice(start, end + 1)) as Record<string, unknown>;
  }
  throw new Error(`no example after ${heading}`);
}

const contactPage = page('yuju-contact.updated');
const messagePage = page('juzi-message.received');

/** The example body of `contact.updated`. */
export const contactExample: Record<string, unknown> = exampleAfter(contactPage, '示例\n');

/** The flat example body on the page of `message.received`. */
export const messageExample: Record<string, unknown> = exampleAfter(messagePage, '示例\n');

export interface TableKey {
  readonly name: string;
  readonly type: string;
}

const types = ['string', 'boolean', 'object', 'enum<number>'];

/** The keys of `data` in the field table of `message.received`, in its order. `payload` has no type there. */
export const messageTable: readonly TableKey[] = readTable();

function readTable(): TableKey[] {
  const lines = messagePage.slice(messagePage.indexOf('必需\n'), messagePage.indexOf('示例\n')).split('\n');
  return lines.flatMap((name, i) => {
    if (!/^[a-z][A-Za-z]+$/.test(name) || types.includes(name)) return [];
    const next = lines[i + 1] ?? '';
    return [{ name, type: types.includes(next) ? next : '' }];
  });
}
