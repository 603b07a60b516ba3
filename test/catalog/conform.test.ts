import { describe, expect, test } from 'vitest';
import { builtinCatalog } from '../../src/catalog/builtin.ts';
import { conform } from '../../src/catalog/conform.ts';
import { f, type Variant } from '../../src/define/index.ts';
import { generate } from '../../src/send/library.ts';
import { parcel, size } from '../define/parcel.ts';
import { generator, now } from '../laws/draws.ts';

const words = (event: Parameters<typeof conform>[0], payload: unknown): string[] =>
  conform(event, payload).map(({ path, expected, actual }) => `${path}: expected ${expected}, is ${actual}`);

async function example(id: string): Promise<string> {
  for await (const { body } of generate(id, { seed: '1' })) return Buffer.from(body).toString();
  throw new Error('nothing was drawn');
}

const small = parcel(
  {
    id: f.string(() => 'x'),
    count: f.integer(() => 1),
    weight: f.number(() => 1.5),
    fragile: f.boolean(() => true),
    kind: f.constant('parcel'),
    size: f.choice(size),
    note: f.nullable(() => null),
    more: f.string(() => '').optional(),
    crane: f.string(() => '').when({ size: 'large' }),
    lines: f.list(() => [1], f.object({ n: f.integer(() => 1) })),
    inner: f.jsonText(f.object({ a: f.integer(() => 1) })),
  },
  { dimensions: [size] },
);

const good = {
  id: 'x',
  count: 1,
  weight: 2.5,
  fragile: false,
  kind: 'parcel',
  size: 1,
  note: null,
  lines: [{ n: 1 }, { n: 2 }],
  inner: '{"a":1}',
};

describe('a mismatch has a path, what was expected and what was found', () => {
  test('there is none in a payload that conforms', () => {
    expect(conform(small, good)).toEqual([]);
    expect(conform(small, { ...good, note: 'n', more: 'm', size: 3 })).toEqual([]);
    expect(conform(small, { ...good, size: 2, crane: 'c' })).toEqual([]);
  });

  test.each([
    [{ id: 7 }, ['id: expected a string, is 7']],
    [{ id: null }, ['id: expected a string, is null']],
    [{ count: 1.5 }, ['count: expected an integer, is 1.5']],
    [{ count: '1' }, ['count: expected an integer, is "1"']],
    [{ weight: '1' }, ['weight: expected a number, is "1"']],
    [{ fragile: 0 }, ['fragile: expected a boolean, is 0']],
    [{ kind: 'letter' }, ['kind: expected "parcel", is "letter"']],
    [{ size: 4 }, ['size: expected one of 1, 2, 3, is 4']],
    [{ note: 7 }, ['note: expected a string, is 7']],
    [{ more: 7 }, ['more: expected a string, is 7']],
    [{ lines: {} }, ['lines: expected a list, is {}']],
    [{ lines: [{ n: 1 }, { n: 'x' }] }, ['lines[1].n: expected an integer, is "x"']],
    [{ lines: [7] }, ['lines[0]: expected an object, is 7']],
    [{ inner: { a: 1 } }, ['inner: expected a string that holds JSON, is {"a":1}']],
    [{ inner: '{' }, ['inner: expected a string that holds JSON, is "{"']],
    [{ inner: '{"a":"x"}' }, ['inner.a: expected an integer, is "x"']],
    [{ other: 1 }, ['other: expected no such key: the event does not have it, is 1']],
    [{ toString: 'x' }, ['toString: expected no such key: the event does not have it, is "x"']],
    [{ crane: 'c' }, ['crane: expected no such key in this variant (size=small), is "c"']],
    [{ size: 2 }, ['crane: expected a value, is missing']],
    [{ id: 7, count: 'x' }, ['id: expected a string, is 7', 'count: expected an integer, is "x"']],
  ])('%j', (change, expected) => {
    expect(words(small, { ...good, ...change })).toEqual(expected);
  });

  test('a missing key', () => {
    const { id: _, ...without } = good;
    expect(words(small, without)).toEqual(['id: expected a value, is missing']);
  });

  test('a body that is not an object', () => {
    for (const body of [null, undefined, 7, 'x', []]) {
      expect(words(small, body)).toHaveLength(1);
      expect(words(small, body)[0]).toMatch(/^\(the whole body\): expected an object, is /);
    }
  });

  test('a long value is cut', () => {
    const [mismatch] = conform(small, { ...good, count: 'x'.repeat(500) });
    expect(mismatch?.actual.length).toBeLessThanOrEqual(60);
  });

  test('the payload’s own values take precedence over the hint', () => {
    expect(conform(small, { ...good, size: 2, crane: 'c' }, { size: 'small' })).toEqual([]);
    expect(conform(small, good, { size: 'large' })).toEqual([]);
  });

  test('values seen in real bodies conform', () => {
    const event = parcel({
      a: f.string(() => '').alsoSeen('absent', null),
      b: f.integer(() => 1).alsoSeen(null),
    });
    for (const body of [{ b: 1 }, { a: null, b: null }, { a: '', b: 1 }])
      expect(conform(event, body)).toEqual([]);
    expect(words(event, { a: 'x' })).toEqual(['b: expected a value, is missing']);
  });

  test('other values of the type conform where values were merely observed', () => {
    const open = { one: { value: 1, zh: '一', en: 'one', basis: 'observed' } } as const;
    const event = parcel({ a: f.oneOf(open, () => 1) });
    expect(conform(event, { a: 2 })).toEqual([]);
    expect(words(event, { a: '2' })).toEqual(['a: expected one of 1, is "2"']);
    expect(words(event, { a: null })).toEqual(['a: expected one of 1, is null']);
  });

  test('each item of a list shows its own variant', () => {
    const tag = f.object({ size: f.choice(size), crane: f.string(() => '').when({ size: 'large' }) });
    const event = parcel({ tags: f.list(() => [1], tag) }, { dimensions: [size] });
    const mixed = { tags: [{ size: 1 }, { size: 2, crane: 'c' }] };
    for (const hint of [{}, { size: 'small' }, { size: 'large' }]) {
      expect(conform(event, mixed, hint)).toEqual([]);
      expect(words(event, { tags: [{ size: 2 }] })).toEqual(['tags[0].crane: expected a value, is missing']);
    }
  });

  test('a key that real bodies lack in a variant, and one that was only seen', () => {
    const event = parcel(
      {
        size: f.choice(size),
        crane: f.string(() => '').unless({ size: 'large' }),
        tag: f.string(() => '').onlySeen(),
      },
      { dimensions: [size] },
    );
    for (const body of [{ size: 2 }, { size: 2, crane: 'c' }, { size: 1, crane: 'c', tag: 't' }]) {
      expect(conform(event, body)).toEqual([]);
    }
    expect(words(event, { size: 1 })).toEqual(['crane: expected a value, is missing']);
    const source = generator();
    const keys = (variant: Variant): string[] => Object.keys(source.draw(event, variant, 0, now).payload);
    expect(keys({ size: 'large' })).toEqual(['size']);
    expect(keys({ size: 'small' })).toEqual(['size', 'crane']);
  });
});

