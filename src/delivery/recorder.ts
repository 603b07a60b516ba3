import type { PreparedPayload } from '../delivery/prepared-payload.ts';
import { formatInstant } from '../generate/clock.ts';
import type { Override } from '../generate/overrides.ts';
import { variantKey } from '../generate/variants.ts';
import type { ConnectionOptions } from '../http/connection.ts';
import type { Exchange, OutgoingRequest } from '../http/exchange.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { hexOfWord, seedKey } from '../world/rng.ts';
import { type Delivery, recordAttempt, recordBody, recordMutatedBody } from './delivery.ts';
import { type Destination, destinationFlags } from './destination.ts';
import { hideSecrets, masker, userSecrets } from './mask.ts';
import { reproCommand } from './repro.ts';

/** What all records of a run have in common. */
export interface RecorderOptions {
  readonly connection?: Pick<ConnectionOptions, 'proxy'> | undefined;
  readonly showSecrets?: boolean | undefined;
  /** Further values to mask, such as those that a configuration took from the environment. */
  readonly secrets?: readonly string[] | undefined;
  /** Flags of the command that repeats a delivery, beside its destination's. */
  readonly reproFlags?: readonly string[] | undefined;
  /** In place of the destination's flags, as the user typed them. */
  readonly addressFlags?: readonly string[] | undefined;
}

/** What a record says beyond payload, request and response. */
export interface RecordDetails {
  /** Tells deliveries of the same payload apart. */
  readonly label?: string | undefined;
  readonly overrides?: readonly Override[] | undefined;
  readonly force?: boolean | undefined;
  /** A body that came by a pipe: the command that repeats the delivery has to bring it along. */
  readonly piped?: Buffer | undefined;
  /** The command that repeats it, where `send` cannot. */
  readonly repro?: string | undefined;
  /** The body is a mistake of ours, and may be huge. */
  readonly made?: boolean | undefined;
}

/** Which payload it is: what a delivery's identity and its command are made of. */
export type PayloadIdentity = Pick<
  PreparedPayload,
  'event' | 'variant' | 'seed' | 'index' | 'now' | 'story' | 'query'
>;

/** Makes the record of a delivery, in which no secret is left. */
export class Recorder {
  readonly #options: RecorderOptions;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  /**
   * @param exchanges one for each attempt
   * @param hide of {@link masker}, for this delivery
   */
  record(
    identity: PayloadIdentity,
    destination: Destination,
    request: OutgoingRequest,
    exchanges: readonly Exchange[],
    verdict: Verdict,
    hide: <T>(record: T) => T,
    remarks: RecordDetails = {},
  ): Delivery {
    const { event, variant, seed, index, now, story } = identity;
    const delivery: Delivery = {
      id: deliveryId(identity, remarks.label),
      event: event.id,
      variant,
      seed,
      index,
      ...(story && { scenario: { name: story.scenario.id, step: story.step + 1 } }),
      now: formatInstant(now),
      request: {
        method: request.method,
        url: request.url.href,
        headers: request.headers,
        ...(remarks.made === true ? recordMutatedBody(request.body) : recordBody(request.body)),
      },
      attempts: exchanges.map(recordAttempt),
      verdict,
      repro: remarks.repro ?? this.repro(identity, destination, remarks),
    };
    return hideSecrets(delivery, hide);
  }

  /** Hides the secrets of one delivery. */
  masker(destination: Destination, url: URL, query: Readonly<Record<string, string>>): <T>(record: T) => T {
    const { showSecrets, secrets = [] } = this.#options;
    if (showSecrets === true) return (record) => record;
    // What is made from the user's token, such as a signature, is as secret as the token.
    const derived =
      destination.token === undefined ? [] : Object.keys(query).filter((name) => /sign|token/.test(name));
    return masker([
      ...secrets,
      ...this.#secretsOf(destination),
      ...derived.flatMap((name) => [query[name] ?? '', url.searchParams.get(name) ?? '']),
    ]);
  }

  /** Hides, in any text, what the settings and some destinations hold of secrets. */
  hide(text: string, destinations: Iterable<Destination>): string {
    const { showSecrets, secrets = [] } = this.#options;
    if (showSecrets === true) return text;
    return masker([...secrets, ...[...destinations].flatMap((each) => this.#secretsOf(each))])(text);
  }

  /** The command that sends the same bytes again. */
  repro(identity: PayloadIdentity, destination: Destination, remarks: RecordDetails = {}): string {
    const {
      addressFlags = destinationFlags(destination),
      reproFlags = [],
      showSecrets,
      secrets,
    } = this.#options;
    const { event, variant, seed, index, now, story } = identity;
    return reproCommand({
      event,
      variant,
      seed,
      index,
      now,
      story,
      overrides: remarks.overrides,
      force: remarks.force,
      flags: [...addressFlags, ...reproFlags],
      piped: remarks.piped,
      hide: showSecrets === true ? undefined : masker([...(secrets ?? []), ...this.#secretsOf(destination)]),
    });
  }

  #secretsOf({ token, headers, target }: Destination): string[] {
    return userSecrets({ token, headers, urls: [new URL(target.url), this.#options.connection?.proxy] });
  }
}

function deliveryId(
  { event, variant, seed, index, story }: PayloadIdentity,
  label: string | undefined,
): string {
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
