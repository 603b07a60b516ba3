import { openCourier } from '../deliver/courier.ts';
import type { Courier, CourierOptions, Exchange, OutgoingRequest } from '../deliver/exchange.ts';
import { formatInstant } from '../generate/clock.ts';
import type { Override } from '../generate/overrides.ts';
import { variantKey } from '../generate/variants.ts';
import { type Delivery, recordAttempt, recordBody, recordMadeBody } from '../verdict/delivery.ts';
import { judge } from '../verdict/judge.ts';
import type { ContractLevel } from '../verdict/levels.ts';
import { hexOfWord, seedKey } from '../world/rng.ts';
import { deliveryAddress, targetRoot } from './address.ts';
import { type Destination, type Destinations, destinationFlags } from './destination.ts';
import { requestHeaders } from './headers.ts';
import { hideSecrets, masker, userSecrets } from './mask.ts';
import type { Prepared } from './payload-run.ts';
import { reproCommand } from './repro.ts';

/** How deliveries are posted and judged. */
export interface PosterOptions {
  readonly destinations: Destinations;
  /** Upper bound of connections to one origin. */
  readonly connections: number;
  /** Total deadline of a delivery in ms, from when it was due. */
  readonly timeout: number;
  readonly connection?: Pick<CourierOptions, 'insecure' | 'ca' | 'cert' | 'key' | 'proxy'> | undefined;
  readonly contract: ContractLevel;
  readonly showSecrets?: boolean | undefined;
  /** Further values to mask, such as those that a configuration took from the environment. */
  readonly secrets?: readonly string[] | undefined;
  /** Ends what is under way at once, as `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Flags of the command that repeats a delivery, beside its destination's. */
  readonly reproFlags?: readonly string[] | undefined;
  /** In place of the destination's flags, as the user typed them. */
  readonly addressFlags?: readonly string[] | undefined;
}

/** What makes a posting different from a plain one. */
export interface Posting {
  /** Changes the request that is about to go out. */
  readonly change?: ((request: OutgoingRequest) => OutgoingRequest) | undefined;
  /** Give up as soon as the request was sent, and post it again. */
  readonly retry?: boolean | undefined;
  /** Tells deliveries of the same payload apart. */
  readonly label?: string | undefined;
  readonly overrides?: readonly Override[] | undefined;
  readonly force?: boolean | undefined;
  /** A body that came by a pipe: the command that repeats the delivery has to bring it along. */
  readonly piped?: Buffer | undefined;
  /** The command that repeats it, where `send` cannot. */
  readonly repro?: string | undefined;
}

/** A delivery, and what became of its request before secrets were masked. */
export interface Posted {
  readonly delivery: Delivery;
  readonly request: OutgoingRequest;
  /** Hides this delivery's secrets. */
  readonly hide: <T>(record: T) => T;
}

/** Posts payloads to where their events go, and makes the record of each delivery. */
export class Poster {
  readonly #options: PosterOptions;
  readonly #couriers = new Map<string, Courier>();
  readonly #used = new Set<Destination>();

  /** Nothing is connected until the first delivery. */
  constructor(options: PosterOptions) {
    this.#options = options;
  }

