import { describe, expect, test } from 'vitest';
import { isEvent } from '../../src/define/event.ts';
import { dimension, f, flag, rule } from '../../src/define/index.ts';
import { events } from '../laws/draws.ts';
import { insured, parcel, size } from './parcel.ts';

const fields = { id: f.string((s) => s.rng.hex(8)) };
const text = { zh: '颜色', en: 'colour' };

describe('an event definition', () => {
  test('is identified by platform and name', () => {
    const event = parcel(fields, { dimensions: [size, insured] });
    expect(event).toMatchObject({ kind: 'webhook-sim/event', id: 'post/parcel.sent', name: 'parcel.sent' });
    expect(event.dimensions).toEqual([size, insured]);
    expect(parcel(fields)).toMatchObject({ dimensions: [], rules: [] });
  });

  test.each([
    '',
    'parcel',
    'Parcel.sent',
    'parcel.',
    '.sent',
    'parcel..sent',
    'parcel sent',
    'parcel/sent',
    '1.2',
    'a.b-c',
  ])('is refused with the name %j', (name) => {
    expect(() => parcel(fields, { name })).toThrow(
      new TypeError(`post/${name}: an event name reads like contact.updated`),
    );
  });

  test.each(['a.b', 'contact.updated', 'hosted.room.joined', 'assistant.intent_satisfied', 'v2.x.3'])(
    'may be named %s',
    (name) => {
      expect(parcel(fields, { name }).id).toBe(`post/${name}`);
    },
  );

  test('is refused with two dimensions of the same name', () => {
    expect(() => parcel(fields, { dimensions: [size, size] })).toThrow(
      new TypeError('post/parcel.sent: two dimensions are named size'),
    );
  });

  test.each(['green', 'toString', '__proto__'])(
    'is refused when the usual member, %s, does not exist',
    (usual) => {
      const colour = { ...dimension('colour', { title: text, usual: 'red', members: { red: red } }), usual };
      expect(() => parcel(fields, { dimensions: [colour] })).toThrow(
        new TypeError(`post/parcel.sent: the usual colour, ${usual}, is not one of its members`),
      );
    },
  );

  test('is refused when a dimension depends on a member that does not exist', () => {
    const lost = flag('lost', text, { when: { [size.name]: ['enormous'] } });
    expect(() => parcel(fields, { dimensions: [size, lost] })).toThrow(
      new TypeError('post/parcel.sent: lost depends on size=enormous, which does not exist'),
    );
  });

  test('is refused when a dimension depends on one that is not listed before it', () => {
    const message = 'post/parcel.sent: insured depends on size, which must be a dimension listed before it';
    expect(() => parcel(fields, { dimensions: [insured, size] })).toThrow(new TypeError(message));
    expect(() => parcel(fields, { dimensions: [insured] })).toThrow(new TypeError(message));
    const own = flag('own', text, { when: { own: 'yes' } });
    expect(() => parcel(fields, { dimensions: [own] })).toThrow(/own depends on own/);
  });

  test('is refused when a rule names what is not a dimension', () => {
    const about = rule({
      zh: '…',
      en: 'large is blue',
      basis: 'inferred',
      when: { size: 'large' },
      must: { colour: 'blue' },
    });
    expect(() => parcel(fields, { dimensions: [size], rules: [about] })).toThrow(
      new TypeError('post/parcel.sent: a rule names colour, which is not a dimension: large is blue'),
    );
  });

  test('is recognised, even if another copy of the package made it', () => {
    for (const event of events) expect(isEvent(event)).toBe(true);
    expect(isEvent({ kind: 'webhook-sim/event' })).toBe(true);
    for (const other of [null, undefined, 7, 'webhook-sim/event', {}, { kind: 'other' }]) {
      expect(isEvent(other)).toBe(false);
    }
  });
});

const red = { value: 'red', zh: '红', en: 'red', basis: 'documented' } as const;
