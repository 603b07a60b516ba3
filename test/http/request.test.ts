import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { drivers, withDriver } from '../fixtures/hostile/drivers.ts';
import { ok, response, says, withReceiver } from '../fixtures/hostile/receiver.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';

useVirtualTime(5);

/** A body that tells whether any of its bytes were changed: what it holds, and a hash of that. */
function sealed(n: number, length: number): string {
  const text = `${n} `.repeat(Math.ceil(length / `${n} `.length)).slice(0, length);
  return JSON.stringify({ hash: createHash('sha256').update(text).digest('hex'), text });
}

function isWhole(request: string): boolean {
  const { hash, text } = JSON.parse(request.slice(request.indexOf('\r\n\r\n') + 4)) as Record<string, string>;
  return (
    createHash('sha256')
      .update(text ?? '')
      .digest('hex') === hash
  );
}

describe.each(drivers)('$name', ({ open }) => {
  test('a request arrives byte for byte, with its length and the headers given, and no cookie', async () => {
    const cookie = ok('{}', 'Content-Type: application/json\r\nSet-Cookie: a=b\r\n');
    await withReceiver(says(cookie), async ({ url, requests }) => {
      await using driver = open(new URL('/a%20b?token=x&y=%E4', url));
      const body = '{"text":"你好 🙂"}';
      for (let i = 0; i < 2; i += 1) await driver.send({ body, headers: { 'X-Own': 'yes' } });
      for (const request of requests) {
        expect(request).toMatch(/^POST \/a%20b\?token=x&y=%E4 HTTP\/1\.1\r\n/);
        expect(request).toContain(`host: ${url.host}\r\n`);
        expect(request).toContain('X-Own: yes\r\n');
        expect(request).toContain(`content-length: ${Buffer.byteLength(body)}\r\n`);
        expect(request).not.toMatch(/cookie/i);
        expect(Buffer.from(request, 'latin1').toString()).toContain(body);
      }
      expect(requests).toHaveLength(2);
    });
  });

  describe('the bytes of a body are not changed while it is under way', () => {
    test('to a receiver that reads slowly, over connections that are used again', async () => {
      const slowly = (socket: Socket): void => {
        socket.on('data', () => {
          socket.pause();
          setTimeout(() => socket.resume(), 1);
        });
      };
      await withDriver(
        open,
        says(ok()),
        async (driver, { requests }) => {
          let n = 0;
          const lengths = [10, 500_000, 30, 200_000, 5000];
          const chain = async (): Promise<void> => {
            for (let i = 0; i < 6; i += 1) {
              n += 1;
              const { error } = await driver.send({ body: sealed(n, lengths[n % lengths.length] ?? 0) });
              expect(error).toBeNull();
            }
          };
          await Promise.all(Array.from({ length: 6 }, chain));
          expect(requests).toHaveLength(36);
          expect(requests.every(isWhole)).toBe(true);
        },
        { timeout: 60_000 },
        { onConnection: slowly },
      );
    });

    test('to a receiver that answers before it has read it, and reads it then', async () => {
      const connections: string[] = [];
      let came = 0;
      // Answers each header at once, reads nothing for as long as it takes others to be sent, and then all of it.
      const lazy = (socket: Socket): void => {
        const at = connections.push('') - 1;
        let answered = 0;
        socket.on('data', (chunk: Buffer) => {
          connections[at] += chunk.toString('latin1');
          came += 1;
          const headers = connections[at]?.split('POST /').length ?? 0;
          if (headers - 1 === answered) return;
          answered += 1;
          socket.write(response('413 Payload Too Large', '', 'too large'));
          socket.pause();
          setTimeout(() => socket.resume(), 40);
        });
      };
      await withDriver(
        open,
        () => undefined,
        async (driver) => {
          for (let n = 0; n < 10; n += 1) {
            const body = sealed(n, n % 3 === 0 ? 5_000_000 : 60_000);
            const { status, error } = await driver.send({ body });
            expect([status, error]).toEqual([413, null]);
          }
          // Until nothing more comes.
          for (let before = -1; before !== came; await pause(150)) before = came;
        },
        {},
        { onConnection: lazy },
      );
      const bodies = connections.flatMap((text) => text.split('POST /').slice(1));
      expect(bodies).toHaveLength(10);
      for (const request of bodies) {
        const [, own = '', text = ''] = /"text":"(\d+ )(.*)$/s.exec(request) ?? [];
        const rest = text.replace(/"\}$/, '');
        expect(rest === own.repeat(Math.ceil(rest.length / own.length)).slice(0, rest.length), own).toBe(
          true,
        );
      }
    });

    test('of one that missed its deadline, whose rest is not sent with another’s', async () => {
      await withDriver(
        open,
        says(ok()),
        async (driver, { requests }) => {
          const late = await Promise.all(
            Array.from({ length: 5 }, (_, n) => driver.send({ body: sealed(n, 6_000_000) })),
          );
          expect(late.every(({ error }) => error?.code.startsWith('timeout.'))).toBe(true);
          expect(requests).toEqual([]);
        },
        { timeout: 100 },
        { onConnection: (socket) => void socket.pause() },
      );
    });
  });
});