  /** Never throws: whatever a receiver does is in the record. */
  async post(prepared: Prepared, how: Posting = {}): Promise<Posted> {
    const { event, query } = prepared;
    const destination = this.#options.destinations(event);
    this.#used.add(destination);
    const plain: OutgoingRequest = {
      method: 'POST',
      url: deliveryAddress(destination.target, event, query),
      headers: requestHeaders(destination.headers),
      body: prepared.body,
    };
    const request = how.change?.(plain) ?? plain;
    const { signal } = this.#options;
    const courier = this.#courier(request.url);
    const exchanges: Exchange[] = [];
    if (how.retry === true) exchanges.push(await courier.deliver(request, { signal, giveUp: true }));
    const last = await courier.deliver(request, { signal });
    exchanges.push(last);
    const verdict = judge(last, event.response, this.#options.contract);
    const hide = this.#masker(destination, request.url, query);
    const delivery: Delivery = {
      id: deliveryId(prepared, how.label),
      event: event.id,
      variant: prepared.variant,
      seed: prepared.seed,
      index: prepared.index,
      ...(prepared.story && {
        scenario: { name: prepared.story.scenario.id, step: prepared.story.step + 1 },
      }),
      now: formatInstant(prepared.now),
      request: {
        method: request.method,
        url: request.url.href,
        headers: request.headers,
        ...(how.change === undefined ? recordBody(request.body) : recordMadeBody(request.body)),
      },
      attempts: exchanges.map(recordAttempt),
      verdict,
      repro: how.repro ?? this.#repro(prepared, destination, how),
    };
    return { delivery: hideSecrets(delivery, hide), request, hide };
  }

  /**
   * Gets ready for a destination, and learns its secrets, for {@link hide}. Nothing is connected yet.
   * @throws UsageError when it cannot be reached in the way that the connection is to be made
   */
  expect(destination: Destination): void {
    this.#used.add(destination);
    this.#courier(targetRoot(destination.target));
  }

  /** Hides, in any text, what the settings and destinations that were used so far hold of secrets. */
  hide(text: string): string {
    const { showSecrets, connection, secrets = [] } = this.#options;
    if (showSecrets === true) return text;
    const own = [...this.#used].flatMap(({ token, headers, target }) =>
      userSecrets({ token, headers, urls: [targetRoot(target), connection?.proxy] }),
    );
    return masker([...secrets, ...own])(text);
  }

  /** Closes every connection at once. */
  async close(): Promise<void> {
    await Promise.all([...this.#couriers.values()].map((courier) => courier.close()));
  }

  #courier(url: URL): Courier {
    const known = this.#couriers.get(url.origin);
    if (known !== undefined) return known;
    const { connections, timeout, connection } = this.#options;
    const courier = openCourier(url, { connections, timeout, ...connection });
    this.#couriers.set(url.origin, courier);
    return courier;
  }

  #masker(destination: Destination, url: URL, query: Prepared['query']): <T>(record: T) => T {
    const { showSecrets, connection, secrets = [] } = this.#options;
    if (showSecrets === true) return (record) => record;
    const { token, headers, target } = destination;
    // What is made from the user's token, such as a signature, is as secret as the token.
    const derived = token === undefined ? [] : Object.keys(query).filter((name) => /sign|token/.test(name));
    return masker([
      ...secrets,
      ...userSecrets({ token, headers, urls: [targetRoot(target), connection?.proxy] }),
      ...derived.flatMap((name) => [query[name] ?? '', url.searchParams.get(name) ?? '']),
    ]);
  }

  #repro(prepared: Prepared, destination: Destination, how: Posting): string {
    const {
      addressFlags = destinationFlags(destination),
      reproFlags = [],
      showSecrets,
      secrets,
    } = this.#options;
    const { token, headers, target } = destination;
    const own = userSecrets({ token, headers, urls: [targetRoot(target), this.#options.connection?.proxy] });
    return reproCommand({
      event: prepared.event,
      variant: prepared.variant,
      seed: prepared.seed,
      index: prepared.index,
      now: prepared.now,
      story: prepared.story,
      overrides: how.overrides,
      force: how.force,
      flags: [...addressFlags, ...reproFlags],
      piped: how.piped,
      hide: showSecrets === true ? undefined : masker([...(secrets ?? []), ...own]),
    });
  }
}

function deliveryId({ event, variant, seed, index, story }: Prepared, label: string | undefined): string {
  const identity = seedKey(
    seed,
    event.id,
    variantKey(event, variant),
    String(index),
    ...(story === undefined ? [] : [story.scenario.id, String(story.step)]),
    ...(label === undefined ? [] : [label]),
  );
  return `dlv_${identity.slice(0, 2).map(hexOfWord).join('')}`;
}
