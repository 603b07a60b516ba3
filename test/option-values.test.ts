import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import {
  burst,
  caseTimeout,
  generate,
  judge,
  openSuite,
  planSuite,
  runCase,
  runSuite,
  send,
  UsageError,
} from '../src/index.ts';
import { contractTests } from '../src/vitest.ts';
import { answersWith, record } from './fixtures/receivers/recorder.ts';

const welcome = answersWith(200, '{"errcode":0,"errmsg":"ok"}');
const name = 'juzi/room.left';

/** A wrong value of any type. */
type Wrong = Readonly<Record<string, unknown>>;

const payloads: readonly Wrong[] = [
  ...[0, -1, 1.5, Number.NaN, '3', 1e300].map((count) => ({ count })),
  ...[-1, Number.POSITIVE_INFINITY, '0'].map((index) => ({ index })),
  { contacts: 0 },
  { contacts: 1e12 },
  { coverage: 'eech' },
  { seed: 7 },
  { now: {} },
  { set: 'data.name=x' },
  { unset: [7] },
  { force: 'yes' },
];
const deliveries: readonly Wrong[] = [
  ...['5s', 0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31].map((timeout) => ({ timeout })),
  { contract: 'Strict' },
  { contract: null },
  { headers: ['X: y'] },
  { headers: { X: 1 } },
  { secrets: 'x' },
  { showSecrets: 1 },
  { rate: 0 },
  { rate: Number.NaN },
  { rate: '20' },
  { rate: '1000000000/s' },
  { signal: {} },
];
const runs: readonly Wrong[] = [
  ...deliveries,
  ...[0, -1, Number.NaN, '4', 1e8].map((concurrency) => ({ concurrency })),
  { bail: 0 },
  { stop: {} },
];
const plans: readonly Wrong[] = [
  { events: [] },
  { events: [7] },
  { coverage: 'default' },
  { only: 'variants' },
  { maxCases: 0 },
  { repeat: 0.5 },
  { shard: { index: 3, of: 2 } },
  { shard: '1/2' },
  { probe: () => 1 },
  { filter: 7 },
];

describe('a wrong value is a UsageError that begins with the option’s name, and nothing is sent', () => {
  const calls: Readonly<
    Record<string, readonly [readonly Wrong[], (to: string, wrong: Wrong) => Promise<unknown>]>
  > = {
    generate: [payloads, (_, wrong) => generate(name, wrong).next()],
    send: [[...payloads, ...deliveries, { delay: -1 }], (to, wrong) => send(name, { to, ...wrong }).next()],
    planSuite: [plans, (_, wrong) => planSuite(wrong)],
    openSuite: [runs.filter((wrong) => !('bail' in wrong)), (to, wrong) => openSuite({ to, ...wrong })],
    runSuite: [runs, async (to, wrong) => runSuite(await onePlan, { to, ...wrong }).next()],
    runCase: [deliveries, async (to, wrong) => runCase((await onePlan).cases[0] as never, { to, ...wrong })],
    burst: [
      [...deliveries, { count: -1 }, { coverage: 'eech' }, { duration: Number.NaN }],
      (to, wrong) => burst({ events: name, to, count: 1, ...wrong }).result,
    ],
  };
  const onePlan = planSuite({ filter: `${name} › usual` });

  test.each(
    Object.entries(calls).flatMap(([call, [wrongs, run]]) => wrongs.map((wrong) => ({ call, wrong, run }))),
  )('$call $wrong', async ({ wrong, run }) => {
    await using receiver = await record(welcome);
    const [option = ''] = Object.keys(wrong);
    const error = await run(receiver.url, wrong).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toMatch(new RegExp(`^${option}\\b`));
    expect(receiver.requests).toEqual([]);
  });

  test('also where there is no promise', async () => {
    const [one] = (await onePlan).cases;
    expect(() => caseTimeout(one as never, Number.NaN)).toThrow('timeout: NaN is not');
    expect(() => caseTimeout(one as never, 100, -1)).toThrow('rate: -1 is not');
    const response = { response: { status: 200 } } as never;
    expect(() => judge({ status: 200, body: '{}' }, response, 'Strict' as never)).toThrow(
      'level: "Strict" is not',
    );
    await expect(send(undefined as never, { to: 'http://127.0.0.1:9' }).next()).rejects.toThrow(
      'event: null is not',
    );
    expect(contractTests).toBeTypeOf('function');
  });
});

test('Infinity is a count: payloads without end', async () => {
  const payloads = generate(name, { count: Number.POSITIVE_INFINITY });
  for (let n = 0; n < 3; n += 1) expect((await payloads.next()).value?.index).toBe(n);
});

test('hundreds of calls with one signal leave no listener behind', async () => {
  await using receiver = await record(welcome);
  const { signal } = new AbortController();
  for (let n = 0; n < 300; n += 1) {
    for await (const { verdict } of send(name, {
      to: receiver.url,
      signal,
      stop: signal,
      count: 2,
      delay: 1,
    }))
      expect(verdict.outcome).toBe('accepted');
  }
  const plan = await planSuite({ filter: `${name} › usual` });
  for (let n = 0; n < 20; n += 1) {
    for await (const _ of runSuite(plan, { to: receiver.url, signal, stop: signal }));
    await burst({ events: name, to: receiver.url, count: 1, signal, stop: signal }).result;
  }
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
}, 120_000);

test('a proxy that is a platform itself is refused by its option', async () => {
  const connection = { proxy: new URL('http://CHAT.jijyun.cn.:8080/') };
  const target = { to: 'http://127.0.0.1:9/', connection };
  const message = /^connection\.proxy chat\.jijyun\.cn\.:8080: .*platform itself/;
  await expect(send(name, target).next()).rejects.toThrow(message);
  await expect(openSuite(target)).rejects.toThrow(message);
  await expect(runSuite(await planSuite({ events: name }), target).next()).rejects.toThrow(message);
  await expect(burst({ events: name, count: 1, ...target }).result).rejects.toThrow(message);
});
