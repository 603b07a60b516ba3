import { formatInstant } from '../generate/clock.ts';
import { formatOverride, type Override } from '../generate/overrides.ts';
import { minimalChoices, variantKey } from '../generate/variants.ts';
import type { ConnectionOptions } from '../http/connection.ts';
import type { Exchange, OutgoingRequest } from '../http/exchange.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { hexOfWord, seedKey } from '../world/rng.ts';
import { cutBody } from './cut-body.ts';
import { type Delivery, recordAttempt, recordBody, recordMutatedBody } from './delivery.ts';
import { type Destination, destinationFlags } from './destination.ts';
import { hideSecrets, type Mask, masker } from './mask.ts';
import type { PayloadIdentity } from './prepared-payload.ts';
import { userSecrets } from './secrets.ts';
import { shellCommand, shellPipe } from './shell.ts';

/** What all records of a run have in common. */
export interface RecorderOptions {
  readonly connection?: Pick<ConnectionOptions, 'proxy'> | undefined;
  readonly showSecrets?: boolean | undefined;
  /** Keep response bodies whole. Default: of a long one its head and its tail, its length and its hash. */
  readonly fullBodies?: boolean | undefined;
  /** Further values to mask, such as those that a configuration took from the environment. */
  readonly secrets?: readonly string[] | undefined;
  /** Flags of the commands that repeat deliveries, in addition to those of the destination. */
  readonly reproFlags?: readonly string[] | undefined;
  /** Flags in place of those of the destination. */
  readonly addressFlags?: readonly string[] | undefined;
}

/** What a record depends on besides payload, request and response. */
export interface RecordDetails extends Pick<Reproducible, 'overrides' | 'force' | 'piped'> {
  /** Tells deliveries of the same payload apart. */
  readonly label?: string | undefined;
  /** A command that repeats the delivery, if `send` cannot. */
  readonly repro?: string | undefined;
  /** The request was changed on purpose, and its body may be huge. */
  readonly mutated?: boolean | undefined;
}

/** Makes the records of deliveries, with all secrets masked. */
export class Recorder {
  readonly #options: RecorderOptions;
  /** Each destination is asked for several times a delivery, and to parse its URL takes a while. */
  readonly #secrets = new WeakMap<Destination, readonly string[]>();

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  /** Records a delivery: an exchange for each attempt, and `hide` of {@link masker}. */
  record(
    identity: PayloadIdentity,
    destination: Destination,
    request: OutgoingRequest,
    exchanges: readonly Exchange[],
    verdict: Verdict,
    hide: Mask,
    details: RecordDetails = {},
  ): Delivery {
    const { event, variant, seed, index, now, story } = identity;
    const delivery: Delivery = {
      id: deliveryId(identity, details.label),
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
        ...(details.mutated === true ? recordMutatedBody(request.body) : recordBody(request.body)),
      },
      attempts: exchanges.map(recordAttempt),
      verdict,
      repro: details.repro ?? this.repro(identity, destination, details),
    };
    const hidden = hideSecrets(delivery, hide);
    if (this.#options.fullBodies === true) return hidden;
    const attempts = hidden.attempts.map((attempt, i) => cutBody(attempt, (exchanges[i] as Exchange).body));
    return { ...hidden, attempts };
  }

  /** The mask for one delivery. */
  masker(destination: Destination, url: URL, query: Readonly<Record<string, string>>): Mask {
    // What is derived from the user's token, such as a signature, is as secret as the token.
    const names = Object.keys(query).filter((name) => /sign|token/.test(name));
    const derived = names.flatMap((name) => [query[name] ?? '', url.searchParams.get(name) ?? '']);
    return this.#mask([destination], destination.token === undefined ? [] : derived);
  }

  /** Masks the secrets of the options and of some destinations in any text. */
  hide(text: string, destinations: Iterable<Destination>): string {
    return this.#mask(destinations)(text);
  }

  /** The command that sends the same bytes again. */
  repro(identity: PayloadIdentity, destination: Destination, details: RecordDetails = {}): string {
    const { addressFlags = destinationFlags(destination), reproFlags = [] } = this.#options;
    const { overrides, force, piped } = details;
    const flags = [...addressFlags, ...reproFlags];
    return reproCommand({ ...identity, overrides, force, piped, flags, hide: this.#mask([destination]) });
  }

  #mask(destinations: Iterable<Destination>, more: readonly string[] = []): Mask {
    const { showSecrets, secrets = [] } = this.#options;
    if (showSecrets === true) return (record) => record;
    const ofDestinations = [...destinations].flatMap((destination) => this.#secretsOf(destination));
    return masker([...secrets, ...ofDestinations, ...more]);
  }

  #secretsOf(destination: Destination): readonly string[] {
    const known = this.#secrets.get(destination);
    if (known !== undefined) return known;
    const { token, headers, target } = destination;
    const urls = [new URL(target.url), this.#options.connection?.proxy];
    const secrets = userSecrets({ token, headers, urls });
    this.#secrets.set(destination, secrets);
    return secrets;
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

/** Everything that determines the bytes and the address of a delivery. */
export interface Reproducible extends PayloadIdentity {
  readonly overrides?: readonly Override[] | undefined;
  readonly force?: boolean | undefined;
  /** Further flags as the user typed them, addresses and headers among them. */
  readonly flags: readonly string[];
  /** A body that was piped in: the command pipes it again. */
  readonly piped?: Buffer | undefined;
  /** Masks secrets. Arguments are masked before they are quoted: a bare `***` would be a glob. */
  readonly hide?: Mask | undefined;
}

/** The command that sends the same bytes again. */
export function reproCommand(what: Reproducible): string {
  const { event, seed, index, now, story, overrides = [], piped, hide = (text) => text } = what;
  const variant = story === undefined ? minimalChoices(event, what.variant) : '';
  const args = [
    'webhook-sim',
    'send',
    ...(story === undefined ? [event.id] : [story.scenario.id, '--step', String(story.step + 1)]),
    ...(variant === '' ? [] : ['--variant', variant]),
    '--seed',
    seed,
    ...(index === 0 ? [] : ['--index', String(index)]),
    '--now',
    formatInstant(now),
    ...overrides.flatMap((override) => [`--${override.op}`, formatOverride(override)]),
    ...(what.force === true ? ['--force'] : []),
    ...what.flags,
  ];
  const command = shellCommand(args.map((arg) => hide(arg)));
  return piped === undefined ? command : shellPipe(hidden(piped, hide), command);
}

/** Bytes without a secret stay exact. */
function hidden(bytes: Buffer, hide: Mask): Buffer {
  const text = bytes.toString('utf8');
  const shown = hide(text);
  return shown === text ? bytes : Buffer.from(shown);
}
