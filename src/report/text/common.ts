import type { CommonValues } from '../../verdict/clusters/common-values.ts';
import { count, shareOf } from './numbers.ts';

/** `type=image, chat=room` */
export function variantWords(variant: Readonly<Record<string, string>>): string {
  return Object.entries(variant)
    .map(([dimension, value]) => `${dimension}=${value}`)
    .join(', ');
}

/** What deliveries that failed alike have in common: `at all 132 with type=image, and at no others`. */
export function commonWords({ count: found, only, of }: CommonValues & { readonly count: number }): string {
  const part = `${count(found)} of ${count(of)}`;
  const all = of === 1 ? 'the only one' : `all ${count(of)}`;
  if (Object.keys(only).length === 0) {
    return found === of ? `at ${all} of this event` : `at ${part} of this event (${shareOf(found, of)})`;
  }
  const values = variantWords(only);
  return found === of
    ? `at ${all} with ${values}, and at no others`
    : `only with ${values}: at ${part} (${shareOf(found, of)})`;
}
