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
  /** All of it, for what was not seen before. */
  exchange(): Exchange;
}

interface Known {
  readonly status: number;
  readonly statusText: string;
  readonly contentType: Buffer | null;
  readonly body: Buffer;
  readonly verdict: Verdict;
}

/** Receivers give a handful of answers. One that gives a new one each time must not make this grow. */
const most = 16;
/** A larger body costs more to keep and compare than it saves. Bytes. */
const largest = 4096;

/**
 * Judges responses to one contract, and recognises those that it has judged before: a verdict on a 2xx response depends
 * on its status line, its content type and the bytes of its body alone, and equal bytes need no parsing again.
 */
export class VerdictCache {
  readonly #contract: Contract;
  readonly #level: ContractLevel;
  /** The one that was recognised last comes first. */
  readonly #known: Known[] = [];

  constructor(contract: Contract, level: ContractLevel) {
    this.#contract = contract;
    this.#level = level;
  }

  judge(answer: WireResponse): Verdict {
    const { status, error, received } = answer;
    const ordinary =
      error === null && status !== null && status >= 200 && status < 300 && received.length <= largest;
    const contentType = ordinary ? contentTypeOf(answer.rawHeaders) : undefined;
    if (contentType === undefined) return judge(answer.exchange(), this.#contract, this.#level);
    const known = this.#find(answer, contentType);
    if (known !== undefined) return known.verdict;
    const verdict = judge(answer.exchange(), this.#contract, this.#level);
    if (this.#known.length === most) this.#known.pop();
    this.#known.unshift({
      status: status as number,
      statusText: answer.statusText,
      // Copied: the bytes are part of what the socket read.
      contentType: contentType && Buffer.from(contentType),
      body: Buffer.from(received),
      verdict,
    });
    return verdict;
  }

  #find({ status, statusText, received }: WireResponse, contentType: Buffer | null): Known | undefined {
    for (let i = 0; i < this.#known.length; i += 1) {
      const known = this.#known[i] as Known;
      if (known.status !== status || known.body.length !== received.length) continue;
      if (!known.body.equals(received) || !same(known.contentType, contentType)) continue;
      if (known.statusText !== statusText) continue;
      if (i > 0) {
        this.#known.splice(i, 1);
        this.#known.unshift(known);
      }
      return known;
    }
    return undefined;
  }
}

const same = (a: Buffer | null, b: Buffer | null): boolean =>
  a === null || b === null ? a === b : a.equals(b);

/** `null` where there is none. `undefined` where the bytes do not tell all: several of them, or an encoded body. */
function contentTypeOf(rawHeaders: readonly Buffer[]): Buffer | null | undefined {
  let found: Buffer | null = null;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] as Buffer;
    // Most names are told apart by their length.
    if (name.length === 16 && isName(name, 'content-encoding')) return undefined;
    if (name.length !== 12 || !isName(name, 'content-type')) continue;
    if (found !== null) return undefined;
    found = rawHeaders[i + 1] ?? null;
  }
  return found;
}

/** Without regard to case. */
function isName(bytes: Buffer, name: string): boolean {
  for (let i = 0; i < name.length; i += 1) {
    const byte = bytes[i] as number;
    if ((byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte) !== name.charCodeAt(i)) return false;
  }
  return true;
}
