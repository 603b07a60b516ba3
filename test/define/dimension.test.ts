import { describe, expect, test } from 'vitest';
import { meets, memberOf } from '../../src/define/dimension.ts';
import { isClosed } from '../../src/define/enumeration.ts';
import { chosenValue, enumeration, flag, rule } from '../../src/define/index.ts';
import { insured, size } from './parcel.ts';

describe('a condition', () => {
  test.each([
    [{ a: 'x' }, { a: 'x' }, true],
    [{ a: 'x' }, { a: 'y' }, false],
    [{ a: 'x' }, { a: ['x', 'y'] }, true],
    [{ a: 'z' }, { a: ['x', 'y'] }, false],
    [{ a: 'x' }, { a: [] }, false],
    [{ a: 'x', b: 'y' }, { a: 'x', b: 'y' }, true],
    [{ a: 'x', b: 'z' }, { a: 'x', b: 'y' }, false],
    [{ a: 'x' }, { b: 'y' }, false],
    [{ a: 'x' }, {}, true],
    [{}, {}, true],
  ])('%o meets %o: %s', (variant, when, expected) => {
    expect(meets(variant, when)).toBe(expected);
  });
});

describe('a rule', () => {
  const words = { zh: '…', en: '…', basis: 'inferred' } as const;
  const implies = rule({ ...words, when: { a: 'x' }, must: { b: ['y', 'z'], c: 'w' } });
  const never = rule({ ...words, when: { a: 'x', b: 'y' } });

  test('lists each of its dimensions once', () => {
    expect(implies.of).toEqual(['a', 'b', 'c']);
    expect(rule({ ...words, when: { a: 'x' }, must: { a: 'x' } }).of).toEqual(['a']);
  });

  test.each([
    [{ a: 'other' }, true],
    [{ a: 'x', b: 'y', c: 'w' }, true],
    [{ a: 'x', b: 'z', c: 'w' }, true],
    [{ a: 'x', b: 'other', c: 'w' }, false],
    [{ a: 'x', b: 'y', c: 'other' }, false],
    [{ b: 'other' }, true],
  ])('what must hold, holds: %o is allowed: %s', (variant, expected) => {
    expect(implies.allows(variant)).toBe(expected);
  });

  test('a dimension that the variant lacks violates nothing', () => {
    expect(implies.allows({ a: 'x', b: 'y' })).toBe(true);
    expect(implies.allows({ a: 'x' })).toBe(true);
  });

  test('forbids what it describes if it has no `must`', () => {
    expect(never.allows({ a: 'x', b: 'y' })).toBe(false);
    expect(never.allows({ a: 'x', b: 'z' })).toBe(true);
    expect(never.allows({ a: 'x' })).toBe(true);
  });
});

describe('a dimension', () => {
  test('finds members on the page and beyond it, but no inherited properties', () => {
    expect(memberOf(size, 'large')?.value).toBe(2);
    expect(memberOf(size, 'huge')?.value).toBe(3);
    for (const name of ['medium', 'toString', '__proto__', 'constructor', '']) {
      expect(memberOf(size, name)).toBeUndefined();
    }
  });

  test("gives the value of a variant's choice", () => {
    expect(chosenValue(size, { size: 'large' })).toBe(2);
    expect(chosenValue(size, { size: 'huge' })).toBe(3);
    expect(chosenValue(insured, { size: 'large', insured: 'no' })).toBe(false);
    expect(() => chosenValue(insured, { size: 'small' })).toThrow('the variant has no insured');
    expect(() => chosenValue(size, { size: 'medium' })).toThrow('the variant has no size');
  });

  test('a flag defaults to no', () => {
    expect(flag('a', { zh: '', en: '' })).toMatchObject({ name: 'a', usual: 'no' });
    expect(flag('a', { zh: '', en: '' }, { usual: 'yes' }).usual).toBe('yes');
  });
});

test('an enumeration is closed when the page lists its values', () => {
  const one = { value: 1, zh: '', en: '' } as const;
  expect(isClosed(enumeration({ a: { ...one, basis: 'documented' } }))).toBe(true);
  expect(
    isClosed(enumeration({ a: { ...one, basis: 'observed' }, b: { ...one, basis: 'documented' } })),
  ).toBe(true);
  expect(isClosed(enumeration({ a: { ...one, basis: 'observed' }, b: { ...one, basis: 'inferred' } }))).toBe(
    false,
  );
});
