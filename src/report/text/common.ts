import { type LocalizedText, say } from '../../language.ts';
import type { Cluster } from '../../verdict/clusters/cluster.ts';
import type { CommonValues } from '../../verdict/clusters/common-values.ts';
import { count, counted, shareOf } from './numbers.ts';

/** `type=image, chat=room` */
export function variantWords(variant: Readonly<Record<string, string>>): string {
  return Object.entries(variant)
    .map(([dimension, value]) => `${dimension}=${value}`)
    .join(', ');
}

/** What deliveries that failed alike have in common: `at all 132 with type=image, and at no others`. */
export function commonWords({
  count: matching,
  only,
  of,
}: CommonValues & { readonly count: number }): string {
  const [found, whole, share] = [count(matching), count(of), shareOf(matching, of)];
  const values = variantWords(only);
  if (matching === of) {
    const all: LocalizedText =
      of === 1 ? { zh: '仅有的 1 次', en: 'the only one' } : { zh: `全部 ${whole} 次`, en: `all ${whole}` };
    return say(
      values === ''
        ? { zh: `该事件${all.zh}`, en: `at ${all.en} of this event` }
        : { zh: `仅限 ${values}，${all.zh}`, en: `at ${all.en} with ${values}, and at no others` },
    );
  }
  return say(
    values === ''
      ? {
          zh: `该事件 ${whole} 次中的 ${found} 次（${share}）`,
          en: `at ${found} of ${whole} of this event (${share})`,
        }
      : {
          zh: `仅限 ${values}，${whole} 次中的 ${found} 次（${share}）`,
          en: `only with ${values}: at ${found} of ${whole} (${share})`,
        },
  );
}

export const answersDiffer: LocalizedText = { zh: '响应各不相同', en: 'the answers differ' };

/** The same of a kind of failures, and whether the answers differ. */
export function clusterWords(cluster: Cluster<unknown>): string {
  if (!cluster.various) return commonWords(cluster);
  return [commonWords(cluster), say(answersDiffer)].join(say({ zh: '；', en: '; ' }));
}

/** What a list of kinds of failures leaves out. */
export const moreKinds = (n: number): string =>
  say({ zh: `另有 ${count(n)} 种失败`, en: `and ${counted(n, 'more kind')} of failures` });
