import { describe, expect, test } from 'vitest';
import { conform } from '../../src/catalog/conform.ts';
import { f } from '../../src/define/index.ts';
import { examplePayload } from '../../src/generate/example.ts';
import { insured, parcel, size } from '../define/parcel.ts';
import { eventNamed, events, generator, now } from '../laws/draws.ts';

describe('drawing', () => {
  test('returns everything that the payload is a function of', () => {
    const event = eventNamed('juzi/room.renamed');
    const drawn = generator({ seed: 's' }).draw(event, {}, 7, now);
    expect(drawn).toMatchObject({ event, variant: {}, seed: 's', index: 7, now, query: {} });
  });

  test('keys that a variant lacks are missing, whatever follows them', () => {
    const event = parcel(
      {
        a: f.integer(() => 1),
        crane: f.string(() => 'c').when({ size: 'large' }),
        insured: f.choice(insured).when({ size: 'large' }),
        z: f.integer((s) => s.index),
      },
      { dimensions: [size, insured] },
    );
    const source = generator();
    expect(JSON.stringify(source.draw(event, { size: 'small' }, 3, now).payload)).toBe('{"a":1,"z":3}');
    expect(JSON.stringify(source.draw(event, { size: 'large', insured: 'yes' }, 3, now).payload)).toBe(
      '{"a":1,"crane":"c","insured":true,"z":3}',
    );
  });

  test('an optional key appears with its probability', () => {
    const event = parcel({
      a: f.integer(() => 1),
      b: f.integer(() => 2).optional(0.2),
      c: f.integer(() => 3),
    });
    const source = generator();
    const drawn = Array.from({ length: 2000 }, (_, i) =>
      JSON.stringify(source.draw(event, {}, i, now).payload),
    );
    expect(new Set(drawn)).toEqual(new Set(['{"a":1,"c":3}', '{"a":1,"b":2,"c":3}']));
    const often = drawn.filter((text) => text.includes('"b"')).length;
    expect(Math.abs(often - 400)).toBeLessThan(80);
  });

  test('each item of a list is drawn from its element, and from the scene around it', () => {
    const item = f.item<string>();
    const event = parcel({
      list: f.list(
        () => ['x', 'y'],
        item.object({
          own: item.string((s) => s.item),
          index: item.integer((s) => s.index),
          inner: item.list(
            (s) => [`${s.item}1`],
            item.item<string>().string((s) => s.item),
          ),
        }),
      ),
      none: f.list(
        () => [],
        item.string((s) => s.item),
      ),
    });
    expect(generator().draw(event, {}, 5, now).payload).toEqual({
      list: [
        { own: 'x', index: 5, inner: ['x1'] },
        { own: 'y', index: 5, inner: ['y1'] },
      ],
      none: [],
    });
  });

  test('JSON in a string', () => {
    const event = parcel({ text: f.jsonText(f.object({ n: f.choice(size) })) }, { dimensions: [size] });
    expect(generator().draw(event, { size: 'huge' }, 0, now).payload).toEqual({ text: '{"n":3}' });
  });

  test('two draws share no objects', () => {
    const source = generator();
    const event = eventNamed('juzi/room.left');
    const first = source.draw(
      event,
      { contactType: 'personal', several: 'yes', isFriend: 'no', coworker: 'no', isSelf: 'no' },
      0,
      now,
    );
    const text = JSON.stringify(first.payload);
    const second = source.draw(event, first.variant, 0, now);
    (second.payload as { leftMembers: unknown[] }).leftMembers.pop();
    expect(JSON.stringify(first.payload)).toBe(text);
    expect(JSON.stringify(source.draw(event, first.variant, 0, now).payload)).toBe(text);
  });

  test('a key that needs a choice which the variant lacks throws', () => {
    const event = parcel({ insured: f.choice(insured) }, { dimensions: [size, insured] });
    expect(() => generator().draw(event, { size: 'small' }, 0, now)).toThrow(
      "the variant has no insured; give the field that carries it a matching 'when'",
    );
    const union = parcel(
      { a: f.byVariant(insured, { no: f.integer(() => 1), yes: f.integer(() => 2) }) },
      { dimensions: [size, insured] },
    );
    expect(() => generator().draw(union, { size: 'small' }, 0, now)).toThrow(
      "no case for insured=undefined: give the field a matching 'when'",
    );
  });
});

describe('the example of every event', () => {
  test('is always the same, and conforms', () => {
    for (const event of events) {
      const example = examplePayload(event);
      expect(JSON.stringify(examplePayload(event))).toBe(JSON.stringify(example));
      expect(conform(event, example), event.id).toEqual([]);
    }
  });
});
