import type { Check } from '../check.ts';

/** Whether a complete response arrived at all. */
export const exchange: Check = ({ exchange: { error } }) => (error === null ? [] : [error]);
