import { hostAndPort, portOf } from '../host.ts';
import type { LocalizedText } from '../language.ts';
import { causeLine } from './cause-line.ts';
import { type Endpoint, endpointsOf, endpointText, firstAccepting, otherLoopback } from './endpoint.ts';
import { LaunchError } from './launch-error.ts';
import { accepting, answering, untilReady } from './readiness.ts';
import {
  type CommandOptions,
  type ProcessExit,
  type StartedCommand,
  startCommand,
} from './started-command.ts';

export interface WaitOptions {
  /** Where deliveries will go: its host and port. */
  readonly target: URL;
  /** A GET of this address must be answered with 2xx or 3xx. Without it, the target must accept a connection. */
  readonly waitOn?: URL;
  /** Addresses of hosts that the user gave: `HOST:PORT:ADDRESS[,ADDRESS]…`. */
  readonly resolve?: readonly string[];
  /** ms in which the receiver must be ready. */
  readonly wait: number;
  /** Ends the wait and the receiver. Has no effect once the receiver is ready: call `stop` then. */
  readonly signal?: AbortSignal;
}

export interface LaunchOptions extends CommandOptions, WaitOptions {}

/** A receiver that runs and has answered. */
export interface LaunchedReceiver extends StartedCommand {
  /** ms from its start. */
  readonly readyAfter: number;
}

/** Node.js fires a timer of more ms than this at once. */
const longestTimer = 2 ** 31 - 1;

/**
 * Starts the receiver in its own process group and waits until it answers. The command has to stay in the foreground:
 * when it ends, the receiver has ended, and the rest of its group is ended as well. Processes that leave the group, as
 * daemons do, or run as another user cannot be ended.
 * @throws {LaunchError} when there is no receiver; nothing of it runs any more
 */
export async function launchReceiver(options: LaunchOptions): Promise<LaunchedReceiver> {
  return withinWait(options, async (over) => {
    const endpoints = await freeEndpoints(options, over.signal);
    return startAndWait(options, endpoints, over);
  });
}

/**
 * Waits until a receiver that somebody else starts is ready.
 * @returns ms that it took
 * @throws {LaunchError} when it was not ready in time
 */
export async function awaitReceiver(options: WaitOptions): Promise<number> {
  const { target, waitOn, resolve } = options;
  const startedAt = performance.now();
  return withinWait(options, async ({ signal }) => {
    const endpoints = waitOn === undefined ? await endpointsOf(target, signal, resolve) : [];
    throwIfInterrupted(options);
    if (endpoints instanceof Error) {
      throw new LaunchError('not_ready', {
        zh: `域名 ${target.hostname} 没有对应的地址（${endpoints.message}）。`,
        en: `The host name ${target.hostname} has no address (${endpoints.message}).`,
      });
    }
    const check = waitOn === undefined ? accepting(endpoints) : answering(waitOn, resolve);
    const { ready, seen } = await untilReady(check, signal);
    throwIfInterrupted(options);
    if (ready) return performance.now() - startedAt;
    const elsewhere = await firstAccepting(otherLoopback(endpoints));
    throw new LaunchError('not_ready', notReadyText(options, endpoints, seen, elsewhere));
  });
}

/** Runs a task with a signal that is aborted when the wait is over. */
async function withinWait<T>(options: WaitOptions, task: (over: AbortController) => Promise<T>): Promise<T> {
  // Not AbortSignal.any with AbortSignal.timeout: the timeout may be garbage-collected before it fires
  // (nodejs/node#57736), and the wait would never end.
  const over = new AbortController();
  const endWait = (): void => over.abort();
  const timer = setTimeout(endWait, Math.min(options.wait, longestTimer));
  options.signal?.addEventListener('abort', endWait);
  try {
    return await task(over);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', endWait);
  }
}

/** The endpoints of the target, where nothing listens yet. */
async function freeEndpoints(options: LaunchOptions, giveUp: AbortSignal): Promise<readonly Endpoint[]> {
  const { target, resolve } = options;
  throwIfInterrupted(options);
  const endpoints = await endpointsOf(target, giveUp, resolve);
  throwIfInterrupted(options);
  if (endpoints instanceof Error) {
    throw new LaunchError('not_started', {
      zh: `域名 ${target.hostname} 没有对应的地址（${endpoints.message}）：--exec 启动的接收端将无法访问。`,
      en: `The host name ${target.hostname} has no address (${endpoints.message}): --exec would start a receiver that nothing reaches.`,
    });
  }
  const occupied = await firstAccepting(endpoints, giveUp);
  throwIfInterrupted(options);
  if (occupied !== undefined) {
    const at = endpointText(occupied);
    throw new LaunchError('port_taken', {
      zh: `--exec 要启动接收端的地址 ${at} 已有程序在监听：请先结束它，或去掉 --exec 直接使用它。`,
      en: `Something already listens at ${at}, where --exec is to start the receiver: end it, or leave out --exec to use it.`,
    });
  }
  return endpoints;
}

