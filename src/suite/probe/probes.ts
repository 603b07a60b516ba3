import { exec } from 'node:child_process';
import { openCourier } from '../../http/client.ts';
import type { CourierOptions } from '../../http/exchange.ts';
import { type Probe, ProbeError } from './probe.ts';

/** ms. A state is read between two deliveries: it has to be at hand. */
const patience = 5000;

/** Reads the state from an address of the receiver's: a GET, answered with a 2xx. */
export function httpProbe(
  url: URL,
  headers: Readonly<Record<string, string>>,
  connection: Partial<CourierOptions> = {},
): Probe {
  const courier = openCourier(url, { ...connection, connections: 1, timeout: patience });
  return {
    async read() {
      const request = { method: 'GET', url, headers, body: Buffer.alloc(0) };
      const { status, body, error } = await courier.deliver(request);
      // Its query may hold a secret.
      const where = `the probe ${url.origin}${url.pathname}`;
      if (error !== null) throw new ProbeError(`${where}: ${error.message.replace(/\.$/, '')}`);
      if (status === null || status < 200 || status > 299)
        throw new ProbeError(`${where} answered ${status}`);
      return Buffer.from(body).toString('utf8');
    },
    close: () => courier.close(),
  };
}

/** Reads the state from what a shell command prints. */
export function commandProbe(command: string): Probe {
  return {
    read: () =>
      new Promise((resolve, reject) => {
        exec(command, { timeout: patience, maxBuffer: 16 * 1_048_576 }, (error, stdout, stderr) => {
          if (error === null) resolve(stdout);
          else
            reject(
              new ProbeError(`the probe command failed: ${(stderr || error.message).trim().slice(0, 200)}`),
            );
        });
      }),
    close: async () => undefined,
  };
}

/** Reads the state by a function of the user's own; what is no text is taken as JSON. */
export function functionProbe(read: () => unknown): Probe {
  return {
    async read() {
      try {
        const state = await read();
        return typeof state === 'string' ? state : (JSON.stringify(state) ?? String(state));
      } catch (error) {
        throw new ProbeError(`the probe failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    close: async () => undefined,
  };
}
