import { describe, expect, test } from 'vitest';
import { cover } from '../../src/generate/coverage.ts';
import { type EventVariant, FindingsAggregator } from '../../src/load/metrics/findings-aggregator.ts';
import type { FindingSample, FirstFinding } from '../../src/load/metrics/sample.ts';
import type { FindingSummary } from '../../src/load/result.ts';
import type { FindingCode } from '../../src/verdict/codes.ts';
import { eventNamed } from '../laws/draws.ts';

const message = eventNamed('juzi/message.received');
const contact = eventNamed('yuju/contact.updated');
const names = [message.id, contact.id];
const lotsOf = (coverage: 'each' | 'pairwise'): EventVariant[] =>
  [message, contact].flatMap((definition, event) =>
    [...cover(definition, coverage)].map((variant) => ({ event, variant })),
  );

const code = 'errcode.missing' as const;
const made = (variantId: number, count = 1, of: FindingCode = code): FindingSample => ({
  variantId: variantId,
  code: of,
  severity: 'error',
  count,
});
const first = (n: number, event = 0, of: FindingCode = code): FirstFinding => ({
  event,
  code: of,
  first: { n, at: n, variant: {}, message: '', repro: `${n}` },
});

/** The summary when just the variantIds that are chosen have the finding, at each of their ten deliveries. */
function summary(
  variantIds: readonly EventVariant[],
  chosen: (variantId: EventVariant) => boolean,
  ended = variantIds.map(() => 10),
) {
  const aggregator = new FindingsAggregator(names, variantIds);
  const found = [...variantIds.keys()].filter((variantId) => chosen(variantIds[variantId] as EventVariant));
  aggregator.add(
    found.map((variantId) => made(variantId, 10)),
    [first(5)],
  );
  const [only] = aggregator.summaries(ended);
  return { found, summary: only as FindingSummary };
}

describe.each(['each', 'pairwise'] as const)('with the variants of coverage %s', (coverage) => {
  const variantIds = lotsOf(coverage);
  const values = message.dimensions.flatMap(({ name, members }) =>
    Object.keys(members).map((value) => [name, value] as const),
  );

  test.each(values)('a receiver that breaks on %s=%s alone: just that is named', (name, value) => {
    const { found, summary: told } = summary(
      variantIds,
      ({ event, variant }) => event === 0 && variant[name] === value,
    );
    expect(found.length).toBeGreaterThan(0);
    expect(told.count).toBe(10 * found.length);
    // It may be another one, that only the same deliveries have: `notice` tells what `mentionSelf` would.
    const only = Object.entries(told.only);
    expect(only).toHaveLength(1);
    const named = [...variantIds.keys()].filter(
      (variantId) =>
        variantIds[variantId]?.event === 0 &&
        only.every(([key, one]) => variantIds[variantId]?.variant[key] === one),
    );
    expect(named).toEqual(found);
    expect(told.of).toBe(told.count);
  });

  test('one that breaks on every delivery of an event: nothing sets them apart', () => {
    const { summary: told } = summary(variantIds, ({ event }) => event === 0);
    expect(told.only).toEqual({});
    expect(told.of).toBe(10 * variantIds.filter(({ event }) => event === 0).length);
  });

  test('one that breaks now and then: only what they really have in common is named', () => {
    const of = variantIds.filter(({ event }) => event === 0);
    const now = of.filter((_, i) => i % 2 === 0);
    const { summary: told } = summary(variantIds, (variantId) => now.includes(variantId));
    for (const [name, value] of Object.entries(told.only)) {
      for (const { variant } of now) expect(variant[name]).toBe(value);
    }
  });
});

test('what was not met in the run sets nothing apart', () => {
  const variantIds: EventVariant[] = [
    { event: 0, variant: { type: 'a', chat: 'room' } },
    { event: 0, variant: { type: 'b', chat: 'room' } },
    { event: 0, variant: { type: 'a', chat: 'private' } },
  ];
  const isB = ({ variant }: EventVariant): boolean => variant['type'] === 'b';
  expect(summary(variantIds, isB).summary).toMatchObject({ only: { type: 'b' }, of: 10 });
  expect(summary(variantIds, isB, [0, 10, 0]).summary).toMatchObject({ only: {}, of: 10 });
});

test('two values together, where neither alone is what they have in common', () => {
  const variantIds: EventVariant[] = ['a', 'b'].flatMap((type) =>
    ['room', 'private'].map((chat) => ({ event: 0, variant: { type, chat } })),
  );
  const told = summary(
    variantIds,
    ({ variant }) => variant['type'] === 'a' && variant['chat'] === 'room',
  ).summary;
  expect(told).toMatchObject({ only: { type: 'a', chat: 'room' }, of: 10, count: 10 });
});

test('counts add up, the first is the one with the lowest number, whoever tells it when', () => {
  const variantIds = lotsOf('each');
  const of1 = variantIds.findIndex(({ event }) => event === 1);
  const aggregator = new FindingsAggregator(names, variantIds);
  aggregator.add([made(0, 2), made(1, 3), made(of1, 4)], [first(9), first(4, 1)]);
  aggregator.add([made(0, 1), made(0, 7, 'body.empty')], [first(3), first(8, 0, 'body.empty')]);
  aggregator.add([], [first(6), first(12, 1)]);
  expect(aggregator.counts().map(({ event, code: of, count }) => `${event} ${of} ${count}`)).toEqual([
    `${message.id} body.empty 7`,
    `${message.id} errcode.missing 6`,
    `${contact.id} errcode.missing 4`,
  ]);
  const firsts = aggregator.summaries(variantIds.map(() => 10)).map(({ first: { n } }) => n);
  expect(firsts).toEqual([8, 3, 4]);
});

test('errors come before warnings, the most frequent first', () => {
  const aggregator = new FindingsAggregator(names, lotsOf('each'));
  const warned: FindingSample = { variantId: 0, code: 'body.extra_key', severity: 'warning', count: 100 };
  aggregator.add([warned, made(0, 1), made(0, 5, 'body.empty')], []);
  expect(aggregator.counts().map(({ code: of }) => of)).toEqual([
    'body.empty',
    'errcode.missing',
    'body.extra_key',
  ]);
});
