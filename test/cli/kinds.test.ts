import { describe, expect, test } from 'vitest';
import { duration, oneOf, wholeNumber } from '../../src/cli/flags/kinds.ts';
import { UsageError } from '../../src/errors.ts';

describe('a whole number', () => {
  const read = (text: string) => wholeNumber(1).read(text, '--count');
  test('is read', () => {
    expect(read('1')).toBe(1);
    expect(read('007')).toBe(7);
    expect(read('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
    expect(wholeNumber(0).read('0', '--index')).toBe(0);
  });
  test.each([
    '',
    ' ',
    '0',
    '-1',
    '+1',
    '1.0',
    '1e3',
    '1e999',
    '12abc',
    'NaN',
    'Infinity',
    '0x1',
    '١',
    '9007199254740992',
  ])('is not %j', (text) => expect(() => read(text)).toThrow(UsageError));
});

describe('a duration', () => {
  const read = (text: string) => duration(1).read(text, '--timeout');
  test.each([
    ['250ms', 250],
    ['5s', 5000],
    ['1.5s', 1500],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['0.001s', 1],
  ])('%s', (text, ms) => expect(read(text)).toBe(ms));
  test.each([
    '',
    '5',
    '0s',
    '0.5ms',
    '-5s',
    's',
    '.5s',
    '5.s',
    '5 s',
    '5S',
    '5sec',
    '1e3ms',
    'NaNs',
    '600h',
    '2147483648ms',
  ])('is not %j', (text) => expect(() => read(text)).toThrow(UsageError));
  test('--delay may be 0', () => expect(duration().read('0s', '--delay')).toBe(0));
});

describe('a word', () => {
  const read = (text: string) => oneOf('name', ['default', 'each', 'pairwise']).read(text, '--coverage');
  test('is read if it is one of the list', () => expect(read('each')).toBe('each'));
  test('is otherwise an error that names the nearest', () => {
    expect(() => read('pairwize')).toThrow(
      "--coverage 'pairwize' (did you mean pairwise?): write one of default, each, pairwise",
    );
    expect(() => read('Each')).toThrow(UsageError);
    expect(() => read('')).toThrow(UsageError);
  });
});
