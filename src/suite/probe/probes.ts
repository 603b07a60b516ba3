import { requestHeaders } from '../../delivery/headers.ts';
import { HttpClient } from '../../http/client.ts';
import type { ConnectionOptions } from '../../http/connection.ts';
import { type Probe, ProbeError } from './probe.ts';

/** ms. The state is read between two deliveries, so it must be quick to read. */
const timeout = 5000;

/** Reads the state by a GET, answered with a 2xx. `own`: headers that deliveries have, such as an authorization. */
export function httpProbe(
  url: URL,
  own: Readonly<Record<string, string>>,
  connection: ConnectionOptions = {},
): Probe {
  const client = new HttpClient(url, { ...connection, connections: 1, timeout });
  const { 'Content-Type': _, ...headers } = requestHeaders(own);
  let reconnected = 0;
  return {
    get reconnects() {
      return reconnected;
    },
    async read() {
      const request = { method: 'GET', url, headers, body: Buffer.alloc(0) };
      const { status, body, error, reconnects } = await client.send(request);
      reconnected += reconnects;
      // Without the query, which may hold a secret.
      const where = url.origin + url.pathname;
      if (error !== null) {
        const [zh, en] = [error.message.zh, error.message.en].map((text) => text.replace(/[.。]$/, ''));
        throw new ProbeError({ zh: `探针 ${where}：${zh}`, en: `the probe ${where}: ${en}` });
      }
      if (status === null || status < 200 || status > 299) {
        throw new ProbeError({
          zh: `探针 ${where} 返回 ${status}`,
          en: `the probe ${where} answered ${status}`,
        });
      }
      return Buffer.from(body).toString('utf8');
    },
    close: () => client.close(),
  };
}

/** Reads the state with a function of the user's; anything but text becomes JSON. */
export function functionProbe(read: () => unknown): Probe {
  return {
    async read() {
      try {
        const state = await read();
        return typeof state === 'string' ? state : (JSON.stringify(state) ?? String(state));
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new ProbeError({ zh: `探针出错：${why}`, en: `the probe failed: ${why}` });
      }
    },
    close: async () => undefined,
  };
}
