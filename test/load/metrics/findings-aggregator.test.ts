import { describe, expect, test } from 'vitest';
import { cover } from '../../../src/generate/coverage.ts';
import { type EventVariant, FindingsAggregator } from '../../../src/load/metrics/findings-aggregator.ts';
import type { FindingSample, FirstFinding } from '../../../src/load/metrics/sample.ts';
import type { FindingSummary } from '../../../src/load/result.ts';
import type { FindingCode } from '../../../src/verdict/codes.ts';
import { eventNamed } from '../../laws/draws.ts';

const message = eventNamed('juzi/message.received');
const contact = eventNamed('yuju/contact.updated');
const names = [message.id, contact.id];
const variantsOf = (coverage: 'each' | 'pairwise'): EventVariant[] =>
  [message, contact].flatMap((definition, event) =>
    [...cover(definition, coverage)].map((variant) => ({ event, variant })),
  );

const code = 'errcode.missing' as const;
const made = (variantId: number, count = 1, of: FindingCode = code): FindingSample => ({
  variantId,
  code: of,
  severity: 'error',
  count,
});
const first = (n: number, event = 0, of: FindingCode = code): FirstFinding => ({
  event,
  code: of,
  tolerated: false,
  first: { n, at: n, variant: {}, message: '', repro: `${n}` },
});

/** The summary if exactly the chosen variants have the finding, at each of their ten deliveries. */
function summary(
  variants: readonly EventVariant[],
  chosen: (variant: EventVariant) => boolean,
  ended = variants.map(() => 10),
) {
  const aggregator = new FindingsAggregator(names, variants);
  const found = [...variants.keys()].filter((variantId) => chosen(variants[variantId] as EventVariant));
  aggregator.add(
    found.map((variantId) => made(variantId, 10)),
    [first(5)],
  );
  const [only] = aggregator.summaries(ended);
  return { found, summary: only as FindingSummary };
}

describe.each(['each', 'pairwise'] as const)('with the variants of coverage %s', (coverage) => {
  const variants = variantsOf(coverage);
  const values = message.dimensions.flatMap(({ name, members }) =>
    Object.keys(members).map((value) => [name, value] as const),
  );

  test.each(values)('a receiver that fails for %s=%s: exactly that value is named', (name, value) => {
    const { found, summary: result } = summary(
      variants,
      ({ event, variant }) => event === 0 && variant[name] === value,
    );
    expect(found.length).toBeGreaterThan(0);
    expect(result.count).toBe(10 * found.length);
    // An equivalent value may be named, which the same deliveries have: `notice` for `mentionSelf`.
    const only = Object.entries(result.only);
    expect(only).toHaveLength(1);
    const named = [...variants.keys()].filter(
      (variantId) =>
        variants[variantId]?.event === 0 &&
        only.every(([key, one]) => variants[variantId]?.variant[key] === one),
    );
    expect(named).toEqual(found);
    expect(result.of).toBe(result.count);
  });

  test('a receiver that fails for every delivery of an event: no value is named', () => {
    const { summary: result } = summary(variants, ({ event }) => event === 0);
    expect(result.only).toEqual({});
    expect(result.of).toBe(10 * variants.filter(({ event }) => event === 0).length);
  });

  test('a receiver that fails at random: only values that all failures have are named', () => {
    const of = variants.filter(({ event }) => event === 0);
    const failing = of.filter((_, i) => i % 2 === 0);
    const { summary: result } = summary(variants, (variant) => failing.includes(variant));
    for (const [name, value] of Object.entries(result.only)) {
      for (const { variant } of failing) expect(variant[name]).toBe(value);
    }
  });
});

test('variants that were not sent in the run do not count', () => {
  const variants: EventVariant[] = [
    { event: 0, variant: { type: 'a', chat: 'room' } },
    { event: 0, variant: { type: 'b', chat: 'room' } },
    { event: 0, variant: { type: 'a', chat: 'private' } },
  ];
  const isB = ({ variant }: EventVariant): boolean => variant['type'] === 'b';
  expect(summary(variants, isB).summary).toMatchObject({ only: { type: 'b' }, of: 10 });
  expect(summary(variants, isB, [0, 10, 0]).summary).toMatchObject({ only: {}, of: 10 });
});

test('two values are named if neither of them is enough', () => {
  const variants: EventVariant[] = ['a', 'b'].flatMap((type) =>
    ['room', 'private'].map((chat) => ({ event: 0, variant: { type, chat } })),
  );
  const result = summary(
    variants,
    ({ variant }) => variant['type'] === 'a' && variant['chat'] === 'room',
  ).summary;
  expect(result).toMatchObject({ only: { type: 'a', chat: 'room' }, of: 10, count: 10 });
});

test('counts add up, and the first delivery is that with the lowest number, in any order', () => {
  const variants = variantsOf('each');
  const of1 = variants.findIndex(({ event }) => event === 1);
  const aggregator = new FindingsAggregator(names, variants);
  aggregator.add([made(0, 2), made(1, 3), made(of1, 4)], [first(9), first(4, 1)]);
  aggregator.add([made(0, 1), made(0, 7, 'body.empty')], [first(3), first(8, 0, 'body.empty')]);
  aggregator.add([], [first(6), first(12, 1)]);
  expect(aggregator.counts().map(({ event, code: of, count }) => `${event} ${of} ${count}`)).toEqual([
    `${message.id} body.empty 7`,
    `${message.id} errcode.missing 6`,
    `${contact.id} errcode.missing 4`,
  ]);
  const firsts = aggregator.summaries(variants.map(() => 10)).map(({ first: { n } }) => n);
  expect(firsts).toEqual([8, 3, 4]);
});

test('errors come before warnings, the most frequent first', () => {
  const aggregator = new FindingsAggregator(names, variantsOf('each'));
  const warned: FindingSample = { variantId: 0, code: 'body.extra_key', severity: 'warning', count: 100 };
  aggregator.add([warned, made(0, 1), made(0, 5, 'body.empty')], []);
  expect(aggregator.counts().map(({ code: of }) => of)).toEqual([
    'body.empty',
    'errcode.missing',
    'body.extra_key',
  ]);
});
