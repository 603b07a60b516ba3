import http from 'node:http';
import https from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { portOf } from '../host.ts';
import type { LocalizedText } from '../language.ts';
import { socketHost } from '../resolution.ts';
import { type Endpoint, firstAccepting } from './endpoint.ts';

/** Checks once whether the receiver is ready. Never rejects. */
export type ReadinessCheck = (giveUp: AbortSignal) => Promise<Readiness>;

interface Readiness {
  readonly ready: boolean;
  /** For a message: `the answer was 503`. */
  readonly seen: LocalizedText;
}

/** ms for one response: a server may be slow to answer first, or never answer. */
const responseTimeout = 2000;
const noAnswer: LocalizedText = { zh: '没有响应', en: 'there was no answer' };
const accepted: LocalizedText = { zh: '已接受连接', en: 'a connection was accepted' };
const notAccepted: LocalizedText = { zh: '没有接受连接', en: 'no connection was accepted' };
const noTime: LocalizedText = { zh: '来不及检查', en: 'there was no time to look' };

/** Ready when one of the endpoints accepts a connection. */
export function accepting(endpoints: readonly Endpoint[]): ReadinessCheck {
  return async (giveUp) => {
    const ready = (await firstAccepting(endpoints, giveUp)) !== undefined;
    return { ready, seen: ready ? accepted : notAccepted };
  };
}

/** Ready when a GET is answered with 2xx or 3xx. Redirects are not followed, and any certificate is accepted. */
export function answering(url: URL, resolve?: readonly string[]): ReadinessCheck {
  const host = socketHost(url, resolve);
  return (giveUp) =>
    new Promise((resolve) => {
      const options = {
        ...host,
        port: portOf(url),
        path: url.pathname + url.search,
        headers: { host: url.host, accept: '*/*', connection: 'close' },
        agent: false,
        autoSelectFamily: true,
        signal: giveUp,
      };
      const finish = (ready: boolean, seen: LocalizedText): void => {
        clearTimeout(timer);
        request.destroy();
        resolve({ ready, seen });
      };
      const answered = ({ statusCode = 0 }: http.IncomingMessage): void => {
        finish(statusCode >= 200 && statusCode < 400, {
          zh: `响应是 ${statusCode}`,
          en: `the answer was ${statusCode}`,
        });
      };
      const request =
        url.protocol === 'https:'
          ? https.get({ ...options, rejectUnauthorized: false }, answered)
          : http.get(options, answered);
      const timer = setTimeout(() => finish(false, noAnswer), responseTimeout);
      request.on('error', (cause) => finish(false, errorText(cause)));
    });
}

function errorText(cause: NodeJS.ErrnoException): LocalizedText {
  if (cause.code === 'ECONNREFUSED') return { zh: '连接被拒绝', en: 'the connection was refused' };
  if (cause.name === 'AbortError') return noAnswer;
  const why = cause.code ?? cause.message;
  return { zh: `连接失败（${why}）`, en: `the connection failed (${why})` };
}

/** Checks until the receiver is ready, or until it is given up. @returns the last result */
export async function untilReady(check: ReadinessCheck, giveUp: AbortSignal): Promise<Readiness> {
  let last: Readiness | undefined;
  for (let checks = 0; !giveUp.aborted; checks += 1) {
    const result = await check(giveUp);
    // A check that was aborted saw nothing: the one before says more.
    if (result.ready || last === undefined || !giveUp.aborted) last = result;
    if (result.ready) break;
    await pause(pauseAfter(checks), undefined, { signal: giveUp }).catch(() => undefined);
  }
  return last ?? { ready: false, seen: noTime };
}

/** ms between two checks: short at first, for a fast receiver, then longer, so as not to flood a slow one. */
export const pauseAfter = (checks: number): number => Math.min(25 * 1.3 ** checks, 250);
