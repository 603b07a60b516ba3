import type { Socket } from 'node:net';

/** Sees what undici reads from a socket, before its parser does. */
export interface ReadWatcher {
  /** What was read last has been parsed. Not called from within the parser. */
  parsed(): void;
  /** @returns what is to be parsed; `null` for nothing */
  arrived(chunk: Buffer): Buffer | null;
  /** In place of {@link parsed}, where the connection is to be closed after the response: `rest` followed it. */
  parsedUntil(rest: Buffer): void;
}

/**
 * Stands between a socket and undici, which calls `read()` until it returns `null`, and so once more after each chunk that
 * it has parsed. Bytes that follow a response can only be noticed here: undici closes the connection or skips them.
 */
export function watchReads(socket: Socket, watcher: ReadWatcher): void {
  const { read } = socket;
  socket.read = (size?: number): unknown => {
    // How Node.js starts the stream, and how its end is noticed.
    if (size !== undefined) return read.call(socket, size);
    watcher.parsed();
    const chunk = read.call(socket) as Buffer | null;
    return chunk === null ? null : watcher.arrived(chunk);
  };
  // The socket is destroyed by then: nobody reads from it any more.
  socket.unshift = (rest: Buffer): void => watcher.parsedUntil(rest);
}

const carriageReturn = 0x0d;
const lineFeed = 0x0a;
/** What ends a header, or a body in chunks: CR LF CR LF. */
const ending = 4;

/** Whether the last part of a body is the end of the chunk that it came in. */
export function endsWith(chunk: Buffer, body: Buffer | null): boolean {
  return (
    body !== null &&
    body.buffer === chunk.buffer &&
    body.byteOffset + body.length === chunk.byteOffset + chunk.length
  );
}

/**
 * Whether line breaks follow a response, which parsers skip. Anything else that follows is an error of the parser.
 * @param chunk in which the response ended
 * @param body the last part of its body, in this chunk or an earlier one
 */
export function lineBreaksFollow(chunk: Buffer, body: Buffer | null): boolean {
  const end = chunk.byteOffset + chunk.length;
  const bodyEnd = body === null ? 0 : body.byteOffset + body.length;
  const within =
    body !== null && body.buffer === chunk.buffer && bodyEnd > chunk.byteOffset && bodyEnd <= end;
  const rest = within ? end - bodyEnd : chunk.length;
  let breaks = 0;
  while (breaks < rest && isBreak(chunk[chunk.length - 1 - breaks])) breaks += 1;
  // After a body of a known length there is nothing; in chunks, at least a zero and two line breaks.
  return breaks > ending || (within && rest > 0 && breaks === rest);
}

/** Whether bytes follow a header. @param chunk in which it ends @param last its last value, in this chunk or an earlier one */
export function bytesFollowHeader(chunk: Buffer, last: Buffer): boolean {
  const within = last.buffer === chunk.buffer && last.byteOffset >= chunk.byteOffset;
  const end = chunk.indexOf('\r\n\r\n', within ? last.byteOffset - chunk.byteOffset + last.length : 0);
  return end >= 0 && end + ending < chunk.length;
}

const isBreak = (byte: number | undefined): boolean => byte === carriageReturn || byte === lineFeed;
