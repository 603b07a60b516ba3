import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { longestBody } from '../../src/delivery/cut-body.ts';
import type { Delivery } from '../../src/delivery/delivery.ts';
import { burst } from '../../src/load/library.ts';
import { jsonPieces } from '../../src/report/load/json.ts';
import { send } from '../../src/send/library.ts';

/** A receiver that gives everybody the same answer. */
async function answering(body: string | Buffer): Promise<AsyncDisposable & { readonly url: URL }> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function sent(body: string | Buffer, fullBodies = false, token?: string): Promise<Delivery> {
  await using receiver = await answering(body);
  for await (const delivery of send('yuju/contact.updated', {
    to: receiver.url,
    seed: '1',
    fullBodies,
    token,
  })) {
    return delivery;
  }
  throw new Error('nothing was sent');
}

const controls = '\u0001'.repeat(1_000_000);

describe('a long response body', () => {
  test('is recorded as its head and its tail, with its length and its hash', async () => {
    const body = `HEAD${'语'.repeat(50_000)}TAIL`;
    const { attempts } = await sent(body);
    expect(attempts[0]?.body).toMatch(/^HEAD.{6140}\n… 41816 characters left out …\n.{2044}TAIL$/su);
    expect(attempts[0]).toMatchObject({
      bodyBytes: Buffer.byteLength(body),
      bodySha256: createHash('sha256').update(body).digest('hex'),
    });
  });

  test('that is not UTF-8 is cut as well: its exact bytes are left out', async () => {
    const { attempts } = await sent(Buffer.alloc(100_000, 0xff));
    expect(attempts[0]).not.toHaveProperty('bodyBase64');
    expect(attempts[0]).toMatchObject({ bodyBytes: 100_000 });
  });

  test('never shows a part of a secret, wherever it is cut', async () => {
    const token = 'sesame-0123456789';
    const body = `${'x'.repeat(6144 - 8)}${token}${'y'.repeat(9000)}`;
    expect(JSON.stringify(await sent(body, false, token))).not.toContain('sesame');
  });

  test('is kept whole where that is asked for', async () => {
    const { attempts } = await sent(controls, true);
    expect(attempts[0]?.body).toBe(controls);
    expect(attempts[0]).not.toHaveProperty('bodyBytes');
  });

  test('as long as a record may have is kept', async () => {
    const body = 'x'.repeat(longestBody);
    expect((await sent(body)).attempts[0]?.body).toBe(body);
  });
});

test('a burst of 200 answers of 1 MB of control bytes ends with a report of a bounded size', async () => {
  await using receiver = await answering(controls);
  const options = { events: 'yuju/contact.updated', to: receiver.url, count: 200, keep: 200, connections: 5 };
  const result = await burst(options).result;
  expect(result.failures).toHaveLength(200);
  let size = 0;
  for (const piece of jsonPieces(result)) size += piece.length;
  // Six characters for each control byte of a body, and 4 KiB for all else.
  expect(size).toBeLessThan(200 * (6 * (longestBody + 100) + 4096));
});

test('a report with whole bodies that no string can hold is written in pieces', async () => {
  await using receiver = await answering(controls);
  const options = { events: 'yuju/contact.updated', to: receiver.url, count: 100, connections: 5 };
  const result = await burst({ ...options, fullBodies: true }).result;
  let size = 0;
  for (const piece of jsonPieces(result)) size += piece.length;
  expect(size).toBeGreaterThan(100 * 6_000_000);
});
