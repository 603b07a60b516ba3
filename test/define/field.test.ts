import { describe, expect, expectTypeOf, test } from 'vitest';
import { f, type PayloadOf } from '../../src/define/index.ts';
import { parcel, size } from './parcel.ts';

describe('a field', () => {
  const plain = f.string(() => 'x');

  test('every method returns a new field and leaves the original unchanged', () => {
    const words = [
      plain.label('标签', 'label'),
      plain.observed(),
      plain.inferred(),
      plain.note('注', 'note'),
      plain.when({ size: 'large' }),
      plain.optional(),
      plain.alsoSeen('', null),
      plain.secret(),
      plain.unless({ size: 'large' }),
      plain.onlySeen(),
    ];
    for (const field of words) expect(field).not.toBe(plain);
    expect(plain.facts).toEqual({});
    expect(plain.label('一', 'one').observed().label('二', 'two').facts).toEqual({
      label: { zh: '二', en: 'two' },
      basis: 'observed',
    });
    expect(plain.optional().facts.chance).toBe(0.5);
    expect(plain.optional(0.9).facts.chance).toBe(0.9);
  });

  test('types follow from the methods', () => {
    const event = parcel({
      id: plain,
      weight: f.number(() => 1.5),
      count: f.integer(() => 2).optional(),
      note: f.nullable(() => null),
      kind: f.constant('parcel'),
      size: f.choice(size),
      state: f.oneOf({ new: { value: 'N', zh: '新', en: 'new', basis: 'documented' } }, () => 'N'),
      lines: f.list(() => [1, 2], f.item<number>().object({ n: f.item<number>().integer((s) => s.item) })),
      inner: f.jsonText(f.object({ a: f.integer(() => 1) })),
      fragile: f.boolean(() => true).when({ size: 'large' }),
    });
    type Payload = PayloadOf<typeof event>;
    expectTypeOf<Omit<Payload, 'size' | 'fragile'>>().toEqualTypeOf<{
      id: string;
      weight: number;
      note: string | null;
      kind: 'parcel';
      state: 'N';
      lines: { n: number }[];
      inner: string;
      count?: number;
    }>();
    expectTypeOf<Pick<Payload, 'size' | 'fragile'>>().toEqualTypeOf<{ size: 1 | 2; fragile?: boolean }>();
    expectTypeOf<Pick<Extract<Payload, { size: 1 }>, 'fragile'>>().toEqualTypeOf<{ fragile?: never }>();
    expectTypeOf<Pick<Extract<Payload, { size: 2 }>, 'fragile'>>().toEqualTypeOf<{ fragile: boolean }>();
    expect(event.payload.shape.kind).toBe('object');
  });
});
