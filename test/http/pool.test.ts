import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { Relay } from '../../src/http/pool.ts';
import { judged, patience, withReceiver } from '../fixtures/hostile/deliver.ts';
import { Ferry, ferryOnce, ferryTo, withFerry } from '../fixtures/hostile/ferry.ts';
import { ok, receiver, response, says, saysAndCloses } from '../fixtures/hostile/receiver.ts';

const silent = (): undefined => undefined;
const patient = { timeout: 10_000 };

/** Sockets and connections being made that keep the process alive. */
function handles(): number {
  return process.getActiveResourcesInfo().filter((name) => /^(TCP|TLS)/.test(name)).length;
}

describe('connections', () => {
  test('nothing listens: transport.refused; no name: transport.dns', async () => {
    const gone = await receiver(says(ok()));
    await gone.close();
    const { codes, exchange } = await ferryTo(gone.url, patient);
    expect(codes).toEqual(['transport.refused']);
    expect(exchange.error?.message).toContain(`127.0.0.1:${gone.url.port}`);
    expect((await ferryTo(new URL('http://no-such-host.invalid/'), patient)).codes).toEqual([
      'transport.dns',
    ]);
  });

  test('closed at once, closed and reset after the request: transport.reset, and nothing is repeated', async () => {
    const atOnce = { onConnection: (socket: Socket) => void socket.destroy() };
    expect((await ferryOnce(says(ok()), patient, atOnce)).codes).toEqual(['transport.reset']);
    for (const how of ['end', 'resetAndDestroy'] as const) {
      await withFerry(
        (socket) => socket[how](),
        async (ferry, { requests }) => {
          const { codes, exchange } = judged(await ferry.deliver());
          expect(codes).toEqual(['transport.reset']);
          expect(exchange.error?.message).toContain('not repeated');
          expect(requests).toHaveLength(1);
        },
        patient,
      );
    }
  });

  test.each(['end', 'resetAndDestroy'] as const)('one that was used before is lost: %s', async (how) => {
    await withFerry(
      (socket, _, nth) => {
        if (nth === 0) socket.write(ok());
        else socket[how]();
      },
      async (ferry, opened) => {
        for (let round = 1; round <= 5; round += 1) {
          expect((await ferry.deliver()).error).toBeNull();
          const lost = judged(await ferry.deliver());
          expect(lost.codes).toEqual(['transport.reset']);
          expect(lost.exchange.error?.message).toContain('kept-alive');
          expect(opened.requests).toHaveLength(2 * round);
          expect(opened.connections).toBe(round);
        }
      },
      patient,
    );
  });

  test.each(['end', 'resetAndDestroy'] as const)('one that rests is lost, and made anew: %s', async (how) => {
    await withFerry(
      (socket) => {
        socket.write(ok());
        setTimeout(() => socket[how](), 20);
      },
      async (ferry, opened) => {
        for (let round = 1; round <= 3; round += 1) {
          expect((await ferry.deliver()).error).toBeNull();
          await vi.waitFor(() => expect(opened.open).toBe(0));
          await pause(20);
        }
        expect(opened.connections).toBe(3);
      },
      patient,
    );
  });

  test('one that rested for about the second after which it is closed: no delivery is lost', async () => {
    await withReceiver(says(ok()), async ({ url }) => {
      const rests = [980, 995, 999, 1000, 1001, 1002, 1005, 1020, 1300];
      const errors = await Promise.all(
        rests.map(async (rest) => {
          await using ferry = new Ferry(url, patient);
          const found: unknown[] = [];
          for (let i = 0; i < 3; i += 1) {
            found.push((await ferry.deliver()).error);
            await pause(rest);
          }
          return found;
        }),
      );
      expect(errors.flat()).toEqual(Array(27).fill(null));
    });
  });

  test('a receiver that closes after every response costs a connection each, no delivery', async () => {
    await withFerry(
      saysAndCloses(response('200 OK', 'Connection: close\r\n', '{}')),
      async (ferry, opened) => {
        for (let round = 0; round < 20; round += 1) expect((await ferry.deliver()).status).toBe(200);
        const together = await Promise.all(Array.from({ length: 10 }, () => ferry.deliver()));
        expect(together.map(({ status }) => status)).toEqual(Array(10).fill(200));
        expect(opened.connections).toBe(30);
        expect(ferry.relay.opened).toBe(30);
      },
      patient,
    );
  });

  test('as many as are under way at once, each used again and again', async () => {
    await withFerry(
      (socket) => setTimeout(() => socket.write(ok()), 2),
      async (ferry, opened) => {
        for (let round = 0; round < 40; round += 1) {
          const exchanges = await Promise.all(Array.from({ length: 4 }, () => ferry.deliver()));
          expect(exchanges.every(({ error }) => error === null)).toBe(true);
        }
        expect(opened.connections).toBe(4);
        expect(ferry.relay.opened).toBe(4);
        expect(opened.requests).toHaveLength(160);
      },
      patient,
    );
  });
});

