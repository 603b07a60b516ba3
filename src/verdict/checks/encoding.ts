import { problemsWith } from './problems.ts';

/** Whether the body is UTF-8 without a byte order mark. */
export const encoding = problemsWith('body.invalid_utf8', 'body.bom');
