import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A delivery that has arrived whole. */
export interface Arrival {
  readonly body: Buffer;
  /** Of the message or event that it tells of. */
  readonly id: string;
  readonly path: string;
  /** Arrivals before it. */
  readonly nth: number;
  readonly request: IncomingMessage;
}

export type Answer = (response: ServerResponse, arrival: Arrival) => void;

/** A receiver that keeps all that arrives. */
export interface Receiver extends AsyncDisposable {
  readonly url: URL;
  readonly arrivals: readonly Arrival[];
  /** Connections that were accepted. */
  readonly connections: number;
  /** Stops listening and cuts every connection. */
  kill(): void;
}

interface Payload {
  readonly messageId?: string;
}

/** What identifies a delivery, on whatever event. */
export function idOf(body: Buffer): string {
  const payload = JSON.parse(body.toString()) as Payload & { eventid?: string; data?: Payload };
  return payload.eventid ?? payload.messageId ?? payload.data?.messageId ?? 'none';
}

/** @param meet is shown every connection, with the number of those before it */
export async function receive(
  answer: Answer,
  meet: (socket: Socket, nth: number) => void = () => undefined,
): Promise<Receiver> {
  const arrivals: Arrival[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const arrival = { body, id: idOf(body), path: request.url ?? '', nth: arrivals.length, request };
      arrivals.push(arrival);
      answer(response, arrival);
    });
  });
  server.on('connection', (socket: Socket) => {
    meet(socket, connections);
    connections += 1;
  });
  // A thousand connections may come at once.
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 2048, resolve));
  const kill = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`),
    arrivals,
    get connections() {
      return connections;
    },
    kill,
    async [Symbol.asyncDispose]() {
      kill();
    },
  };
}

/** What the contract of both events asks for. */
export const fine = '{"errcode":0,"errmsg":"ok"}';

export function says(status: number, body: string): Answer {
  return (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

export const accepts: Answer = says(200, fine);
