import { describe, expectTypeOf, test } from 'vitest';
import { type Dimension, dimension, f, flag, type PayloadOf, type When } from '../../src/define/index.ts';
import type { PayloadOf as PayloadOfName } from '../../src/index.ts';
import { insured, parcel, size } from './parcel.ts';

const text = f.string(() => 'x');
const number = f.integer(() => 1);

const letter = <const N extends string>(name: N) =>
  dimension(name, {
    title: { zh: name, en: name },
    usual: 'a',
    members: {
      a: { value: 'A', zh: '一', en: 'a', basis: 'documented' },
      b: { value: 'B', zh: '二', en: 'b', basis: 'documented' },
      c: { value: 'C', zh: '三', en: 'c', basis: 'documented' },
    },
  });

/** What a payload is after `size` was asked for. */
type With<P, S> = Extract<P, { size: S }>;

describe('a key that holds the value of a dimension narrows what depends on it', () => {
  test('another type for each value', () => {
    const event = parcel({
      size: f.choice(size),
      content: f.byVariant(size, { small: f.object({ letters: number }), large: f.object({ boxes: text }) }),
    });
    const read = (p: PayloadOf<typeof event>): string | number => {
      // @ts-expect-error: only large parcels have boxes
      p.content.boxes;
      return p.size === 1 ? p.content.letters : p.content.boxes;
    };
    expectTypeOf(read).returns.toEqualTypeOf<string | number>();
  });

  test('a key of some values alone, also deep in an object', () => {
    const event = parcel({
      size: f.choice(size),
      crane: text.when({ size: 'large' }),
      more: f.object({ deep: f.object({ stamp: text.when({ size: ['small'] }), always: number }) }),
      maybe: text.when({ size: 'large' }).optional(),
    });
    type Payload = PayloadOf<typeof event>;
    expectTypeOf<With<Payload, 2>>().toEqualTypeOf<{
      size: 2;
      crane: string;
      more: { deep: { stamp?: never; always: number } };
      maybe?: string;
    }>();
    expectTypeOf<With<Payload, 1>>().toEqualTypeOf<{
      size: 1;
      crane?: never;
      more: { deep: { stamp: string; always: number } };
      maybe?: never;
    }>();
    expectTypeOf<Payload['crane']>().toEqualTypeOf<string | undefined>();
  });

  test('two such keys, together and one in the other', () => {
    const kind = letter('kind');
    const event = parcel({
      size: f.choice(size),
      kind: f.choice(kind),
      both: f.object({ s: text.when({ size: 'large' }), k: text.when({ kind: 'a' }) }),
      crane: text.when({ size: 'large' }),
      inner: f.object({ kind: f.choice(kind), value: f.byVariant(kind, { a: text, b: number, c: number }) }),
    });
    const read = (p: PayloadOf<typeof event>) => {
      if (p.size === 2 && p.kind === 'A') return [p.both.s, p.both.k, p.crane, p.inner.value] as const;
      if (p.inner.kind === 'B') return p.inner.value;
      return undefined;
    };
    expectTypeOf(read).returns.toEqualTypeOf<
      readonly [string, string, string, string] | number | undefined
    >();
  });

  test('in the items of a list', () => {
    const event = parcel({
      lines: f.list(
        () => [1],
        f.item<number>().object({ size: f.item<number>().choice(size), crane: text.when({ size: 'large' }) }),
      ),
    });
    type Line = PayloadOf<typeof event>['lines'][number];
    expectTypeOf<With<Line, 2>['crane']>().toEqualTypeOf<string>();
  });
});

describe('where it cannot narrow, a type is wide', () => {
  test('no key tells the value', () => {
    const event = parcel({ crane: text.when({ size: 'large' }), stamp: text.when({ size: 'small' }) });
    expectTypeOf<PayloadOf<typeof event>>().toEqualTypeOf<{ crane?: string; stamp?: string }>();
  });

  test('the key that tells it is not always there', () => {
    const event = parcel({
      insured: f.choice(insured).when({ size: 'large' }),
      sum: number.when({ insured: 'yes' }),
    });
    expectTypeOf<PayloadOf<typeof event>>().toEqualTypeOf<{ insured?: boolean; sum?: number }>();
  });

  test('a condition on two dimensions, one that is computed, and what real bodies lack', () => {
    const large: When = { size: 'large' };
    const sizes: readonly string[] = ['large'];
    const event = parcel({
      size: f.choice(size),
      kind: f.choice(letter('kind')),
      two: text.when({ size: 'large', kind: 'a' }),
      computed: text.when(large),
      listed: text.when({ size: sizes }),
      lacking: text.unless({ size: 'large' }),
    });
    type Payload = PayloadOf<typeof event>;
    expectTypeOf<With<Payload, 2>['two']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Pick<With<Payload, 1>, 'two' | 'computed' | 'listed' | 'lacking'>>().toEqualTypeOf<{
      two?: string;
      computed?: string;
      listed?: string;
      lacking?: string;
    }>();
  });

  test('a dimension whose members are not known', () => {
    const some: Dimension = size;
    const event = parcel({ size: f.choice(some), crane: text.when({ size: 'large' }) });
    expectTypeOf<PayloadOf<typeof event>['crane']>().toEqualTypeOf<string | undefined>();
  });

  test('more than two keys that narrow, whose union would be their product', () => {
    const [one, two, three] = [letter('one'), letter('two'), flag('three', { zh: '三', en: 'three' })];
    const event = parcel({
      one: f.choice(one),
      two: f.choice(two),
      three: f.choice(three),
      first: text.when({ one: 'a' }),
      second: f.byVariant(two, { a: text, b: number, c: number }),
      third: text.when({ three: 'yes' }),
    });
    expectTypeOf<PayloadOf<typeof event>>().toEqualTypeOf<{
      one: 'A' | 'B' | 'C';
      two: 'A' | 'B' | 'C';
      three: boolean;
      first?: string;
      second: string | number;
      third?: string;
    }>();
  });
});

describe('built-in events', () => {
  test('the type of a message narrows its payload, on both platforms', () => {
    const received = ({ data }: PayloadOfName<'juzi/message.received'>): string => {
      // @ts-expect-error: only some types have a text
      data.payload.text;
      if (data.type === 7) return data.payload.text + (data.payload.quoteMessage?.nickname ?? '');
      if (data.type === 10000 && data.payload.type === 1) return data.payload.subPayload.messageId;
      return data.chatId;
    };
    expectTypeOf(received).returns.toBeString();
    const pushed = ({ data }: PayloadOfName<'yuju/conversation.message'>): string => {
      const { message } = data.push_data;
      // @ts-expect-error: only images have an address of this name
      message.message_content.url;
      return message.message_type === 9 ? message.message_content.url : '';
    };
    expectTypeOf(pushed).returns.toBeString();
  });

  test('a result code narrows what is inside data', () => {
    type Requested = PayloadOfName<'juzi/friend.requested'>;
    const read = (p: Requested): string => {
      if (p.code === 1) return p.data.message;
      return p.data.type === 1 ? p.data.payload.name + p.data.phoneNum : p.data.payload.wxid;
    };
    expectTypeOf(read).returns.toBeString();
    expectTypeOf<Requested['data']['phoneNum']>().toEqualTypeOf<string | undefined>();
  });

  test('nothing is never', () => {
    expectTypeOf<PayloadOfName<'juzi/enterprise.message.received'>['messageType']>().not.toBeNever();
  });
});
