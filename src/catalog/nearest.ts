import { UsageError } from '../errors.ts';
import { say } from '../language.ts';
import { isChinese } from '../typed-text.ts';

/** Edit distance in which swapped neighbours count as one edit (optimal string alignment). */
function distance(a: string, b: string): number {
  let older: number[] = [];
  let old = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((old[j] as number) + 1, (row[j - 1] as number) + 1, (old[j - 1] as number) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (older[j - 2] as number) + 1);
      }
      row.push(best);
    }
    older = old;
    old = row;
  }
  return old[b.length] as number;
}

/** Whether Chinese words share a character, or longer ones most of them: an edit changes a large part of a short word. */
function isAkin(wanted: string, candidate: string): boolean {
  const characters = [...new Set(wanted)].filter(isChinese);
  const shared = characters.filter((character) => candidate.includes(character)).length;
  if (shared === 0) return false;
  return Math.min(wanted.length, candidate.length) <= 3
    ? Math.max(wanted.length, candidate.length) <= 4
    : shared >= characters.length * 0.6;
}

/** The names that were most likely meant by `typed`, best first; none if nothing is close. */
export function nearest(typed: string, names: Iterable<string>, limit = 3): string[] {
  const wanted = typed.toLowerCase();
  const scored: { name: string; score: number }[] = [];
  for (const name of new Set(names)) {
    const candidate = name.toLowerCase();
    // A Chinese character says as much as a syllable or two.
    const chinese = isChinese(wanted) && isChinese(candidate);
    const least = chinese ? 2 : 3;
    const part = wanted.length >= least && candidate.includes(wanted);
    // Not `data` for `data.tpye`, although it is part of it.
    const whole =
      candidate.length >= least && candidate.length * 2 >= wanted.length && wanted.includes(candidate);
    const score = Math.min(distance(wanted, candidate), part || whole ? 1 : Number.POSITIVE_INFINITY);
    // In a short name, two edits make any word of another.
    const most = candidate.length < 5 ? 1 : Math.max(2, Math.floor(candidate.length * 0.34));
    if ((score <= most && score < wanted.length) || (chinese && isAkin(wanted, candidate)))
      scored.push({ name, score });
  }
  scored.sort((a, b) => a.score - b.score);
  // If a name is one edit away, names two edits away would only distract.
  const surest = scored[0]?.score ?? 0;
  const likely = surest <= 1 ? scored.filter(({ score }) => score === surest) : scored;
  return likely.slice(0, limit).map((entry) => entry.name);
}

/** ` (did you mean image?)`, or nothing. */
export function didYouMean(typed: string, names: Iterable<string>): string {
  return didYouMeanOneOf(nearest(typed, names));
}

/** The same of names that are known to be near. */
export function didYouMeanOneOf(likely: readonly string[]): string {
  if (likely.length === 0) return '';
  return say({ zh: `（是不是 ${likely.join(' 或 ')}？）`, en: ` (did you mean ${likely.join(' or ')}?)` });
}

/** What can be typed by its name and by its Chinese title. */
export interface Labelled {
  readonly name: string;
  readonly zh: string;
}

/** Names in the language of what was typed, `图片 (image)` for Chinese, and those that are near, as {@link didYouMean} has them. */
export function inTypedLanguage(
  typed: string,
  all: readonly Labelled[],
): { readonly names: readonly string[]; readonly hint: string } {
  if (!isChinese(typed)) {
    const names = all.map(({ name }) => name);
    return { names, hint: didYouMean(typed, names) };
  }
  const shown = ({ name, zh }: Labelled): string => (zh === name ? name : `${zh} (${name})`);
  const near = nearest(
    typed,
    all.map(({ zh }) => zh),
  ).flatMap((zh) => all.filter((one) => one.zh === zh));
  return { names: all.map(shown), hint: didYouMeanOneOf(near.slice(0, 3).map(shown)) };
}

/** @throws UsageError naming the first given name that is unknown */
export function requireKnown(
  label: string,
  given: readonly string[],
  names: readonly string[],
  choose: 'one' | 'some' = 'some',
): void {
  const unknown = given.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const hint = didYouMean(unknown, names);
  throw new UsageError({
    zh: `${label} '${unknown}'${hint}：请${choose === 'one' ? '从中选一个' : '从中选择'}：${names.join('、')}`,
    en: `${label} '${unknown}'${hint}: write ${choose} of ${names.join(', ')}`,
  });
}
