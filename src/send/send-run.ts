import { defaults } from '../defaults.ts';
import type { EventDefinition } from '../define/event.ts';
import type { Target } from '../delivery/address.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Destinations } from '../delivery/destination.ts';
import type { ContractLevel } from '../verdict/levels.ts';
import type { Throttle } from './pacer.ts';
import type { PayloadOptions } from './payload-options.ts';
import { openPayloadRun } from './payload-run.ts';
import { Sender, type SenderOptions } from './sender.ts';

/** Which payloads to send, where and how, and how to judge the responses. */
export interface SendRunOptions
  extends PayloadOptions,
    Pick<SenderOptions, 'connection' | 'rate' | 'showSecrets' | 'fullBodies' | 'secrets' | 'signal'> {
  /** One target for all events, with `headers` and `token`; or the destination of each event. */
  readonly target: Target | Destinations;
  /** In addition to the platform's headers, or in place of them. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Total deadline of a delivery in ms, from when it was due. Default 5000. */
  readonly timeout?: number | undefined;
  /** Pause between the end of a delivery and the next, ms. Default 0. */
  readonly delay?: number | undefined;
  /** How strictly responses are read. Default `documented`. */
  readonly contract?: ContractLevel | undefined;
  /** Starts no further delivery; the one in flight may still complete. */
  readonly stop?: AbortSignal | undefined;
  /** The body was piped in, so that a command that repeats the delivery must pipe it in again. */
  readonly bodyPiped?: boolean | undefined;
  /** Flags of the commands that repeat deliveries. Default: those that correspond to the options. */
  readonly reproFlags?: readonly string[] | undefined;
}

/** A delivery, and what the user should know about its payload. */
export interface SendResult {
  readonly delivery: Delivery;
  readonly warnings: readonly string[];
}

/** A run whose options have been checked. Iterating sends, one delivery after the other. */
export interface SendRun extends AsyncIterable<SendResult> {
  readonly seed: string;
  readonly total: number | undefined;
  /** How often bytes arrived that nobody had asked for, so far. */
  readonly strays: number;
  /** How much the rate has held requests up; `undefined` without one. */
  readonly throttle: Throttle | undefined;
}

/** Prepares a run; nothing is sent yet. Throws a UsageError when an option is wrong. */
export async function openSendRun(
  events: readonly EventDefinition[],
  options: SendRunOptions,
): Promise<SendRun> {
  const payloads = await openPayloadRun(events, options);
  const { timeout = defaults.timeout, delay = 0, stop, signal, headers = {}, token } = options;
  const destinations = destinationsOf(options.target, headers, token);
  const sender = new Sender({
    ...options,
    destinations,
    connections: 1,
    timeout,
    contract: options.contract ?? defaults.contract,
    reproFlags: options.reproFlags ?? ownFlags(options),
    ...(options.reproFlags !== undefined && { addressFlags: [] }),
  });
  for (const event of events) sender.expect(destinations(event));
  // The library has no file to name in the command: the command pipes the body in.
  const pipesBody = options.bodyPiped ?? options.reproFlags === undefined;
  const piped = pipesBody && options.body !== undefined ? Buffer.from(options.body) : undefined;
  const { overrides, force } = options;
  return {
    seed: payloads.seed,
    total: payloads.total,
    get strays() {
      return sender.strays;
    },
    get throttle() {
      return sender.throttle;
    },
    async *[Symbol.asyncIterator]() {
      try {
        let first = true;
        for (const prepared of payloads) {
          if (!first && delay > 0) await pause(delay, stop, signal);
          if (stop?.aborted || signal?.aborted) return;
          first = false;
          const { delivery } = await sender.send(prepared, { overrides, force, piped });
          yield { delivery, warnings: prepared.warnings };
        }
      } finally {
        await sender.close();
      }
    },
  };
}

/** The flags that options stand for, as far as a command line can have them: certificates are files there. */
export function ownFlags({
  timeout,
  contract,
  connection,
  body,
}: Pick<SendRunOptions, 'timeout' | 'contract' | 'connection' | 'body'>): string[] {
  const flag = (name: string, value: string | undefined): string[] =>
    value === undefined ? [] : [name, value];
  return [
    ...flag('--timeout', timeout === undefined ? undefined : `${timeout}ms`),
    ...flag('--contract', contract),
    ...flag('--proxy', connection?.proxy?.href),
    ...(connection?.resolve ?? []).flatMap((text) => ['--resolve', text]),
    ...(connection?.insecure === true ? ['--insecure'] : []),
    ...(connection?.keepAlive === false ? ['--no-keep-alive'] : []),
    ...flag('--body', body === undefined ? undefined : '-'),
  ];
}

function destinationsOf(
  target: SendRunOptions['target'],
  headers: Readonly<Record<string, string>>,
  token: SendRunOptions['token'],
): Destinations {
  if (typeof target === 'function') return target;
  const destination = { target, headers, ...(typeof token === 'string' && { token }) };
  return () => destination;
}

/** Waits until the time has passed or a signal is aborted. */
function pause(ms: number, ...signals: (AbortSignal | undefined)[]): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      for (const signal of signals) signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    for (const signal of signals) signal?.addEventListener('abort', done, { once: true });
    if (signals.some((signal) => signal?.aborted)) done();
  });
}