describe('a body of another event', () => {
  const bodyOf = async (id: string): Promise<Record<string, unknown>> =>
    JSON.parse(await example(id)) as Record<string, unknown>;

  test.each([
    ['yuju/contact.created', 'yuju/contact.updated', 'event_type', '"contact_updated"'],
    ['yuju/contact.deleted', 'yuju/contact.created', 'event_type', '"contact_created"'],
    ['yuju/conversation.finished', 'yuju/conversation.message', 'event_type', '"ai_assistant_receives_msg"'],
    ['yuju/conversation.message', 'yuju/conversation.finished', 'event_type', '"chat_finish"'],
    ['juzi/member.logged_in', 'juzi/member.added', 'type', '"create_user"'],
    ['juzi/member.added', 'juzi/customer.added', 'type', '"add_external_contact"'],
  ])('%s is not %s, and it is said whose it is', async (other, id, path, expected) => {
    const event = await builtinCatalog.get(id);
    const found = conform(event, await bodyOf(other)).find((mismatch) => mismatch.path === path);
    expect(found?.expected).toBe(`${expected}, and not that of ${other}`);
    expect(conform(event, await bodyOf(id))).toEqual([]);
  });

  test('where a value was seen, every other one is a mismatch; where it was inferred, only that of another event', async () => {
    const strange = async (id: string) =>
      conform(await builtinCatalog.get(id), { ...(await bodyOf(id)), event_type: 'kf_reply' });
    expect(await strange('yuju/conversation.message')).toEqual([
      { path: 'event_type', expected: '"ai_assistant_receives_msg"', actual: '"kf_reply"' },
    ]);
    expect(await strange('yuju/contact.updated')).toEqual([]);
  });
});
