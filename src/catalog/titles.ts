import { CatalogError } from '../errors.ts';
import type { LocalizedText } from '../language.ts';
import { comparable, isChinese } from '../typed-text.ts';
import { eventMatcher } from './glob.ts';

export interface Titled {
  readonly id: string;
  readonly title?: LocalizedText;
}

/**
 * Those whose title this is, in either language, or else those whose title has it as a part: in Chinese any part, in
 * English more than a word. Of a glob, those whose Chinese title it matches.
 */
export function titled<T extends Titled>(all: readonly T[], typed: string): readonly T[] {
  const wanted = comparable(typed);
  if (wanted === '') return [];
  const chinese = isChinese(typed);
  const having = (test: (title: LocalizedText) => boolean): readonly T[] =>
    all.filter(({ title }) => title !== undefined && test(title));
  if (chinese && /[*?]/.test(typed)) return having(({ zh }) => eventMatcher(typed)(zh));
  const whole = having(({ zh, en }) => comparable(zh) === wanted || comparable(en) === wanted);
  if (whole.length > 0 || !(chinese || /\w\s+\w/.test(typed))) return whole;
  return having(({ zh, en }) => comparable(chinese ? zh : en).includes(wanted));
}

/** How many are named where a part of a title has many meanings. */
const mostNamed = 8;

/** What a part of a title may mean. */
export function ambiguous(typed: string, found: readonly Titled[]): CatalogError {
  const language = isChinese(typed) ? 'zh' : 'en';
  const named = found
    .slice(0, mostNamed)
    .map(({ id, title }) => (title === undefined ? id : `${id} (${title[language]})`));
  const more = found.length > mostNamed;
  return new CatalogError({
    zh: `'${typed}' 可以指 ${named.join('、')}${more ? ` 等 ${found.length} 个` : ''}：请指明其中一个`,
    en: `'${typed}' means ${named.join(', ')}${more ? ` … (${found.length} in all)` : ''}: name one of them`,
  });
}
