import { describe, expect, test } from 'vitest';
import { type ClusterCause, ClusterCounter, type Judged } from '../../../src/verdict/clusters/cluster.ts';
import { normalizeAnswer } from '../../../src/verdict/clusters/normalize.ts';

const cause = (actual: string, code = 'status.error', status = 500): ClusterCause => ({
  code,
  message: `The receiver responded with status ${status}.`,
  actual,
  status,
});

const judged = (variant: Judged['variant'], causes: readonly ClusterCause[] = [], event = 'a/b'): Judged => ({
  event,
  variant,
  causes,
});

/** One case for each delivery, named by its place. */
function counted(all: readonly Judged[]): ClusterCounter<number> {
  const counter = new ClusterCounter<number>();
  for (const [i, one] of all.entries()) counter.add([one], () => i);
  return counter;
}

const types = ['text', 'image', 'video', 'file', 'link'];
/** 100 deliveries: each type 20 times, half of them in a room. */
const sent = Array.from({ length: 100 }, (_, i) => ({
  type: types[i % 5] as string,
  chat: i % 2 === 0 ? 'room' : 'private',
}));

describe('failures with the same event, code and answer are one cluster', () => {
  test('which says what they have in common, and has the first as its example', () => {
    const { clusters } = counted(
      sent.map((variant, i) =>
        judged(variant, variant.type === 'image' ? [cause(`boom at ${1000 + i}`)] : []),
      ),
    );
    expect(clusters).toHaveLength(1);
    expect(clusters[0]).toMatchObject({ count: 20, cases: 20, of: 20, only: { type: 'image' }, example: 1 });
  });

  test('two bugs are two clusters, the more frequent first', () => {
    const { clusters } = counted(
      sent.map((variant) => {
        if (variant.type === 'image' && variant.chat === 'room')
          return judged(variant, [cause('image in a room')]);
        return judged(variant, variant.type === 'link' ? [cause('no link')] : []);
      }),
    );
    expect(clusters.map(({ cases, of, only }) => ({ cases, of, only }))).toEqual([
      { cases: 20, of: 20, only: { type: 'link' } },
      { cases: 10, of: 10, only: { type: 'image', chat: 'room' } },
    ]);
  });

  test('other events, codes and statuses are other clusters', () => {
    const { clusters } = counted([
      judged({}, [cause('x')]),
      judged({}, [cause('x')], 'a/c'),
      judged({}, [cause('x', 'status.throttled')]),
      judged({}, [cause('x', 'status.error', 404)]),
    ]);
    expect(clusters).toHaveLength(4);
  });

  test('a case with two failures of a kind counts once', () => {
    const counter = new ClusterCounter<string>();
    const both = [judged({ n: '1' }, [cause('x')]), judged({ n: '2' }, [cause('x')])];
    expect(counter.add(both, () => 'first')).toMatchObject([{ number: 0, isNew: true, example: 'first' }]);
    expect(counter.add(both, () => 'second')).toMatchObject([{ number: 0, isNew: false, example: 'first' }]);
    expect(counter.clusters[0]).toMatchObject({ cases: 2, count: 4, example: 'first' });
  });

  test('deliveries are compared with those of their kind alone', () => {
    const of = (kind: string, causes: readonly ClusterCause[]) => ({ ...judged({}, causes), kind });
    const { clusters } = counted([
      ...Array.from({ length: 9 }, () => of('answered', [])),
      of('accepted', [cause('x')]),
    ]);
    expect(clusters[0]).toMatchObject({ count: 1, of: 1 });
  });
});

test('cases as a whole are compared with cases', () => {
  const whole = (causes: readonly ClusterCause[]) => ({ ...judged({}, causes), unit: 'case' as const });
  const counter = new ClusterCounter<number>();
  for (let i = 0; i < 4; i += 1) {
    counter.add([judged({}), judged({}), whole(i === 0 ? [cause('twice')] : [])], () => i);
  }
  expect(counter.clusters).toMatchObject([{ unit: 'case', cases: 1, count: 1, of: 4 }]);
});

test('a receiver that answers each time with another text makes a handful of clusters', () => {
  const names = Array.from({ length: 10_000 }, (_, i) => i.toString(26).replace(/\d/g, 'z').repeat(2));
  const { clusters } = counted(names.map((name) => judged({}, [cause(`no such contact: ${name}`)])));
  expect(clusters.length).toBeLessThan(10);
  expect(clusters[0]?.answer).toBeNull();
  expect(clusters.reduce((sum, { cases }) => sum + cases, 0)).toBe(10_000);
});

describe('two answers', () => {
  test.each([
    ['message 123 is unknown', 'message 456789 is unknown'],
    ['duplicate key (wxid_a8f3)', 'duplicate key (wxid_77bc)'],
    ['2025-01-01T00:00:00Z late', '2026-11-27T09:00:00Z late'],
    ['{"errcode":5,"id":17}', '{"errcode":5,"id":18}'],
  ])('are the same: %s, %s', (a, b) => {
    expect(normalizeAnswer(a)).toBe(normalizeAnswer(b));
  });

  test.each([
    ["reading 'content'", "reading 'title'"],
    ['at handle (app.js:12:7)', 'at handle (app.js:40:7)'],
    ['app.py, line 3', 'app.py, line 8'],
    ['{"errcode":5}', '{"errcode":6}'],
  ])('are not: %s, %s', (a, b) => {
    expect(normalizeAnswer(a)).not.toBe(normalizeAnswer(b));
  });

  test.each(['a', '1', 'a1', '-', '"', 'code":', '.a:'])('of any length take no time: %s', (unit) => {
    const began = performance.now();
    normalizeAnswer(unit.repeat(1_000_000));
    expect(performance.now() - began).toBeLessThan(200);
  });
});
