import { type LocalizedText, say } from '../../language.ts';
import type { Cluster } from '../../verdict/clusters/cluster.ts';
import type { CommonValues } from '../../verdict/clusters/common-values.ts';
import { count, counted, shareOf } from './numbers.ts';

/** `type=image, chat=room` */
export function variantWords(variant: Readonly<Record<string, string>>): string {
  return Object.entries(variant)
    .map(([dimension, value]) => `${dimension}=${value}`)
    .join(say({ zh: '、', en: ', ' }));
}

/** `12 cases` */
export const casesWords = (n: number): string => say({ zh: `${count(n)} 个用例`, en: counted(n, 'case') });

/**
 * What deliveries, or cases, that failed alike have in common: `in all 132 deliveries with type=image, and in no
 * others`.
 */
export function commonWords({
  count: matching,
  unit = 'delivery',
  only,
  of,
}: CommonValues & { readonly count: number; readonly unit?: 'delivery' | 'case' }): string {
  const [found, whole, share] = [count(matching), count(of), shareOf(matching, of)];
  const values = variantWords(only);
  const one =
    unit === 'case'
      ? { zh: '个用例', counter: '个', en: 'case' }
      : { zh: '次投递', counter: '次', en: 'delivery' };
  const ofWhole = counted(of, one.en, unit === 'case' ? 'cases' : 'deliveries');
  if (matching === of) {
    const all: LocalizedText =
      of === 1
        ? { zh: `仅有的 1 ${one.zh}`, en: `the only ${one.en}` }
        : { zh: `全部 ${whole} ${one.zh}`, en: `all ${ofWhole}` };
    return say(
      values === ''
        ? { zh: `该事件${all.zh}`, en: `in ${all.en} of this event` }
        : { zh: `仅限 ${values}，${all.zh}`, en: `in ${all.en} with ${values}, and in no others` },
    );
  }
  return say(
    values === ''
      ? {
          zh: `该事件 ${whole} ${one.zh}中的 ${found} ${one.counter}（${share}）`,
          en: `in ${found} of ${ofWhole} of this event (${share})`,
        }
      : {
          zh: `仅限 ${values}，${whole} ${one.zh}中的 ${found} ${one.counter}（${share}）`,
          en: `only with ${values}: in ${found} of ${ofWhole} (${share})`,
        },
  );
}

export const answersDiffer: LocalizedText = { zh: '响应各不相同', en: 'the answers differ' };

/** The same of a kind of failures, and whether the answers differ. */
export function clusterWords(cluster: Cluster<unknown>): string {
  if (cluster.answer !== null) return commonWords(cluster);
  return [commonWords(cluster), say(answersDiffer)].join(say({ zh: '；', en: '; ' }));
}

/** What a list of kinds of failures leaves out. */
export const moreKinds = (n: number): string =>
  say({ zh: `另有 ${count(n)} 种失败`, en: `and ${counted(n, 'more kind')} of failures` });
