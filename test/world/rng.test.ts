import { describe, expect, test } from 'vitest';
import { hexOfWord, Rng, seedKey } from '../../src/world/rng.ts';

const rng = (seed = 'test', index = 0): Rng => new Rng(seedKey(seed), index);
const words = (source: Rng, count: number): number[] => Array.from({ length: count }, () => source.word());

describe('a seed key', () => {
  test('depends on its parts, their boundaries and their order', () => {
    const keys = [
      ['ab', 'c'],
      ['a', 'bc'],
      ['abc'],
      ['abc', ''],
      ['', 'abc'],
      ['c', 'ab'],
      [],
      [''],
      ['', ''],
    ].map((parts) => seedKey(...parts).join());
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('of 100,000 different texts are all different', () => {
    const keys = Array.from({ length: 100_000 }, (_, i) => seedKey('seed', String(i)).join());
    expect(new Set(keys).size).toBe(100_000);
  });
});

describe('the generator', () => {
  test('draws what it always drew', () => {
    expect(words(rng(), 4)).toMatchInlineSnapshot(`
      [
        1275130887,
        3736426107,
        4260327174,
        551869872,
      ]
    `);
    expect(words(rng('测试', 7), 2)).toMatchInlineSnapshot(`
      [
        159138649,
        4077935574,
      ]
    `);
  });

  test('restarts like a new one', () => {
    const used = rng('other', 9);
    words(used, 100);
    used.restart(seedKey('test'), 5);
    expect(words(used, 10)).toEqual(words(rng('test', 5), 10));
  });

  test.each([1, 2, 0xffff_ffff, 0x1_0000_0000, 0x1_0000_0001, Number.MAX_SAFE_INTEGER])(
    'index %i has values of its own',
    (index) => {
      expect(words(rng('test', index), 4)).not.toEqual(words(rng('test', 0), 4));
      expect(words(rng('test', index), 4)).toEqual(words(rng('test', index), 4));
    },
  );

  test('100,000 neighbouring indices all begin differently', () => {
    const one = rng();
    const key = seedKey('test');
    const first = new Set<string>();
    for (let index = 0; index < 100_000; index += 1) {
      one.restart(key, index);
      first.add(`${one.word()} ${one.word()}`);
    }
    expect(first.size).toBe(100_000);
  });

  test('floats are in [0, 1) and even: every tenth gets its share', () => {
    const source = rng();
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i += 1) {
      const value = source.float();
      expect(value >= 0 && value < 1).toBe(true);
      const tenth = Math.floor(value * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const share of tenths) expect(Math.abs(share - 10_000)).toBeLessThan(500);
  });

  test('integers stay within their bounds, and reach both', () => {
    const source = rng();
    const seen = new Set(Array.from({ length: 1000 }, () => source.between(-2, 3)));
    expect([...seen].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
    expect(new Set(Array.from({ length: 100 }, () => source.int(1)))).toEqual(new Set([0]));
    const large = Array.from({ length: 1000 }, () => source.between(1_000_000, 2_147_483_647));
    for (const value of large) expect(value >= 1_000_000 && value <= 2_147_483_647).toBe(true);
  });

  test('a chance of 0, of 1, and in between', () => {
    const source = rng();
    const hits = (probability: number): number =>
      Array.from({ length: 10_000 }, () => source.chance(probability)).filter(Boolean).length;
    expect(hits(0)).toBe(0);
    expect(hits(1)).toBe(10_000);
    expect(Math.abs(hits(0.3) - 3000)).toBeLessThan(200);
  });

  test('pick returns an element, and throws for an empty list', () => {
    const source = rng();
    expect(new Set(Array.from({ length: 200 }, () => source.pick(['a', 'b', 'c'])))).toEqual(
      new Set(['a', 'b', 'c']),
    );
    expect(() => source.pick([])).toThrow(RangeError);
  });

  test('a sample has distinct elements in list order, at most as many as there are', () => {
    const source = rng();
    const list = [1, 2, 3, 4, 5];
    const met = new Set<number>();
    for (let i = 0; i < 500; i += 1) {
      const sample = source.sample(list, 3);
      expect(sample).toHaveLength(3);
      expect([...new Set(sample)].sort()).toEqual(sample);
      for (const member of sample) met.add(member);
    }
    expect(met.size).toBe(5);
    expect(source.sample(list, 9)).toEqual(list);
    expect(source.sample(list, 0)).toEqual([]);
  });

  test.each([0, 1, 7, 8, 9, 24, 33])('%i digits or characters have that length', (length) => {
    const source = rng();
    expect(source.hex(length)).toMatch(new RegExp(`^[0-9a-f]{${length}}$`));
    expect(source.digits(length)).toMatch(new RegExp(`^[0-9]{${length}}$`));
    expect(source.text(length, 'xy')).toMatch(new RegExp(`^[xy]{${length}}$`));
  });

  test('a word in hexadecimal has eight digits', () => {
    for (const word of [0, 1, 255, 256, 0x0102_0304, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff]) {
      expect(hexOfWord(word)).toBe(word.toString(16).padStart(8, '0'));
    }
  });
});
