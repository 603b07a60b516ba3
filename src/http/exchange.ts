import type { LocalizedText } from '../language.ts';
import type { ExchangeCode } from './codes.ts';

/** The request of a delivery. The body is serialised once: what is signed, sent and recorded is this buffer. */
export interface OutgoingRequest {
  /** `POST`, unless the request is invalid on purpose. */
  readonly method: string;
  readonly url: URL;
  /** Names as the user or the platform spells them; `content-length` and `connection` are the transport's, and so is `host` unless it is here. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** ms; `null` for a phase never reached. `queue + total` is the latency from when the delivery was due. */
export interface Timings {
  /** From when the delivery was due until it had a connection to itself. */
  readonly queue: number;
  /** DNS, TCP and TLS, until it was made or failed; 0 on a connection that was already open. */
  readonly connect: number | null;
  /** From the start of the exchange to the first byte of the final response's header. */
  readonly firstByte: number | null;
  /** From the start of the exchange to its end. */
  readonly total: number;
}

/** Why there was no complete response. */
export interface ExchangeError {
  readonly code: ExchangeCode;
  /** One sentence for a person, with the address that was tried where that helps. */
  readonly message: LocalizedText;
}

export interface Exchange {
  /** Wall clock at its start, ms since the epoch. */
  readonly startedAt: number;
  /** `null` when no final response header arrived. */
  readonly status: number | null;
  readonly statusText: string;
  /** Lower-case names; a repeated header has several values. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** The response body with its content encoding removed; what arrived of it when the exchange broke off. */
  readonly body: Uint8Array;
  /** Bytes of the body on the wire. */
  readonly bytes: number;
  readonly timings: Timings;
  /** How often the request was sent again on a new connection: a connection that was open already was lost, unanswered. */
  readonly reconnects: number;
  readonly error: ExchangeError | null;
}
