import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request that has arrived completely. */
export interface Arrival {
  readonly body: Buffer;
  /** The id of the message or event in it. */
  readonly id: string;
  readonly path: string;
  /** Number of arrivals before it. */
  readonly nth: number;
  readonly request: IncomingMessage;
}

export type Answer = (response: ServerResponse, arrival: Arrival) => void;

/** A receiver that keeps everything that arrives. */
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

/** The id of the message or event in a body of any event. */
export function idOf(body: Buffer): string {
  const payload = JSON.parse(body.toString()) as Payload & { eventid?: string; data?: Payload };
  return payload.eventid ?? payload.messageId ?? payload.data?.messageId ?? 'none';
}

/** @param onConnection takes every connection, with the number of those before it */
export async function receive(
  answer: Answer,
  onConnection: (socket: Socket, nth: number) => void = () => undefined,
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
    onConnection(socket, connections);
    connections += 1;
  });
  // The backlog holds a thousand connections at once.
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

/** The response that the contract of both events requires. */
export const fine = '{"errcode":0,"errmsg":"ok"}';

export function says(status: number, body: string): Answer {
  return (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

export const accepts: Answer = says(200, fine);
