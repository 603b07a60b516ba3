import { problemsWith } from './problems.ts';

/** Whether every integer survives a parser that reads numbers as doubles. */
export const safeIntegers = problemsWith('body.unsafe_integer');
