import type { ExchangeError } from './exchange.ts';
import { hostOf } from './failure.ts';

/** How far an exchange had come when its deadline passed. */
export interface ExchangeProgress {
  /** It had a connection to itself, open or yet to be made. */
  readonly started: boolean;
  /** A connection was being made for it. */
  readonly dialled: boolean;
  /** The request was being written. */
  readonly sent: boolean;
  /** The final response's header had arrived. */
  readonly headed: boolean;
  /** Interim (1xx) responses. */
  readonly interim: number;
}

/**
 * Which of the waits it was that took too long.
 * @param timeout ms, from when the delivery was due
 */
export function expiry(origin: string, timeout: number, at: ExchangeProgress): ExchangeError {
  const host = hostOf(origin);
  const within = `within ${timeout} ms of the delivery being due`;
  if (!at.started)
    return {
      code: 'timeout.queue',
      message: `No connection to ${host} became free ${within}; nothing was sent.`,
    };
  if (at.dialled && !at.sent)
    return {
      code: 'timeout.connect',
      message: `No connection to ${host} could be made ${within}; nothing was sent.`,
    };
  if (at.headed)
    return { code: 'timeout.total', message: `The response body of ${host} was not complete ${within}.` };
  if (at.interim > 0)
    return {
      code: 'timeout.total',
      message: `${host} sent ${at.interim} interim (1xx) responses and no final one ${within}.`,
    };
  return { code: 'timeout.headers', message: `${host} sent no complete response header ${within}.` };
}