describe('a request', () => {
  test('arrives byte for byte, with its length and the headers given, and no cookie', async () => {
    const cookie = ok('{}', 'Content-Type: application/json\r\nSet-Cookie: a=b\r\n');
    await withReceiver(says(cookie), async ({ url, requests }) => {
      await using ferry = new Ferry(new URL('/a%20b?token=x&y=%E4', url), patient);
      const body = '{"text":"你好 🙂"}';
      for (let i = 0; i < 2; i += 1) await ferry.deliver({ body, headers: { 'X-Own': 'yes' } });
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

  test('that HTTP cannot carry is request.invalid, and the next one is carried', async () => {
    await withFerry(
      says(ok()),
      async (ferry) => {
        const broken = judged(await ferry.deliver({ headers: { 'x-broken': 'a\r\nb: c' } }));
        expect(broken.codes).toEqual(['request.invalid']);
        expect((await ferry.deliver()).status).toBe(200);
      },
      patient,
    );
  });
});

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

describe('the bytes of a body are not changed while it is under way', () => {
  test('to a receiver that reads slowly, with shuttles that are used again', async () => {
    const slowly = (socket: Socket): void => {
      socket.on('data', () => {
        socket.pause();
        setTimeout(() => socket.resume(), 1);
      });
    };
    await withFerry(
      says(ok()),
      async (ferry, { requests }) => {
        let n = 0;
        const lengths = [10, 500_000, 30, 200_000, 5000];
        const chain = async (): Promise<void> => {
          for (let i = 0; i < 6; i += 1) {
            n += 1;
            const { error } = await ferry.deliver({ body: sealed(n, lengths[n % lengths.length] ?? 0) });
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
    await withReceiver(
      silent,
      async ({ url }) => {
        await using ferry = new Ferry(url, patient);
        for (let n = 0; n < 10; n += 1) {
          const { status, error } = await ferry.deliver({
            body: sealed(n, n % 3 === 0 ? 5_000_000 : 60_000),
          });
          expect([status, error]).toEqual([413, null]);
        }
        // Until nothing more comes.
        for (let before = -1; before !== came; await pause(150)) before = came;
      },
      { onConnection: lazy },
    );
    const bodies = connections.flatMap((text) => text.split('POST /').slice(1));
    expect(bodies).toHaveLength(10);
    for (const request of bodies) {
      const [, own = '', text = ''] = /"text":"(\d+ )(.*)$/s.exec(request) ?? [];
      const rest = text.replace(/"\}$/, '');
      expect(rest === own.repeat(Math.ceil(rest.length / own.length)).slice(0, rest.length), own).toBe(true);
    }
  });

  test('of one that missed its deadline, whose rest is not sent with another’s', async () => {
    await withFerry(
      says(ok()),
      async (ferry, { requests }) => {
        const late = await Promise.all(
          Array.from({ length: 5 }, (_, n) => ferry.deliver({ body: sealed(n, 6_000_000) })),
        );
        expect(late.every(({ error }) => error?.code.startsWith('timeout.'))).toBe(true);
        expect(requests).toEqual([]);
      },
      { timeout: 100 },
      { onConnection: (socket) => void socket.pause() },
    );
  });
});

describe('an answer before the upload is done is reported', () => {
  const upload = ' '.repeat(8_000_000);

  test.each(['stops reading', 'closes', 'keeps the connection'] as const)(
    'and the receiver %s',
    async (then) => {
      const closing = then === 'keeps the connection' ? '' : 'Connection: close\r\n';
      await withFerry(
        (socket) => {
          socket.pause();
          socket.write(response('413 Payload Too Large', closing, 'too large'));
          if (then === 'closes') setTimeout(() => socket.destroy(), 50);
        },
        async (ferry) => {
          const { codes, exchange } = judged(await ferry.deliver({ body: upload }));
          expect(exchange.status).toBe(413);
          expect(codes).toEqual(['status.error']);
          expect((await ferry.deliver()).status).toBe(413);
        },
        patient,
        { eager: true },
      );
    },
  );
});

describe('the deadline', () => {
  test('starts when the delivery was due', async () => {
    await withFerry(
      silent,
      async (ferry) => {
        const began = performance.now();
        const { error, timings } = await ferry.deliver({ due: began - 9900 });
        expect(error?.code).toBe('timeout.headers');
        expect(timings.queue).toBeGreaterThanOrEqual(9900);
        expect(performance.now() - began).toBeLessThan(5000);
      },
      patient,
    );
  });

  test('covers a TLS handshake that stalls: timeout.connect, and nothing was sent', async () => {
    await withReceiver(silent, async ({ url, requests }) => {
      const secure = new URL(url);
      secure.protocol = 'https:';
      const { codes, exchange } = await ferryTo(secure);
      expect(codes).toEqual(['timeout.connect']);
      expect(exchange.timings.connect).toBeGreaterThan(patience / 2);
      expect(requests).toEqual([]);
    });
  });

  test('does not pass for what has ended, nor for what comes after it on the same connection', async () => {
    await withFerry(
      (socket, _, nth) => {
        if (nth < 3) socket.write(ok());
        else setTimeout(() => socket.write(ok()), 200);
      },
      async (ferry, { connections }) => {
        for (let i = 0; i < 3; i += 1) expect((await ferry.deliver()).error).toBeNull();
        ferry.relay.sweep(performance.now() + 1e9);
        expect((await ferry.deliver()).error).toBeNull();
        expect(connections).toBeLessThanOrEqual(1);
      },
      patient,
    );
  });
});

describe('timings', () => {
  test('tell a new connection from an open one', async () => {
    await withFerry(
      (socket) => setTimeout(() => socket.write(ok()), 30),
      async (ferry) => {
        const first = await ferry.deliver();
        const second = await ferry.deliver();
        expect(first.timings.connect).toBeGreaterThan(0);
        expect(second.timings.connect).toBe(0);
        for (const { timings, startedAt } of [first, second]) {
          expect(timings.firstByte).toBeGreaterThan(25);
          expect(timings.total).toBeGreaterThanOrEqual(timings.firstByte ?? Number.POSITIVE_INFINITY);
          expect(Math.abs(Date.now() - startedAt)).toBeLessThan(5000);
        }
      },
      patient,
    );
  });
});

describe('in the end', () => {
  test('closing ends what is under way and what is being connected, and leaves no handle', async () => {
    const before = handles();
    await withReceiver(silent, async (opened) => {
      const ferry = new Ferry(opened.url, patient);
      const started = Array.from({ length: 5 }, () => ferry.deliver());
      await vi.waitFor(() => expect(opened.requests).toHaveLength(5));
      started.push(ferry.deliver());
      await ferry[Symbol.asyncDispose]();
      for (const { error } of await Promise.all(started)) expect(error?.code).toBe('aborted');
      await vi.waitFor(() => expect(opened.open).toBe(0));
    });
    await vi.waitFor(() => expect(handles()).toBeLessThanOrEqual(before));
  });

  test('failures leave nothing behind: five hundred of them, the connections counted', async () => {
    await withFerry(
      (socket) => socket.write('garbage\r\n\r\n'),
      async (ferry, opened) => {
        for (let round = 0; round < 25; round += 1) {
          const exchanges = await Promise.all(Array.from({ length: 20 }, () => ferry.deliver()));
          expect(new Set(exchanges.map(({ error }) => error?.code))).toEqual(new Set(['protocol.invalid']));
        }
        await vi.waitFor(() => expect(opened.open).toBe(0));
      },
      patient,
    );
  });

  test('each delivery is told of once', async () => {
    const told: number[] = [];
    await withReceiver(
      (socket, _, nth) => {
        if (nth % 3 === 2) socket.resetAndDestroy();
        else socket.write(ok());
      },
      async ({ url }) => {
        let next = 0;
        await new Promise<void>((resolve) => {
          const relay: Relay<{ n: number }> = new Relay(url, { timeout: 10_000 }, () => ({ n: 0 }), {
            ended: ({ load: { n } }) => told.push(n),
            free: () => {
              if (next < 300) send();
              else if (told.length === 300) void relay.close().then(resolve);
            },
          });
          const send = (): void => {
            const shuttle = relay.take();
            shuttle.load.n = next;
            next += 1;
            shuttle.body.length = 0;
            shuttle.body.ascii('{}');
            const now = performance.now();
            shuttle.carry('/', relay.headers({}), now, now);
          };
          for (let i = 0; i < 7; i += 1) send();
        });
      },
    );
    expect(told.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, n) => n));
  });
});
