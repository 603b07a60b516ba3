import { problemsWith } from './problems.ts';

/** Whether the body is one JSON document, of a sane depth. */
export const json = problemsWith('body.empty', 'body.not_json', 'body.too_deep');
