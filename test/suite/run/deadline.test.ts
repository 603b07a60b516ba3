import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { useVirtualTime } from '../../fixtures/virtual-time.ts';
import { accept, serve } from '../serve.ts';
import { outcomes, plan, resultNamed, run } from '../suites.ts';

useVirtualTime();

const few = plan({ skip: ['redelivery', 'forward'] }, /contact\./);

test.concurrent('every response in time: each event’s deadline passes, and sends nothing itself', async () => {
  await using receiver = await serve();
  const ran = await run(few, receiver.url);
  const deadlines = ran.results.filter(({ group }) => group === 'deadline');
  expect(deadlines.map(({ subject }) => subject)).toEqual([
    'yuju/contact.created',
    'yuju/contact.deleted',
    'yuju/contact.updated',
  ]);
  for (const { outcome, deliveries } of deadlines) expect([outcome, deliveries]).toEqual(['passed', []]);
  expect(ran.summary.deadline).toEqual({ timeout: 5000, missed: 0 });
});

test.concurrent('a response too late in one event fails this event’s deadline, names the cases, and repeats the first', async () => {
  await using receiver = await serve(async (body, _, response) => {
    if (/contact_deleted/.test(body.toString())) await pause(1000);
    accept(response);
  });
  const ran = await run(few, receiver.url, { timeout: 600 });
  const missed = ran.results.flatMap(({ id, deliveries }) =>
    deliveries.flatMap(({ delivery }) => (delivery.verdict.outcome === 'timeout' ? [id] : [])),
  );
  expect(missed.length).toBeGreaterThan(3);
  const failed = resultNamed(ran, 'yuju/contact.deleted › every response in time');
  const sent = ran.results
    .flatMap(({ deliveries }) => deliveries)
    .filter(({ delivery }) => delivery.event === 'yuju/contact.deleted');
  expect(failed.outcome).toBe('failed');
  expect(failed.findings).toMatchObject([
    {
      code: 'deadline.missed',
      expected: `all ${sent.length} deliveries answered within 600 ms`,
      actual: `${missed.length} were not: ${missed.slice(0, 3).join('; ')}; …`,
    },
  ]);
  expect(failed.repro).toContain(`--filter '${missed[0]}'`);
  expect(resultNamed(ran, 'yuju/contact.updated › every response in time').outcome).toBe('passed');
  expect(ran.summary.deadline).toEqual({ timeout: 600, missed: missed.length });
});

test.concurrent('a body that comes too late misses it, too', async () => {
  await using receiver = await serve(async (_, __, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{');
    await pause(900);
    response.end('}');
  });
  const one = plan({ filter: ['contact.deleted › channel=web', 'contact.deleted › every'] });
  const ran = await run(one, receiver.url, { timeout: 500 });
  expect(ran.summary.deadline.missed).toBe(1);
  expect(resultNamed(ran, 'yuju/contact.deleted › every response in time').outcome).toBe('failed');
});

test.concurrent('the slowest responses are listed, slowest first, with their cases', async () => {
  const slow = /"channel_id":"\d*[37]"/;
  await using receiver = await serve(async (body, _, response) => {
    await pause(slow.test(body.toString()) ? 700 : 0);
    accept(response);
  });
  const ran = await run(few, receiver.url);
  const { slowest } = ran.summary;
  expect(slowest).toHaveLength(5);
  expect(slowest.map(({ ms }) => ms)).toEqual(slowest.map(({ ms }) => ms).sort((a, b) => b - a));
  for (const { id, ms } of slowest) {
    expect(ms).toBeGreaterThanOrEqual(698);
    expect(resultNamed(ran, id).deliveries.some(({ delivery }) => slow.test(delivery.request.body))).toBe(
      true,
    );
  }
  expect(outcomes(ran)).toMatchObject({ failed: 0, error: 0 });
});
