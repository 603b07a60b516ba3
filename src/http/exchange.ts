import type { LookupFunction } from 'node:net';
import type { ExchangeCode } from './codes.ts';

/** The request of a delivery. The body is serialised once: what is signed, sent and recorded is this buffer. */
export interface OutgoingRequest {
  /** `POST`; another one is a mistake made on purpose. */
  readonly method: string;
  readonly url: URL;
  /** Names as the user or the platform spells them; `host`, `content-length` and `connection` are the transport's. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Milliseconds. A phase that was never reached is `null`. An attempt starts when it has a connection to
 * itself, so that `queue + total` is the latency from when the delivery was due.
 */
export interface Timings {
  /** From when the delivery was due until it had a connection to itself. */
  readonly queue: number;
  /** DNS, TCP and TLS, until it was made or failed; 0 on a connection that was already open. */
  readonly connect: number | null;
  /** From the start of the attempt to the first byte of the final response's header. */
  readonly firstByte: number | null;
  /** From the start of the attempt to its end. */
  readonly total: number;
}

/** Why an attempt got no complete response. */
export interface ExchangeError {
  readonly code: ExchangeCode;
  /** One sentence for a person, with the address that was tried where that helps. */
  readonly message: string;
}

/** One HTTP exchange, as it happened. */
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
  readonly error: ExchangeError | null;
}

/** How connections are made. */
export interface ConnectionOptions {
  /** Accept any certificate. */
  readonly insecure?: boolean | undefined;
  /** PEM text. */
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly proxy?: URL | undefined;
  /** Finds the addresses of a host name, in place of the system. */
  readonly lookup?: LookupFunction | undefined;
}

/** How connections are made and how long anything may take. */
export interface CourierOptions extends ConnectionOptions {
  /** Upper bound of connections open at once. */
  readonly connections: number;
  /** Total deadline of a delivery in ms, from when it was due. */
  readonly timeout: number;
  /** Cap on the response body, before and after decoding. Default 1 MiB. */
  readonly maxResponseBytes?: number | undefined;
}

export interface DeliverOptions {
  readonly due?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly giveUp?: boolean | undefined;
}

/** Carries requests to one origin over a bounded number of connections. */
export interface Courier {
  /**
   * Posts once. Never throws and never repeats: whatever happens is in the exchange.
   * @param due when the delivery was due, by `performance.now()`; the deadline counts from it. Default: now
   * @param signal aborting it ends the exchange with the error code `aborted`
   * @param giveUp leave as soon as the request was sent, without an answer, as an impatient client does
   */
  deliver(request: OutgoingRequest, how?: DeliverOptions): Promise<Exchange>;
  /** Closes every connection at once. */
  close(): Promise<void>;
}
