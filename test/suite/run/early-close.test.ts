import { createServer } from 'node:http';
import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { type CaseResult, planSuite, runCase, startApp } from '../../../src/index.ts';
import { useVirtualTime } from '../../fixtures/virtual-time.ts';

useVirtualTime();

/** One negative case of an event against an app. */
async function outcomeOf(name: string, app: Parameters<typeof startApp>[0]): Promise<CaseResult> {
  const { cases } = await planSuite({ events: 'room.left', only: ['negative'], filter: `› ${name}` });
  const [one] = cases;
  if (one === undefined) throw new Error('there is no such case');
  const receiver = await startApp(app);
  try {
    return await runCase(one, { base: receiver.url, timeout: 2000 });
  } finally {
    await receiver.close();
  }
}

describe('a receiver that closes the connection in the middle', () => {
  const closing = (on: (length: number) => boolean) =>
    createServer((request, response) => {
      const length = Number(request.headers['content-length']);
      if (on(length)) return void request.socket.resetAndDestroy();
      response.setHeader('content-type', 'application/json');
      return void request.resume().on('end', () => response.end('{}'));
    });
  const large = (length: number): boolean => length > 1_048_576;

  test('may do so where the body is too large, if it answers again', async () => {
    const { outcome, deliveries } = await outcomeOf('body of 10 mib', closing(large));
    expect(outcome).toBe('passed');
    expect(deliveries.map(({ delivery }) => delivery.attempts.at(-1)?.status)).toEqual([null, 200]);
  });

  test('must not go away with it', async () => {
    const server = closing(large);
    server.once('connection', () => server.close());
    const { outcome, deliveries } = await outcomeOf('body of 10 mib', server);
    expect(outcome).toBe('error');
    expect(deliveries).toHaveLength(2);
  });

  test('must not do so for a small body', async () => {
    expect(
      (
        await outcomeOf(
          'malformed json',
          closing(() => true),
        )
      ).outcome,
    ).toBe('error');
  });

  test('a Fastify app with its default limit passes each time', async () => {
    for (let i = 0; i < 10; i += 1) {
      const app = Fastify().post('/*', async () => ({}));
      expect((await outcomeOf('body of 10 mib', app)).outcome).toBe('passed');
    }
  });
});
