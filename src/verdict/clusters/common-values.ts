import type { Variant } from '../../define/dimension.ts';

/** The deliveries with one variant: how many there were, and how many of them failed in the way that is looked into. */
export interface VariantTally {
  readonly variant: Variant;
  readonly total: number;
  readonly found: number;
}

/** What failures have in common. */
export interface CommonValues {
  /** The values that all of them have, as far as they set them apart from the others; by dimension. */
  readonly only: Readonly<Record<string, string>>;
  /** How many deliveries have those values, failed or not. */
  readonly of: number;
}

/** What is less probable than this is not taken for coincidence. */
const coincidence = 0.01;

/**
 * The values that all failures have, as far as they set them apart: it must be improbable that so many have a value by
 * chance. Goes from the rarest value on, and leaves out values that follow from those before.
 * @param tallies one for each variant that was sent
 */
export function commonValues(tallies: readonly VariantTally[]): CommonValues {
  const sum = (of: readonly VariantTally[], key: 'total' | 'found'): number =>
    of.reduce((before, tally) => before + tally[key], 0);
  const count = sum(tallies, 'found');
  const [head, ...others] = tallies.filter(({ found }) => found > 0).map(({ variant }) => variant);
  let shared = Object.entries(head ?? {}).filter(([name, value]) =>
    others.every((other) => other[name] === value),
  );
  let among = tallies;
  const only: Record<string, string> = {};
  for (;;) {
    const [rarest] = shared
      .map(([name, value]) => {
        const having = among.filter(({ variant }) => variant[name] === value);
        return { name, value, having, share: sum(having, 'total') / sum(among, 'total') };
      })
      .sort((a, b) => a.share - b.share);
    if (rarest === undefined || rarest.share ** count > coincidence) break;
    only[rarest.name] = rarest.value;
    among = rarest.having;
    shared = shared.filter(([name]) => name !== rarest.name);
  }
  return { only, of: sum(among, 'total') };
}
