import { deliveryAddress } from '../delivery/address.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Destination, Destinations } from '../delivery/destination.ts';
import { requestHeaders } from '../delivery/headers.ts';
import type { Mask } from '../delivery/mask.ts';
import type { PreparedPayload } from '../delivery/prepared-payload.ts';
import { type RecordDetails, Recorder, type RecorderOptions } from '../delivery/recorder.ts';
import { HttpClient } from '../http/client.ts';
import type { ConnectionOptions } from '../http/connection.ts';
import type { Exchange, OutgoingRequest } from '../http/exchange.ts';
import { judge } from '../verdict/judge.ts';
import type { ContractLevel } from '../verdict/levels.ts';
import { Pacer, type Throttle } from './pacer.ts';

/** How deliveries are sent and judged. */
export interface SenderOptions extends RecorderOptions {
  readonly destinations: Destinations;
  /** Upper bound of connections to one origin. */
  readonly connections: number;
  /** Total deadline of a delivery in ms, from when it was due. */
  readonly timeout: number;
  readonly connection?: Omit<ConnectionOptions, 'lookup'> | undefined;
  readonly contract: ContractLevel;
  /** Requests that are started a second, at most. */
  readonly rate?: number | undefined;
  /** Aborts deliveries in flight at once; their outcome is `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** How a delivery differs from a plain one. */
export interface SendRequest extends Omit<RecordDetails, 'mutated'> {
  /** Changes the request that is about to be sent. */
  readonly mutate?: ((request: OutgoingRequest) => OutgoingRequest) | undefined;
  /** Give up as soon as the request was sent, and send it again. */
  readonly retry?: boolean | undefined;
  /** It waited for its turn, together with others. */
  readonly due?: true | undefined;
}

/** A delivery, and its request before secrets were masked. */
export interface SentDelivery {
  readonly delivery: Delivery;
  readonly request: OutgoingRequest;
  /** Masks this delivery's secrets. */
  readonly hide: Mask;
}

/** Sends payloads to the destinations of their events, and makes the record of each delivery. */
export class Sender {
  readonly #options: SenderOptions;
  readonly #recorder: Recorder;
  /** By origin. */
  readonly #clients = new Map<string, HttpClient>();
  readonly #used = new Set<Destination>();
  readonly #pacer: Pacer | undefined;

  readonly #abort = (): void => {
    for (const client of this.#clients.values()) client.abort();
  };

  /** Nothing is connected until the first delivery. */
  constructor(options: SenderOptions) {
    this.#options = options;
    this.#recorder = new Recorder(options);
    this.#pacer = options.rate === undefined ? undefined : new Pacer(options.rate);
    options.signal?.addEventListener('abort', this.#abort, { once: true });
  }

  /** Waits until `starts` requests may be sent at once. Each delivery waits for itself, unless it is `due`. */
  async turn(starts: number): Promise<void> {
    await this.#pacer?.turn(starts, this.#options.signal);
  }

  /** How much the rate has held requests up; `undefined` without one. */
  get throttle(): Throttle | undefined {
    return this.#pacer?.throttle;
  }

  /** Never throws: whatever a receiver does is in the record. */
  async send(prepared: PreparedPayload, how: SendRequest = {}): Promise<SentDelivery> {
    const { event, query } = prepared;
    const destination = this.#options.destinations(event);
    this.#used.add(destination);
    const plain: OutgoingRequest = {
      method: 'POST',
      url: deliveryAddress(destination.target, event, query),
      headers: requestHeaders(destination.headers),
      body: prepared.body,
    };
    const request = how.mutate?.(plain) ?? plain;
    const client = this.#client(request.url);
    const exchanges: Exchange[] = [];
    if (how.due !== true) await this.turn(how.retry === true ? 2 : 1);
    if (how.retry === true) exchanges.push(await client.send(request, { giveUp: true }));
    const last = await client.send(request);
    exchanges.push(last);
    const verdict = judge(last, event.response, this.#options.contract);
    const hide = this.#recorder.masker(destination, request.url, query);
    const details = { ...how, mutated: how.mutate !== undefined };
    const delivery = this.#recorder.record(prepared, destination, request, exchanges, verdict, hide, details);
    return { delivery, request, hide };
  }

  /** Checks that a destination can be used, or throws a UsageError, and keeps its secrets for {@link hide}. */
  expect(destination: Destination): void {
    this.#used.add(destination);
    this.#client(new URL(destination.target.url));
  }

  /** How often bytes arrived that nobody had asked for, too late to be told of a delivery. */
  get strays(): number {
    return [...this.#clients.values()].reduce((sum, { strays }) => sum + strays, 0);
  }

  /** Masks the secrets of the options and of all destinations so far in any text. */
  hide(text: string): string {
    return this.#recorder.hide(text, this.#used);
  }

  /** Closes every connection at once. */
  async close(): Promise<void> {
    this.#options.signal?.removeEventListener('abort', this.#abort);
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
  }

  #client(url: URL): HttpClient {
    const known = this.#clients.get(url.origin);
    if (known !== undefined) return known;
    const { connections, timeout, connection, signal } = this.#options;
    const client = new HttpClient(url, { connections, timeout, ...connection });
    if (signal?.aborted) client.abort();
    this.#clients.set(url.origin, client);
    return client;
  }
}
