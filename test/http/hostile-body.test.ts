import zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { block, bodies, encoded, encoders, endless, head, huge } from '../fixtures/hostile/answers.ts';
import { drivers, sendOnce, withDriver } from '../fixtures/hostile/drivers.ts';
import { ok, says, saysAndCloses } from '../fixtures/hostile/receiver.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';

useVirtualTime(5);

/** 50 MB of zeros; to compress them takes a while. */
const bombs = new Map<string, Buffer>();
function bombOf(encoding: string): Buffer {
  const bomb = bombs.get(encoding) ?? encoders[encoding]?.(Buffer.alloc(50_000_000)) ?? Buffer.of();
  bombs.set(encoding, bomb);
  return bomb;
}

describe.each(drivers)('$name', ({ open }) => {
  describe('a body beyond the cap is body.too_large', () => {
    test.each(Object.entries(huge))('%s', async (_, answer) => {
      const { codes, verdict, exchange } = await sendOnce(open, answer);
      expect(codes).toEqual(['body.too_large']);
      expect(verdict.outcome).toBe('violation');
      expect(exchange.error?.message.en).toContain('1 MiB');
      expect(exchange.body.length).toBe(1_048_576);
      expect(exchange.bytes).toBeLessThan(1_048_576 + 200_000);
    });

    test('a body exactly at the cap is read', async () => {
      const body = `{}${' '.repeat(998)}`;
      const cap = { maxResponseBytes: 1000 };
      expect((await sendOnce(open, says(ok(body)), cap)).verdict.outcome).toBe('accepted');
      expect((await sendOnce(open, says(ok(`${body} `)), cap)).codes).toEqual(['body.too_large']);
    });

    test('memory stays flat over many endless bodies, and the connection is given up', async () => {
      const answer = endless(`${head}Connection: close\r\n\r\n`, block);
      const send = async (count: number): Promise<void> => {
        await withDriver(
          open,
          answer,
          async (driver) => {
            for (let i = 0; i < count; i += 4) {
              const exchanges = await Promise.all([1, 2, 3, 4].map(() => driver.send()));
              for (const { error } of exchanges) expect(error?.code).toBe('body.too_large');
            }
          },
          { maxResponseBytes: 262_144 },
        );
      };
      await send(20);
      const before = process.memoryUsage().arrayBuffers;
      await send(100);
      // 100 bodies of 256 KiB are 25 MiB; what is held is a round of them at most, and not yet collected buffers.
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000);
    });

    test('a cap far above what arrives costs nothing', async () => {
      const { exchange, verdict } = await sendOnce(open, says(ok()), { maxResponseBytes: 1e9 });
      expect(verdict.outcome).toBe('accepted');
      expect(exchange.body.buffer.byteLength).toBeLessThan(10_000);
    });
  });

  describe('a content encoding is removed', () => {
    test.each(Object.entries(encoders))('%s', async (name, encode) => {
      const body = encode(Buffer.from('{}'));
      const { verdict, exchange } = await sendOnce(open, says(encoded(name, body)));
      expect(verdict).toEqual({ outcome: 'accepted', findings: [] });
      expect(Buffer.from(exchange.body).toString()).toBe('{}');
      expect(exchange.bytes).toBe(body.length);
    });

    test('several, in the order in which they were applied', async () => {
      const body = zlib.brotliCompressSync(zlib.gzipSync('{}'));
      const { verdict } = await sendOnce(open, says(encoded('GZIP,identity,br', body)));
      expect(verdict.outcome).toBe('accepted');
    });

    test.each(Object.keys(encoders))('a %s bomb is body.too_large', async (name) => {
      const bomb = bombOf(name);
      expect(bomb.length).toBeLessThan(1_048_576);
      const { codes, verdict, exchange } = await sendOnce(open, says(encoded(name, bomb)));
      expect(codes).toEqual(['body.too_large']);
      expect(verdict.outcome).toBe('violation');
      expect(exchange.body.length).toBe(0);
    });

    test('an unknown one, a broken one, too many: body.undecodable', async () => {
      const cases: [string, Buffer, RegExp][] = [
        ['rot13', Buffer.from('{}'), /“rot13” is unknown/],
        ['gzip', Buffer.from('{}'), /not valid gzip/],
        ['br', zlib.brotliCompressSync(Buffer.alloc(5000, 'x')).subarray(0, 8), /not valid br/],
        ['gzip', zlib.gzipSync('{"some":"text"}').subarray(0, 20), /not valid gzip/],
        [Array(9).fill('gzip').join(), Buffer.from('{}'), /9 content encodings/],
      ];
      for (const [name, body, message] of cases) {
        const { codes, verdict, exchange } = await sendOnce(open, says(encoded(name, body)));
        expect(codes).toEqual(['body.undecodable']);
        expect(verdict.outcome).toBe('violation');
        expect(exchange.error?.message.en).toMatch(message);
      }
    });

    test('an empty body has no encoding to remove', async () => {
      const { codes } = await sendOnce(open, says(encoded('gzip', Buffer.alloc(0))));
      expect(codes).toEqual(['body.empty']);
    });

    test('what arrived of an encoded body that breaks off is decoded as far as it goes', async () => {
      const body = zlib.gzipSync(Buffer.from(`{"a":"${'abc'.repeat(1000)}"}`));
      const cut = encoded('gzip', body).subarray(0, -10);
      const { codes, exchange } = await sendOnce(open, saysAndCloses(cut));
      expect(codes).toEqual(['transport.truncated']);
      expect(Buffer.from(exchange.body).toString()).toMatch(/^\{"a":"abcabc/);
    });
  });

  describe('what is not one plain JSON object is named for what it is', () => {
    test.each(Object.entries(bodies))('%s', async (_, [expected, body]) => {
      const { codes, verdict } = await sendOnce(open, says(ok(body)));
      expect([...codes].sort()).toEqual([...expected].sort());
      const warningsOnly = expected.every((code) => ['body.extra_key', 'body.unsafe_integer'].includes(code));
      expect(verdict.outcome).toBe(warningsOnly ? 'accepted' : 'violation');
      for (const { actual = '', path = '' } of verdict.findings) {
        expect(actual.length).toBeLessThanOrEqual(200);
        expect(path.length).toBeLessThanOrEqual(200);
      }
    });

    test('204 is an empty body', async () => {
      const { codes, verdict } = await sendOnce(open, says('HTTP/1.1 204 No Content\r\n\r\n'));
      expect(codes).toEqual(['status.undocumented', 'body.empty']);
      expect(verdict.outcome).toBe('violation');
    });
  });

  test('one body after another on the same connection does not mix', async () => {
    await withDriver(
      open,
      (socket, _, nth) => socket.write(ok(`{"n":${nth}}`)),
      async (driver) => {
        for (let n = 0; n < 5; n += 1) {
          const { body } = await driver.send();
          expect(Buffer.from(body).toString()).toBe(`{"n":${n}}`);
        }
      },
      {},
    );
  });
});
