import type { Contract } from '../define/contract.ts';
import type { Exchange, ExchangeError } from '../http/exchange.ts';
import { judge } from './judge.ts';
import type { ContractLevel } from './levels.ts';
import type { Verdict } from './verdict.ts';

/** A response as it came off the wire. */
export interface WireResponse {
  readonly status: number | null;
  readonly statusText: string;
  /** Name, value, name, value … */
  readonly rawHeaders: readonly Buffer[];
  /** The body, its content encoding not removed. */
  readonly received: Uint8Array;
  readonly error: ExchangeError | null;
  /** The parsed exchange, for a response that is not in the cache. */
  exchange(): Exchange;
}

interface Entry {
  readonly status: number;
  readonly statusText: string;
  readonly contentType: Buffer | null;
  readonly body: Buffer;
  readonly verdict: Verdict;
}

/** Receivers give a handful of different responses. One that gives a new one each time must not use up memory. */
const maxEntries = 16;
/** Keeping and comparing a larger body costs more than parsing it. Bytes. */
const maxBody = 4096;

/** Judges responses and reuses verdicts: on a 2xx, one depends only on status line, content type and body bytes. */
export class VerdictCache {
  readonly #contract: Contract;
  readonly #level: ContractLevel;
  /** The most recently used comes first. */
  readonly #entries: Entry[] = [];

  constructor(contract: Contract, level: ContractLevel) {
    this.#contract = contract;
    this.#level = level;
  }

  judge(response: WireResponse): Verdict {
    const { status, error, received } = response;
    const cacheable =
      error === null && status !== null && status >= 200 && status < 300 && received.length <= maxBody;
    const contentType = cacheable ? contentTypeOf(response.rawHeaders) : undefined;
    if (contentType === undefined) return judge(response.exchange(), this.#contract, this.#level);
    const known = this.#find(response, contentType);
    if (known !== undefined) return known.verdict;
    const verdict = judge(response.exchange(), this.#contract, this.#level);
    if (this.#entries.length === maxEntries) this.#entries.pop();
    this.#entries.unshift({
      status: status as number,
      statusText: response.statusText,
      // Copied: the bytes are a view of the socket's read buffer.
      contentType: contentType && Buffer.from(contentType),
      body: Buffer.from(received),
      verdict,
    });
    return verdict;
  }

  #find({ status, statusText, received }: WireResponse, contentType: Buffer | null): Entry | undefined {
    for (let i = 0; i < this.#entries.length; i += 1) {
      const entry = this.#entries[i] as Entry;
      if (entry.status !== status || entry.body.length !== received.length) continue;
      if (!entry.body.equals(received) || !same(entry.contentType, contentType)) continue;
      if (entry.statusText !== statusText) continue;
      if (i > 0) {
        this.#entries.splice(i, 1);
        this.#entries.unshift(entry);
      }
      return entry;
    }
    return undefined;
  }
}

const same = (a: Buffer | null, b: Buffer | null): boolean =>
  a === null || b === null ? a === b : a.equals(b);

/** `null` if there is none. `undefined` if the bytes are not enough to judge by: repeated, or an encoded body. */
function contentTypeOf(rawHeaders: readonly Buffer[]): Buffer | null | undefined {
  let found: Buffer | null = null;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] as Buffer;
    // The length alone excludes most names.
    if (name.length === 16 && isName(name, 'content-encoding')) return undefined;
    if (name.length !== 12 || !isName(name, 'content-type')) continue;
    if (found !== null) return undefined;
    found = rawHeaders[i + 1] ?? null;
  }
  return found;
}

/** Case-insensitive. */
function isName(bytes: Buffer, name: string): boolean {
  for (let i = 0; i < name.length; i += 1) {
    const byte = bytes[i] as number;
    if ((byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte) !== name.charCodeAt(i)) return false;
  }
  return true;
}
