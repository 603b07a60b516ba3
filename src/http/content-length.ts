import { ConnectionError } from './connection.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const dash = 0x2d;
const colon = 0x3a;
const comma = 0x2c;
/** To lower case, of a letter. */
const lower = 0x20;

/** The lines of a header that give the length of the body, and where it ends. */
interface LengthLines {
  /** Start and end of each, line break included. */
  readonly lines: readonly (readonly [start: number, end: number])[];
  readonly values: readonly string[];
}

/**
 * The same length given more than once, in several headers or as a list, is one length (RFC 9112, section 6.3), which
 * parsers refuse all the same. Leaves one of them.
 * @param chunk bytes that begin with a status line; what follows the header is not touched
 * @returns the bytes with one length; the same buffer where there is nothing to change, or the header is not complete
 * @throws {ConnectionError} saying why, where lengths differ
 */
export function withOneLength(chunk: Buffer): Buffer {
  let lengths = 0;
  let lists = false;
  // This is on the path of every delivery: a search by the engine takes a third of a loop over the bytes.
  for (let at = nextBreak(chunk, statusAt); at >= 0; at = nextBreak(chunk, at + 1)) {
    const first = chunk[at + 1] as number;
    if (first === carriageReturn) {
      if (lengths > 1 || lists) return repaired(chunk, at + 1);
      // A final response may follow an interim one.
      if (chunk[statusAt] !== 0x31) return chunk;
      lengths = 0;
    } else if ((first | lower) === 0x63 && isContentLength(chunk, at + 1)) {
      lengths += 1;
      lists ||= hasComma(chunk, at + 1);
    }
  }
  return chunk;
}

/** Where the status is in `HTTP/1.1 200`. */
const statusAt = 9;

/** The next line feed that is not the last byte; -1 for none. */
function nextBreak(chunk: Buffer, from: number): number {
  const at = chunk.indexOf(lineFeed, from);
  return at < chunk.length - 1 ? at : -1;
}

/** Where the next line begins; 0 for none. */
function nextLine(chunk: Buffer, from: number): number {
  return nextBreak(chunk, from) + 1;
}

const name = 'content-length';

function isContentLength(chunk: Buffer, at: number): boolean {
  if (chunk[at + 7] !== dash || chunk[at + name.length] !== colon) return false;
  for (let i = 0; i < name.length; i += 1) {
    if (i !== 7 && ((chunk[at + i] as number) | lower) !== name.charCodeAt(i)) return false;
  }
  return true;
}

function hasComma(chunk: Buffer, at: number): boolean {
  for (let i = at + name.length; i < chunk.length && chunk[i] !== lineFeed; i += 1)
    if (chunk[i] === comma) return true;
  return false;
}

function lineEnd(chunk: Buffer, at: number): number {
  return chunk.indexOf(lineFeed, at) + 1;
}

function repaired(chunk: Buffer, end: number): Buffer {
  const { lines, values } = lengthLines(chunk, end);
  const [length, ...others] = new Set(values);
  if (length === undefined || !values.every((value) => /^\d+$/.test(value))) return chunk;
  if (others.length > 0) {
    const shown = [length, ...others].slice(0, 5).join(', ');
    const reason =
      lines.length > 1
        ? {
            zh: `多个 Content-Length 头的值不一致：${shown}`,
            en: `its Content-Length headers disagree: ${shown}`,
          }
        : {
            zh: `Content-Length 列出了不同的长度：${shown}`,
            en: `its Content-Length is a list of different lengths: ${shown}`,
          };
    throw new ConnectionError('protocol.invalid', reason);
  }
  const parts: Buffer[] = [];
  let from = 0;
  for (const [i, [start, stop]] of lines.entries()) {
    parts.push(chunk.subarray(from, start));
    if (i === 0) parts.push(Buffer.from(`Content-Length: ${length}\r\n`));
    from = stop;
  }
  return Buffer.concat([...parts, chunk.subarray(from)]);
}

/** @param end where the header's empty line is */
function lengthLines(chunk: Buffer, end: number): LengthLines {
  const lines: (readonly [number, number])[] = [];
  const values: string[] = [];
  for (let at = nextLine(chunk, 0); at > 0 && at < end; at = nextLine(chunk, at)) {
    if (!isContentLength(chunk, at)) continue;
    const stop = lineEnd(chunk, at);
    lines.push([at, stop]);
    const value = chunk.toString('latin1', at + name.length + 1, stop);
    values.push(...value.split(',').map((each) => each.trim()));
  }
  return { lines, values };
}