/** @param over ends the wait; aborted here when the command ends */
async function startAndWait(
  options: LaunchOptions,
  endpoints: readonly Endpoint[],
  over: AbortController,
): Promise<LaunchedReceiver> {
  const { target, waitOn, signal, resolve } = options;
  const startedAt = performance.now();
  const receiver = await startCommand(options);
  let exited = false;
  void receiver.exited.then(() => {
    exited = true;
    over.abort();
  });
  const check = waitOn === undefined ? accepting(endpoints) : answering(waitOn, resolve);
  const { ready, seen } = await untilReady(check, over.signal);
  const readyAfter = performance.now() - startedAt;
  // Another process may have answered, and the command ended because the port was in use.
  if (ready && !exited && signal?.aborted !== true) return { ...receiver, readyAfter };

  const exit = exited ? await receiver.exited : undefined;
  // While the receiver still runs.
  const elsewhere = exited ? undefined : await firstAccepting(otherLoopback(endpoints), signal);
  await receiver.stop();
  const tail = receiver.tail();
  if (exit !== undefined) throw new LaunchError('exited', withCause(exitedText(exit, target), tail), tail);
  throwIfInterrupted(options, tail);
  throw new LaunchError(
    'not_ready',
    withCause(notReadyText(options, endpoints, seen, elsewhere), tail),
    tail,
  );
}

/** What the receiver itself gave as the cause comes first. */
function withCause(text: LocalizedText, tail: string): LocalizedText {
  const cause = causeLine(tail)?.replace(/^error: /i, '');
  return cause === undefined ? text : { zh: `${cause} – ${text.zh}`, en: `${cause} – ${text.en}` };
}

function throwIfInterrupted({ signal }: WaitOptions, tail = ''): void {
  if (signal?.aborted !== true) return;
  const text = { zh: '等待接收端时已中断。', en: 'Interrupted while waiting for the receiver.' };
  throw new LaunchError('interrupted', text, tail);
}

const targetText = (target: URL): string => hostAndPort(target.hostname, portOf(target));

function exitedText({ code, signal }: ProcessExit, target: URL): LocalizedText {
  const how =
    signal === null
      ? { zh: `退出码为 ${code}`, en: `with exit code ${code}` }
      : { zh: `被 ${signal} 终止`, en: `by ${signal}` };
  const hint = code === null ? undefined : exitHints[code];
  const at = targetText(target);
  return {
    zh: `接收端在 ${at} 响应之前，--exec 的命令已结束（${how.zh}）。${hint?.zh ?? ''}`,
    en: `The command of --exec ended ${how.en} before the receiver answered at ${at}.${hint === undefined ? '' : ` ${hint.en}`}`,
  };
}

const exitHints: Readonly<Record<number, LocalizedText>> = {
  0: { zh: '它必须在前台运行。', en: 'It has to stay in the foreground.' },
  126: {
    zh: 'shell 没有权限运行程序时，退出码为 126。',
    en: 'A shell exits with 126 when it may not run the program.',
  },
  127: {
    zh: 'shell 找不到程序时，退出码为 127。',
    en: 'A shell exits with 127 when there is no such program.',
  },
};

/**
 * @param seen what the last check saw
 * @param elsewhere a loopback endpoint that is not the target's, but accepts connections
 */
function notReadyText(
  { target, waitOn, wait }: WaitOptions,
  endpoints: readonly Endpoint[],
  seen: LocalizedText,
  elsewhere: Endpoint | undefined,
): LocalizedText {
  const seconds = wait / 1000;
  if (waitOn !== undefined) {
    // Without the query, which may hold a token.
    const url = `${waitOn.origin}${waitOn.pathname}`;
    return {
      zh: `GET ${url} 在 ${seconds} s 内没有得到 2xx 或 3xx 响应：${seen.zh}。可用 --wait 延长等待时间。`,
      en: `GET ${url} was not answered with 2xx or 3xx within ${seconds} s: ${seen.en}. Give the receiver longer with --wait.`,
    };
  }
  const addresses = endpoints.map(endpointText);
  const nothing = {
    zh: `${targetText(target)}（${addresses.join('、')}）在 ${seconds} s 内没有接受连接`,
    en: `Nothing accepted a connection at ${targetText(target)} (${addresses.join(' and ')}) within ${seconds} s`,
  };
  if (elsewhere === undefined) {
    return {
      zh: `${nothing.zh}。可用 --wait 延长等待时间，或检查它监听的端口。`,
      en: `${nothing.en}. Give the receiver longer with --wait, or check the port it listens at.`,
    };
  }
  const other = endpointText(elsewhere);
  return {
    zh: `${nothing.zh}，但 ${other} 接受连接：请投递到那里，或让接收端同时监听两者。`,
    en: `${nothing.en}, but something does at ${other}: deliver there, or let the receiver listen at both.`,
  };
}
