import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Contract } from '../define/contract.ts';
import { hostAndPort } from '../host.ts';
import { type LocalizedText, say } from '../language.ts';

export interface ReceiverOptions {
  /** The contract for the path of a request; `undefined` is answered with 404. */
  contractFor(path: string): Contract | undefined;
  /** Default 127.0.0.1, which other machines cannot reach. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
}

export interface Receiver {
  /** Its base address, without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

const maxBody = 16 * 1024 * 1024;

/** Starts a receiver that answers as the platform documents it. */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    const reply = (status: number, body: string): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    };
    const contract = options.contractFor(pathOf(request.url ?? '/'));
    if (contract === undefined)
      return reply(404, refusal({ zh: '没有事件使用这个路径', en: 'no event has this path' }));
    if (request.method !== 'POST')
      return reply(405, refusal({ zh: '回调使用 POST', en: 'a webhook is posted' }));
    if (!(await isJson(request)))
      return reply(400, refusal({ zh: '请求体不是 JSON', en: 'the body is not JSON' }));
    return reply(contract.status, documentedAnswer(contract));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { port, address } = server.address() as AddressInfo;
  return {
    url: `http://${hostAndPort(address, port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const refusal = (why: LocalizedText): string => JSON.stringify({ error: say(why) });

/** The path of a request's target, which may not be a URL: a client can send `//:99999`. */
function pathOf(target: string): string {
  const base = 'http://receiver';
  return URL.canParse(target, base) ? new URL(target, base).pathname : target;
}

/** The body that the contract documents for success. */
export function documentedAnswer(contract: Contract): string {
  const answer: Record<string, unknown> = {};
  for (const { name, type, success, optional } of contract.keys) {
    if (optional !== true) answer[name] = success ?? (type === 'number' ? 0 : 'ok');
  }
  return JSON.stringify(answer);
}

async function isJson(request: IncomingMessage): Promise<boolean> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBody) return false;
      chunks.push(chunk);
    }
    JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return true;
  } catch {
    return false;
  }
}
