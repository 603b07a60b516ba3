import { afterAll, describe, expect, test } from 'vitest';
import { type Recorder, record } from '../fixtures/receivers/recorder.ts';
import { expectBalanced, idsOf, runBurst, welcome } from './run-burst.ts';
import { workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const bodies = ({ requests }: Recorder): string[] =>
  requests.map(({ url, body }) => `${url} ${body.toString('base64')}`).sort();

test.concurrent.each([
  ['a rate', ['--rate', '150/s']],
  ['duplicates', ['--duplicates', '20%']],
  ['a mix', ['--mix', 'juzi/message.received=3,yuju/*=2']],
])('with --seed the same bodies are sent, however many workers: %s', async (_, flags) => {
  const sent: string[][] = [];
  for (const workers of ['1', '2']) {
    await using receiver = await record(welcome);
    const events = flags.includes('--mix') ? [] : ['juzi/*', 'contact.*'];
    const args = [
      ...events,
      '--to',
      receiver.url,
      '--seed',
      's',
      '--count',
      '150',
      '--workers',
      workers,
      ...flags,
    ];
    const { report } = await runBurst(args);
    expectBalanced(report);
    expect(report.started).toBe(150);
    sent.push(bodies(receiver));
  }
  expect(sent[1]).toEqual(sent[0]);
});

test.concurrent.each([['1'], ['2']])(
  'message ids never repeat, apart from --duplicates, with %s workers',
  async (workers) => {
    await using receiver = await record(welcome);
    const args = ['juzi/message.received', 'contact.*', '--to', receiver.url, '--workers', workers];
    await runBurst([...args, '--count', '1000']);
    expect(new Set(idsOf(receiver.requests)).size).toBe(1000);
    const { report } = await runBurst([...args, '--count', '500', '--duplicates', '20%', '--contacts', '3']);
    const second = receiver.requests.slice(1000);
    const distinct = new Set(second.map(({ body }) => body.toString()));
    expect(distinct.size).toBe(500 - report.duplicates);
    expect(report.duplicates).toBeGreaterThan(50);
    expect(report.duplicates).toBeLessThan(150);
    // Byte for byte: there is no id under which two bodies came.
    expect(new Set(idsOf(second)).size).toBe(distinct.size);
    const names = new Set(
      second.flatMap(({ body }) => /"contactName":"([^"]*)"/.exec(body.toString())?.[1] ?? []),
    );
    expect(names.size).toBeLessThan(20);
  },
);

describe.concurrent('shapes', () => {
  test.concurrent.each([
    [['--rate', '10/100ms', '--duration', '500ms'], 50, '100/s for 500ms'],
    [['--rate', '100/s', '--count', '30', '--duration', '20s'], 30, '100/s for 20s, at most 30 deliveries'],
    [['--stages', '100/s:200ms,0/s..200/s:500ms'], 70, 'stages 100/s:200ms,0/s..200/s:500ms'],
    [['--burst', '40'], 40, '40 at once'],
    [['--burst', '20', '--every', '200ms', '--duration', '500ms'], 60, '20 every 200ms for 500ms'],
    [['--burst', '10', '--every', '250ms', '--rate', '40/s', '--duration', '500ms'], 40, undefined],
    [['--rate', '200/s', '--poisson', '--count', '80'], 80, '200/s for 80 deliveries, Poisson arrivals'],
    [['--connections', '3', '--count', '40'], 40, '3 connections for 40 deliveries'],
  ])('%j', async (flags, planned, shape) => {
    await using receiver = await record(welcome);
    const { code, report } = await runBurst(['contact.*', '--to', receiver.url, ...flags]);
    expect(code).toBe(0);
    expect([report.planned, report.started, receiver.requests.length]).toEqual([planned, planned, planned]);
    if (shape !== undefined) expect(report.settings.shape).toBe(shape);
    const { loop } = report.settings;
    expect(loop).toBe(flags.includes('--connections') ? 'closed' : 'open');
    expect(report.rate.target === null).toBe(loop === 'closed');
    expect(report.generator.sockets).toBeGreaterThan(0);
    if (loop === 'closed') expect(report.generator.sockets).toBeLessThanOrEqual(3);
  });

  test.concurrent('the warm-up is in no figure, and counted apart', async () => {
    await using receiver = await record(welcome);
    const load = ['--rate', '100/s', '--duration', '1s', '--warmup', '400ms'];
    const { report } = await runBurst(['contact.*', '--to', receiver.url, ...load]);
    expect([report.warmup?.planned, report.planned]).toEqual([40, 60]);
    const events = Object.values(report.byEvent);
    expect(events.reduce((sum, { started }) => sum + started, 0)).toBe(60);
    expect(report.distribution.reduce((sum, { count }) => sum + count, 0)).toBe(60);
    expect(receiver.requests).toHaveLength(100);
    for (const counts of [report, ...events]) expectBalanced(counts);
  });
});

describe.concurrent('what is sent', () => {
  test.concurrent('events have an equal share each, however often they are named', async () => {
    await using receiver = await record(welcome);
    const events = ['contact.*', 'contact.updated', 'juzi/room.left'];
    const { report } = await runBurst([...events, '--to', receiver.url, '--count', '80']);
    expect(Object.values(report.byEvent).map(({ started }) => started)).toEqual([20, 20, 20, 20]);
  });

  test.concurrent('--mix weighs them, and a glob’s events share its weight', async () => {
    await using receiver = await record(welcome);
    const mix = ['--mix', 'juzi/message.received=7.5, contact.*=1.5,contact.updated=1'];
    const { report } = await runBurst([...mix, '--base', receiver.url, '--count', '200']);
    const shares = Object.fromEntries(
      Object.entries(report.byEvent).map(([id, { started }]) => [id, started]),
    );
    expect(shares).toEqual({
      'juzi/message.received': 150,
      'yuju/contact.created': 10,
      'yuju/contact.deleted': 10,
      'yuju/contact.updated': 30,
    });
  });

  test.concurrent('every value of every dimension keeps coming', async () => {
    await using receiver = await record(welcome);
    const { report } = await runBurst(['juzi/message.received', '--to', receiver.url, '--count', '600']);
    for (const [dimension, values] of Object.entries(report.byValue)) {
      expect(Object.keys(values).length, dimension).toBeGreaterThan(1);
      for (const [value, { started }] of Object.entries(values)) {
        expect(started, `${dimension}=${value}`).toBeGreaterThan(5);
      }
    }
  });

  test.concurrent('--variant fixes one, and overrides change every body', async () => {
    await using receiver = await record(welcome);
    const flags = ['--variant', 'type=image,chat=room', '--set', 'data.token=mine', '--count', '60'];
    const { report } = await runBurst(['juzi/message.received', '--to', receiver.url, ...flags]);
    expect(Object.keys(report.byValue['type'] ?? {})).toEqual(['image']);
    for (const { body } of receiver.requests) {
      expect(JSON.parse(body.toString())).toMatchObject({ data: { type: 6, token: 'mine' } });
    }
  });
});
