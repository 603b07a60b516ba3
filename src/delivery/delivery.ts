import { roundToMicroseconds } from '../duration.ts';
import type { ExchangeCode } from '../http/codes.ts';
import type { Exchange, Timings } from '../http/exchange.ts';
import { say } from '../language.ts';
import { decodeUtf8, invalidUtf8At } from '../verdict/json/utf8.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** One HTTP exchange of a delivery, as it is shown and stored. */
export interface AttemptRecord {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly status: number | null;
  /** The reason phrase, `''` when there was none. */
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** As UTF-8; what cannot be decoded is U+FFFD. */
  readonly body: string;
  /** The exact bytes, where `body` could not hold them. */
  readonly bodyBase64?: string;
  /** How many bytes it had, decoded, where `body` is only its head and its tail. */
  readonly bodyBytes?: number;
  /** The SHA-256 of those bytes, in hexadecimal. */
  readonly bodySha256?: string;
  /** Of the body, on the wire. */
  readonly bytes: number;
  /** ms, to the microsecond. */
  readonly timings: Timings;
  /** How often the request was sent again on a new connection, where one that was open already was lost unanswered. */
  readonly reconnects?: number;
  /** Why there was no complete response: one sentence for a person, in the language of the run. */
  readonly error: { readonly code: ExchangeCode; readonly message: string } | null;
}

/** The one record that flows through the program: `--json` output, tapes, reports and the library. */
export interface Delivery {
  readonly id: string;
  /** With its platform: `yuju/contact.updated`. */
  readonly event: string;
  readonly variant: Readonly<Record<string, string>>;
  readonly seed: string;
  readonly index: number;
  /** The scenario that it is a step of, counted from 1; `index` is then the number of the story. */
  readonly scenario?: { readonly name: string; readonly step: number };
  /** The clock of the payload, ISO 8601. */
  readonly now: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    /** The exact text. */
    readonly body: string;
    /** The exact bytes, where `body` could not hold them. */
    readonly bodyBase64?: string;
    /** How many bytes it had, where `body` is only its beginning. */
    readonly bodyBytes?: number;
  };
  readonly attempts: readonly AttemptRecord[];
  readonly verdict: Verdict;
  /** A command that sends the same bytes again. */
  readonly repro: string;
}

/** The attempt that an exchange was. Secrets are not masked here. */
export function recordAttempt(exchange: Exchange): AttemptRecord {
  const { status, statusText, headers, body, bytes, timings, reconnects, error } = exchange;
  return {
    startedAt: new Date(exchange.startedAt).toISOString(),
    status,
    statusText,
    headers,
    ...recordBody(body),
    bytes,
    timings: {
      queue: roundToMicroseconds(timings.queue),
      connect: roundToMicroseconds(timings.connect),
      firstByte: roundToMicroseconds(timings.firstByte),
      total: roundToMicroseconds(timings.total),
    },
    ...(reconnects > 0 && { reconnects }),
    error: error && { code: error.code, message: say(error.message) },
  };
}

/** A body as text, and as exact bytes where text cannot hold them. */
export function recordBody(bytes: Uint8Array): { readonly body: string; readonly bodyBase64?: string } {
  const body = decodeUtf8(bytes);
  return invalidUtf8At(bytes) === null
    ? { body }
    : { body, bodyBase64: Buffer.from(bytes).toString('base64') };
}

/** Of a larger body that was changed on purpose, only the beginning is recorded. Bytes. */
const maxRecorded = 262_144;
const recordedStart = 1024;

/** As {@link recordBody}, but only the beginning of a huge body, which the program can generate again. */
export function recordMutatedBody(
  bytes: Uint8Array,
): Pick<Delivery['request'], 'body' | 'bodyBase64' | 'bodyBytes'> {
  if (bytes.length <= maxRecorded) return recordBody(bytes);
  return { body: `${decodeUtf8(bytes.subarray(0, recordedStart))}…`, bodyBytes: bytes.length };
}
