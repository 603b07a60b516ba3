import { problemsWith } from './problems.ts';

/** Whether every key of every object is there once. */
export const duplicateKeys = problemsWith('body.duplicate_key');
