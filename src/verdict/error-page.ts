import { excerpt } from '../excerpt.ts';
import { isObject } from '../json.ts';
import { type ErrorText, errorInText, isForeign, linesOf } from './error-text.ts';
import { textOfHtml, titleOf } from './html-text.ts';
import { decodeUtf8 } from './json/utf8.ts';

/** Bytes of a page that are read: what matters of a debug page is at its start, and its style may be 30 KB. */
const mostRead = 131_072;
/** Lines of the stack that are told. */
const mostFrames = 3;
/** Lines of text that are told of a page of no known kind, after its title. */
const mostFirstLines = 3;
/** Characters of a message, so that the frames after it fit into a finding. */
const longestMessage = 200;
/** Characters of a line of the stack. */
const longestFrame = 120;

/**
 * The useful part of an error page in one line: its message, and the first lines of the stack that are the receiver's
 * own code, such as `TypeError: x is null (at handle (/app/webhook.js:12:7))`. Without tags and entities; the first
 * lines of text where the page is of no known kind; `''` where it says nothing.
 */
export const errorPageText = (body: Uint8Array): string => errorText(decodeUtf8(body.subarray(0, mostRead)));

/** As {@link errorPageText}, of a page that is decoded already. */
export function errorText(page: string): string {
  const text = page
    .slice(0, mostRead)
    .replace(/^\ufeff/, '')
    .trim();
  if (text === '') return '';
  const { message, frames } = errorIn(text);
  const shown = excerpt(message, longestMessage);
  const own = frames.slice(0, mostFrames);
  return own.length === 0
    ? shown
    : `${shown} (${own.map((frame) => `at ${excerpt(frame, longestFrame)}`).join('; ')})`;
}

function errorIn(text: string): ErrorText {
  if (/^[{[]/.test(text)) return errorInJson(text) ?? { message: text, frames: [] };
  if (!looksLikeHtml(text)) return errorInText(text) ?? { message: text, frames: [] };
  const page = textOfHtml(text);
  const found = errorInText(page);
  if (found !== undefined) return found;
  const first = [titleOf(text), ...linesOf(page).slice(0, mostFirstLines)];
  return { message: [...new Set(first)].filter(Boolean).join(' · '), frames: [] };
}

export const looksLikeHtml = (text: string): boolean =>
  /^(?:<!--|<!doctype|<\/?[a-z][a-z0-9]*[\s/>])/i.test(text);

/** Keys of JSON error bodies, in the order in which they say most. */
const messageKeys = ['message', 'detail', 'error_description', 'errmsg', 'msg', 'title', 'error', 'errors'];
const kindKeys = ['exception', 'name', 'type', 'class'];
const stackKeys = ['stack', 'trace', 'traces', 'stacktrace', 'stackTrace', 'backtrace'];

/** Nest, Fastify, Laravel, Spring, Rails and Problem Details (RFC 9457) answer with JSON such as this. */
function errorInJson(text: string): ErrorText | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const outer = isObject(parsed) ? parsed : undefined;
  // An object within says more: { "error": { "message": … } }.
  const inner = outer?.['error'];
  const found = isObject(inner) ? inner : outer;
  const key = found && messageKeys.find((name) => isTold(found[name]));
  if (found === undefined || key === undefined) return undefined;
  const stack = stackOf(found);
  const kind = kindKeys
    .map((name) => found[name])
    .find((value) => typeof value === 'string' && !/[:/#]/.test(value));
  const message = told(found[key]);
  // Rails: "#<NoMethodError: undefined method>".
  const inspected = /^#<(.+)>$/s.exec(String(found['exception']))?.[1];
  const named = stack.message || inspected || message;
  const whole = kind === undefined || named.includes(String(kind)) ? named : `${kind}: ${named}`;
  // What the stack says with a name says it better; a body with neither is told whole.
  if (stack.frames.length === 0 && kind === undefined) return { message: text, frames: [] };
  return { message: whole, frames: [...placeOf(found), ...stack.frames] };
}

const isTold = (value: unknown): boolean =>
  (typeof value === 'string' && value !== '') || (Array.isArray(value) && value.length > 0);

const told = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join('; ') : String(value);

/** A stack as a text, as a list of texts, or as a list of objects with file and line. */
function stackOf(found: Readonly<Record<string, unknown>>): ErrorText {
  const none: ErrorText = { message: '', frames: [] };
  const stack =
    stackKeys.map((name) => found[name]).find((value) => value !== undefined) ??
    // { "error": "TypeError: …\n    at …" }.
    messageKeys.map((name) => found[name]).find((value) => typeof value === 'string' && value.includes('\n'));
  if (typeof stack === 'string') return errorInText(stack) ?? none;
  if (!Array.isArray(stack)) {
    // Rails: { "traces": { "Application Trace": [{ "trace": "app/…:in …" }] } }.
    const own = isObject(stack) ? stack['Application Trace'] : undefined;
    return {
      ...none,
      frames: Array.isArray(own) ? own.filter(isObject).map((one) => String(one['trace'])) : [],
    };
  }
  const frames = stack.slice(0, 50).flatMap((one) => (isObject(one) ? placeOf(one) : [String(one)]));
  return { ...none, frames: frames.filter((frame) => !isForeign(frame)) };
}

function placeOf({ file, line }: Readonly<Record<string, unknown>>): string[] {
  const place = `${String(file)}:${String(line)}`;
  return typeof file === 'string' && !isForeign(place) ? [place] : [];
}
