import { count } from '../counted.ts';
import type { Variant } from '../define/dimension.ts';
import { CatalogError } from '../errors.ts';
import type { Coverage } from './coverage-names.ts';
import { nearestVariant, resolveVariant, type VariantSpace, validVariants, variantKey } from './variants.ts';

/** With more variants than this, choosing would take minutes. */
const pairwiseLimit = 100_000;

/** The variants that a coverage visits: valid, each once, and all with the fixed choices. */
export function cover(event: VariantSpace, coverage: Coverage, fixed: Variant = {}): Iterable<Variant> {
  switch (coverage) {
    case 'default':
      return [resolveVariant(event, fixed)];
    case 'each':
      return eachValue(event, fixed);
    case 'pairwise':
      return pairwise(event, fixed);
    case 'full':
      resolveVariant(event, fixed);
      return { [Symbol.iterator]: () => validVariants(event, fixed) };
  }
}

function eachValue(event: VariantSpace, fixed: Variant): Variant[] {
  const variants = new Map<string, Variant>();
  const visit = (variant: Variant): void => {
    variants.set(variantKey(event, variant), variant);
  };
  visit(resolveVariant(event, fixed));
  for (const { name, members } of event.dimensions) {
    if (fixed[name] !== undefined) continue;
    for (const member of Object.keys(members)) {
      if ([...variants.values()].some((variant) => variant[name] === member)) continue;
      const variant = nearestVariant(event, { ...fixed, [name]: member });
      if (variant !== undefined) visit(variant);
    }
  }
  return [...variants.values()];
}

/** Greedy: the next variant is the first one with the most pairs that are not covered yet. */
function pairwise(event: VariantSpace, fixed: Variant): Variant[] {
  resolveVariant(event, fixed);
  const candidates: { variant: Variant; pairs: number[] }[] = [];
  const ids = new Map<string, number>();
  for (const variant of validVariants(event, fixed)) {
    if (candidates.length === pairwiseLimit) {
      throw new CatalogError({
        zh: `${event.id} 的变体超过 ${count(pairwiseLimit)} 个，无法选取两两组合：请用 --variant 固定其中一些维度`,
        en: `${event.id} has more than ${pairwiseLimit} variants, too many to choose pairs from: fix some with --variant`,
      });
    }
    candidates.push({ variant, pairs: pairsOf(variant, ids) });
  }
  const seen = new Uint8Array(ids.size);
  const chosen: Variant[] = [];
  for (let left = ids.size; left > 0 || chosen.length === 0; ) {
    let best = candidates[0];
    let most = -1;
    for (const candidate of candidates) {
      let fresh = 0;
      for (const pair of candidate.pairs) if (seen[pair] === 0) fresh += 1;
      if (fresh > most) {
        most = fresh;
        best = candidate;
      }
    }
    if (best === undefined) break;
    chosen.push(best.variant);
    for (const pair of best.pairs) {
      if (seen[pair] === 0) left -= 1;
      seen[pair] = 1;
    }
  }
  return chosen;
}

/** The numbers of the pairs of choices in a variant. Each choice also pairs with itself, for events of one dimension. */
function pairsOf(variant: Variant, ids: Map<string, number>): number[] {
  const choices = Object.entries(variant).map(([name, member]) => `${name}=${member}`);
  const pairs: number[] = [];
  for (const [i, first] of choices.entries()) {
    for (const second of choices.slice(i)) {
      const pair = `${first},${second}`;
      const id = ids.get(pair) ?? ids.size;
      ids.set(pair, id);
      pairs.push(id);
    }
  }
  return pairs;
}

export function countVariants(event: VariantSpace): { each: number; pairwise: number; full: number } {
  const size = (coverage: Coverage): number => {
    let n = 0;
    for (const _ of cover(event, coverage)) n += 1;
    return n;
  };
  return { each: size('each'), pairwise: size('pairwise'), full: size('full') };
}
