import { builtinCatalog } from '../../catalog/builtin.ts';
import { eventMatcher } from '../../catalog/glob.ts';
import { titled } from '../../catalog/titles.ts';
import { UsageError } from '../../errors.ts';
import { completeAddress } from '../../host.ts';
import { plainWidth } from '../../typed-text.ts';
import { withoutQuotes } from './quotes.ts';

/** The commands whose operands are events. */
export const takesEvents: ReadonlySet<string> = new Set([
  'list',
  'show',
  'generate',
  'send',
  'test',
  'burst',
]);

/** An operand that is an address: `http://localhost:3000/hook`, `:3000/hook`, `3000`; `undefined` for any other. */
export function addressIn(operand: string): string | undefined {
  const address = completeAddress(withoutQuotes(operand));
  return /^https?:\/\//i.test(address) ? address : undefined;
}

/**
 * The flag that an address without one stands for.
 * @throws UsageError where it may be the exact address or a base
 */
export function addressWords(command: string, address: string): readonly string[] {
  const manyPaths = command === 'test' || command === 'burst';
  if (manyPaths && /^https?:\/\/[^/?#]*\/?$/i.test(address)) {
    throw new UsageError({
      zh: `${command} ${address}：按文档中的子路径发送请写 --base ${address}，只发到该地址请写 --to ${address}`,
      en: `${command} ${address}: write --base ${address} for the documented sub-paths, --to ${address} for exactly this address`,
    });
  }
  return ['--to', address];
}

/** An event as it is written here: `juzi/*` for `juzi`, `juzi/` and `句子秒回`, `juzi/message.received` for `juzi.message.received`. */
export function eventWord(typed: string): string {
  const word = plainWidth(withoutQuotes(typed));
  for (const { id, title } of builtinCatalog.platforms) {
    if (word === title.zh || (word.startsWith(id) && /^[/.:]?\*?$/.test(word.slice(id.length))))
      return `${id}/*`;
    const name = word.slice(id.length + 1);
    if (word.startsWith(id) && /^[.:]$/.test(word.charAt(id.length)) && isName(`${id}/${name}`))
      return `${id}/${name}`;
  }
  return word;
}

/** Whether a word is the name or title of an event or scenario, or a pattern of a platform. */
export function isName(word: string): boolean {
  const { entries, scenarios } = builtinCatalog;
  const matches = word.includes('/') ? eventMatcher(word) : (id: string) => id === word;
  const all = [...entries, ...scenarios];
  return all.some(({ id, name }) => name === word || matches(id)) || titled(all, word).length > 0;
}
