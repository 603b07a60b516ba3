/** The names of the coverages, apart from what they do: the command line shows them at every start. */
export const coverages = ['default', 'each', 'pairwise', 'full'] as const;

/**
 * How many of an event's variants to visit. `default`: the usual one. `each`: every value of every dimension
 * at least once, one change at a time. `pairwise`: every pair of values that can occur together. `full`: all.
 */
export type Coverage = (typeof coverages)[number];
