import type { Socket } from 'node:net';
import symbols from 'undici/lib/core/symbols.js';

/** What undici keeps of a socket's responses: its parser is llhttp, as WebAssembly. */
interface Parser {
  readonly ptr: number | null;
  readonly llhttp: {
    readonly memory: { readonly buffer: ArrayBuffer };
    llhttp_get_http_major(ptr: number): number;
    llhttp_get_error_reason(ptr: number): number;
  };
}

/** A socket that undici has taken over. */
export interface ParsedSocket extends Socket {
  readonly [symbols.kParser]?: Parser | null;
}

/** The major version of the response whose header is being reported, which undici keeps to itself. */
export function httpMajor(socket: ParsedSocket): number {
  const parser = socket[symbols.kParser];
  return parser?.ptr == null ? 1 : parser.llhttp.llhttp_get_http_major(parser.ptr);
}

/** Why the parser stopped, in its own words; `null` where it has not. */
export function parserReason(socket: ParsedSocket): string | null {
  const parser = socket[symbols.kParser];
  if (parser?.ptr == null) return null;
  const reason = parser.llhttp.llhttp_get_error_reason(parser.ptr);
  if (reason === 0) return null;
  const memory = Buffer.from(parser.llhttp.memory.buffer);
  return memory.toString('latin1', reason, memory.indexOf(0, reason));
}
