import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { classify, type FailureContext } from '../../src/http/failure.ts';
import { drivers, judged, sendTo, withDriver } from '../fixtures/hostile/drivers.ts';
import { ok, receiver, says } from '../fixtures/hostile/receiver.ts';

const context: FailureContext = {
  origin: 'http://localhost:3000',
  forwarder: undefined,
  timeout: 5000,
  dialed: true,
  written: false,
  answered: false,
  headerArrived: false,
  interim: 0,
  repeated: false,
};

describe.each(drivers)('$name', ({ open }) => {
  test.each(['localhost', 'localhost.', 'LOCALHOST', 'a.b.localhost', 'hook.localhost.'])(
    '%s is this machine, on ::1 and on 127.0.0.1',
    async (name) => {
      for (const host of ['127.0.0.1', '::1']) {
        const only = await receiver(says(ok()), { host }).catch(() => null);
        // A machine without IPv6.
        if (only === null) continue;
        const { verdict } = await sendTo(open, new URL(`http://${name}:${only.url.port}/hook`));
        await only.close();
        expect({ host, outcome: verdict.outcome }).toEqual({ host, outcome: 'accepted' });
      }
    },
  );

  test('a name that only resembles localhost is looked up', async () => {
    let asked = '';
    const lookup: net.LookupFunction = (hostname, _, callback) => {
      asked = hostname;
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), '', 0);
    };
    const { codes } = await sendTo(open, new URL('http://notlocalhost/hook'), { lookup });
    expect({ asked, codes }).toEqual({ asked: 'notlocalhost', codes: ['transport.dns'] });
  });

  test('header values are sent as UTF-8', async () => {
    await withDriver(open, says(ok()), async (driver, { requests }) => {
      expect(judged(await driver.send({ headers: { 'x-city': 'Zürich 北京' } })).codes).toEqual([]);
      const sent = requests[0] ?? '';
      const bytes = Buffer.from('x-city: Zürich 北京\r\n');
      // The receiver's text is either reading of the bytes.
      expect([bytes.toString('latin1'), bytes.toString()].some((line) => sent.includes(line))).toBe(true);
    });
  });
});

test('a local port that cannot be had is an exhausted machine, not a broken network', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  // An address of nobody's (RFC 5737): the system refuses it as it refuses a connection for want of ports.
  const socket = net.connect({ host: '127.0.0.1', port, localAddress: '192.0.2.1' });
  const [cause] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  server.close();
  expect(cause.code).toBe('EADDRNOTAVAIL');
  const error = classify(cause, context);
  expect(error.code).toBe('transport.exhausted');
  expect(error.message.en).toContain('local ports');

  const refused = (address: string): Error =>
    Object.assign(new Error('r'), { code: 'ECONNREFUSED', address });
  const both = new AggregateError([refused('::1'), cause]);
  expect(classify(both, context).code).toBe('transport.exhausted');
  expect(classify(new AggregateError([refused('::1'), refused('127.0.0.1')]), context).code).toBe(
    'transport.refused',
  );
});

/** Listens on 127.0.0.1 with a short queue of new connections, and accepts none: its loop stands still. */
const swallows = `const server = require('node:net').createServer().listen(0, '127.0.0.1', 1, () => {
  require('node:fs').writeSync(1, String(server.address().port));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
})`;

test.runIf(process.platform === 'linux')(
  'an address that swallows connections is given up after half of the deadline, for the next one',
  async () => {
    const child = spawn(process.execPath, ['-e', swallows]);
    const filling: net.Socket[] = [];
    try {
      const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
      const port = Number(chunk.toString());
      for (let i = 0; i < 8; i += 1) {
        filling.push(net.connect(port, '127.0.0.1').on('error', () => undefined));
      }
      await pause(300);
      const good = net.createServer((socket) => {
        socket.on('error', () => undefined).on('data', () => socket.write(ok()));
      });
      await once(good.listen(port, '127.0.0.2'), 'listening');
      const lookup: net.LookupFunction = (_, __, callback) => {
        const both = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
        process.nextTick(callback, null, both);
      };
      const url = new URL(`http://both.test:${port}/hook`);
      for (const { open } of drivers) {
        const { verdict, exchange } = await sendTo(open, url, { lookup, timeout: 3000 });
        expect(verdict.outcome).toBe('accepted');
        expect(exchange.timings.connect).toBeGreaterThan(1400);
        expect(exchange.timings.connect).toBeLessThan(2800);
      }
      good.close();
    } finally {
      for (const socket of filling) socket.destroy();
      child.kill('SIGKILL');
    }
  },
);
