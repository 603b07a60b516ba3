import http from 'node:http';
import https from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { portOf, withoutBrackets } from '../host.ts';
import { type Endpoint, firstAccepting } from './endpoint.ts';

/** One look at the receiver. Never rejects. */
export type ReadinessCheck = (giveUp: AbortSignal) => Promise<Sight>;

export interface Sight {
  readonly ready: boolean;
  /** What was seen, in words for a message: `the answer was 503`. */
  readonly seen: string;
}

/** ms for one answer: a server may take its time over its first one, but it may also never give it. */
const answerPatience = 2000;
const silence = 'there was no answer';

/** Ready when one of the endpoints accepts a connection. */
export function accepting(endpoints: readonly Endpoint[]): ReadinessCheck {
  return async (giveUp) => {
    const ready = (await firstAccepting(endpoints, giveUp)) !== undefined;
    return { ready, seen: ready ? 'a connection was accepted' : 'no connection was accepted' };
  };
}

/** Ready when a GET is answered with 2xx or 3xx, which is not followed. Any certificate will do. */
export function answering(url: URL): ReadinessCheck {
  return (giveUp) =>
    new Promise((resolve) => {
      const options = {
        host: withoutBrackets(url.hostname),
        port: portOf(url),
        path: url.pathname + url.search,
        headers: { accept: '*/*', connection: 'close' },
        agent: false,
        autoSelectFamily: true,
        signal: giveUp,
      };
      const see = (ready: boolean, seen: string): void => {
        clearTimeout(timer);
        request.destroy();
        resolve({ ready, seen });
      };
      const answered = ({ statusCode = 0 }: http.IncomingMessage): void => {
        see(statusCode >= 200 && statusCode < 400, `the answer was ${statusCode}`);
      };
      const request =
        url.protocol === 'https:'
          ? https.get({ ...options, rejectUnauthorized: false }, answered)
          : http.get(options, answered);
      const timer = setTimeout(() => see(false, silence), answerPatience);
      request.on('error', (cause) => see(false, troubleText(cause)));
    });
}

function troubleText(cause: NodeJS.ErrnoException): string {
  if (cause.code === 'ECONNREFUSED') return 'the connection was refused';
  if (cause.name === 'AbortError') return silence;
  return `the connection failed (${cause.code ?? cause.message})`;
}

/**
 * Looks until the receiver is ready, or until it is given up.
 * @returns the last sight
 */
export async function untilReady(probe: ReadinessCheck, giveUp: AbortSignal): Promise<Sight> {
  let last: Sight | undefined;
  for (let look = 0; !giveUp.aborted; look += 1) {
    const sight = await probe(giveUp);
    // A look that was broken off saw nothing: the one before says more.
    if (sight.ready || last === undefined || !giveUp.aborted) last = sight;
    if (sight.ready) break;
    await pause(pauseAfter(look), undefined, { signal: giveUp }).catch(() => undefined);
  }
  return last ?? { ready: false, seen: 'there was no time to look' };
}

/** ms between two looks: a fast receiver is noticed fast, a slow one is not pestered. */
export function pauseAfter(look: number): number {
  return Math.min(25 * 1.3 ** look, 250);
}
