import type { EventDefinition } from '../define/event.ts';
import { openCourier } from '../deliver/courier.ts';
import type { CourierOptions } from '../deliver/exchange.ts';
import { formatInstant } from '../generate/clock.ts';
import { variantKey } from '../generate/variants.ts';
import { type Delivery, recordAttempt, recordBody } from '../verdict/delivery.ts';
import { judge } from '../verdict/judge.ts';
import type { ContractLevel } from '../verdict/levels.ts';
import { hexOfWord, seedKey } from '../world/rng.ts';
import { deliveryAddress, type Target, targetRoot } from './address.ts';
import { requestHeaders } from './headers.ts';
import { masker, userSecrets } from './mask.ts';
import { openPayloadRun, type PayloadOptions, type Prepared } from './payload-run.ts';
import { reproCommand } from './repro.ts';

/** Where payloads go, how, and how the responses are judged. */
export interface SendOptions extends PayloadOptions {
  readonly target: Target;
  /** Added to the platform's own, or in place of them. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Total deadline of a delivery in ms, from when it was due. Default 5000. */
  readonly timeout?: number | undefined;
  /** Pause between the end of a delivery and the next, ms. Default 0. */
  readonly delay?: number | undefined;
  readonly connection?: Pick<CourierOptions, 'insecure' | 'ca' | 'cert' | 'key' | 'proxy'> | undefined;
  /** How strictly responses are read. Default `documented`. */
  readonly contract?: ContractLevel | undefined;
  readonly showSecrets?: boolean | undefined;
  /** No further delivery starts; the one under way may end within its deadline. */
  readonly stop?: AbortSignal | undefined;
  /** The delivery under way ends at once, as `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** The body came by a pipe: a command that repeats the delivery has to bring it along. */
  readonly bodyPiped?: boolean | undefined;
  /** Flags for the command that repeats a delivery. Default: those that the options stand for. */
  readonly reproFlags?: readonly string[] | undefined;
}

/** A delivery, and what the user should know about its payload. */
export interface Sent {
  readonly delivery: Delivery;
  readonly warnings: readonly string[];
}

/** A run whose options have been checked; nothing has been sent. Iterating sends, one delivery after the other. */
export interface SendRun extends AsyncIterable<Sent> {
  readonly seed: string;
  readonly total: number | undefined;
}

export const defaultTimeout = 5000;

/** @throws UsageError when an option is wrong: before anything is sent */
export async function openSendRun(
  events: readonly EventDefinition[],
  options: SendOptions,
): Promise<SendRun> {
  const payloads = await openPayloadRun(events, options);
  const { target, timeout = defaultTimeout, delay = 0, stop, signal } = options;
  const origin = targetRoot(target);
  const courier = openCourier(origin, { connections: 1, timeout, ...options.connection });
  const send = sender(courier, options);
  return {
    seed: payloads.seed,
    total: payloads.total,
    async *[Symbol.asyncIterator]() {
      try {
        let first = true;
        for (const prepared of payloads) {
          if (!first && delay > 0) await pause(delay, stop, signal);
          if (stop?.aborted || signal?.aborted) return;
          first = false;
          yield { delivery: await send(prepared), warnings: prepared.warnings };
        }
      } finally {
        await courier.close();
      }
    },
  };
}

function sender(
  courier: ReturnType<typeof openCourier>,
  options: SendOptions,
): (prepared: Prepared) => Promise<Delivery> {
  const { target, headers: given = {}, contract = 'documented', signal, overrides, force } = options;
  const headers = requestHeaders(given);
  const secrets = userSecrets({
    token: options.token,
    headers: given,
    urls: [targetRoot(target), options.connection?.proxy],
  });
  const flags = options.reproFlags ?? ownFlags(options);
  const hideWord = options.showSecrets === true ? undefined : masker(secrets);
  // Without flags of the caller's, nobody but the command itself can bring the body along.
  const brings = options.bodyPiped ?? options.reproFlags === undefined;
  const piped = brings && options.body !== undefined ? Buffer.from(options.body) : undefined;
  return async (prepared) => {
    const { event, variant, seed, index, now, query, body } = prepared;
    const url = deliveryAddress(target, event, query);
    const request = { method: 'POST', url, headers, body } as const;
    const exchange = await courier.deliver(request, signal === undefined ? {} : { signal });
    const identity = seedKey(seed, event.id, variantKey(event, variant), String(index));
    const delivery: Delivery = {
      id: `dlv_${identity.slice(0, 2).map(hexOfWord).join('')}`,
      event: event.id,
      variant,
      seed,
      index,
      now: formatInstant(now),
      request: { method: 'POST', url: url.href, headers, ...recordBody(body) },
      attempts: [recordAttempt(exchange)],
      verdict: judge(exchange, event.response, contract),
      repro: reproCommand({
        event,
        variant,
        seed,
        index,
        now,
        overrides,
        force,
        flags,
        piped,
        hide: hideWord,
      }),
    };
    if (options.showSecrets === true) return delivery;
    // What is made from the user's token, such as a signature, is as secret as the token.
    const derived =
      options.token === undefined ? [] : Object.entries(query).filter(([name]) => /sign|token/.test(name));
    return hideSecrets(delivery, masker([...secrets, ...derived.map(([, value]) => value)]));
  };
}

/** Masks what the user gave and what a receiver may echo of it. What a delivery is, and how it ended, stays. */
function hideSecrets(delivery: Delivery, hide: <T>(record: T) => T): Delivery {
  const { request, attempts, verdict, repro } = delivery;
  return {
    ...delivery,
    request: hideWithBody(request, hide),
    attempts: attempts.map((attempt) => hideWithBody(attempt, hide)),
    verdict: {
      ...verdict,
      findings: verdict.findings.map((finding) => {
        const { check, code, severity } = finding;
        return { ...hide(finding), check, code, severity };
      }),
    },
    repro: hide(repro),
  };
}

/** The exact bytes of a body would give away what its text hides: they go where the text had to be changed. */
function hideWithBody<T extends { readonly body: string; readonly bodyBase64?: string }>(
  record: T,
  hide: <U>(record: U) => U,
): T {
  const { bodyBase64: _, ...rest } = record;
  return hide(record.body) === record.body ? hide(record) : (hide(rest) as T);
}

/** The flags that options stand for, as far as a command line can have them: certificates are files there. */
function ownFlags({
  target,
  headers = {},
  token,
  timeout,
  contract,
  connection,
  body,
}: SendOptions): string[] {
  const flag = (name: string, value: string | undefined): string[] =>
    value === undefined ? [] : [name, value];
  return [
    'to' in target ? '--to' : '--base',
    targetRoot(target).href,
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    ...flag('--token', token),
    ...flag('--timeout', timeout === undefined ? undefined : `${timeout}ms`),
    ...flag('--contract', contract),
    ...flag('--proxy', connection?.proxy?.href),
    ...(connection?.insecure === true ? ['--insecure'] : []),
    ...flag('--body', body === undefined ? undefined : '-'),
  ];
}

/** Waits, unless it is told to stop. */
function pause(ms: number, ...signals: (AbortSignal | undefined)[]): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      for (const signal of signals) signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    for (const signal of signals) {
      if (signal?.aborted) done();
      signal?.addEventListener('abort', done, { once: true });
    }
  });
}
