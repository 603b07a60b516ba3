import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handle = (body: Buffer, request: IncomingMessage, response: ServerResponse) => unknown;

export interface Served extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Stops listening, and breaks every connection. */
  close(): Promise<void>;
}

/** An answer that every event's contract allows. */
export const welcome = '{"errcode":0,"errmsg":"ok","errCode":0}';

export const accept = (response: ServerResponse): void => {
  response.setHeader('content-type', 'application/json');
  response.end(welcome);
};

/** A receiver that sees requests as they come; `handle` is called when the body is there. */
export async function serve(handle: Handle = (_, __, response) => accept(response)): Promise<Served> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => void handle(Buffer.concat(chunks), request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/`, port, close, [Symbol.asyncDispose]: close };
}

/** The id by which a receiver knows a delivery again; a body without one is known by itself. */
export function deliveryId(body: Buffer): string {
  const text = body.toString();
  return /"(?:event_id|messageId)":"([^"]+)"/.exec(text)?.[1] ?? text;
}
