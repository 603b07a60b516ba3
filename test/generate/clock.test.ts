import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { clockAt, formatInstant, parseInstant, pinnedInstant } from '../../src/generate/clock.ts';

describe('an instant', () => {
  test.each([
    ['2025-01-01T00:00:00+08:00', '2024-12-31T16:00:00.000Z'],
    ['2025-01-01T00:00:00Z', '2025-01-01T00:00:00.000Z'],
    ['2025-01-01T00:00Z', '2025-01-01T00:00:00.000Z'],
    ['2025-06-30T23:59:59.999-11:30', '2025-07-01T11:29:59.999Z'],
    ['2024-02-29T12:00:00.5Z', '2024-02-29T12:00:00.500Z'],
    ['2000-01-01T00:00:00Z', '2000-01-01T00:00:00.000Z'],
    ['2099-12-31T23:59:59Z', '2099-12-31T23:59:59.000Z'],
  ])('%s', (text, utc) => {
    expect(new Date(parseInstant(text)).toISOString()).toBe(utc);
  });

  test.each([
    '',
    'now',
    'real',
    '2025-01-01',
    '2025-01-01T00:00:00',
    '2025-01-01 00:00:00+08:00',
    '1735660800000',
    '2025-13-01T00:00:00Z',
    '2025-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2025-04-31T00:00:00+08:00',
    '2025-00-10T00:00:00Z',
    '2025-01-01T25:00:00Z',
    '2025-01-01T00:60:00Z',
    '2025-01-01T00:00:00+24:00',
    '2025-01-01T00:00:00.1234Z',
    '+002025-01-01T00:00:00Z',
  ])('%j is none', (text) => {
    expect(() => parseInstant(text)).toThrow(UsageError);
    expect(() => parseInstant(text)).toThrow(
      `'${text}' is not an instant: write 2025-01-01T00:00:00+08:00, with its offset, or real`,
    );
  });

  test.each(['1999-12-31T23:59:59Z', '2100-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '9999-01-01T00:00:00Z'])(
    '%s is out of range',
    (text) => {
      expect(() => parseInstant(text)).toThrow(`'${text}' is not in the years 2000 to 2099`);
    },
  );

  test('is written in China time, with milliseconds if there are any, and reads back', () => {
    expect(formatInstant(parseInstant(pinnedInstant))).toBe(pinnedInstant);
    expect(formatInstant(Date.UTC(2025, 5, 1, 16, 0, 0, 7))).toBe('2025-06-02T00:00:00.007+08:00');
    for (let i = 0; i < 1000; i += 1) {
      const at = Date.UTC(2001, 0, 1) + i * 2_345_678_901;
      expect(parseInstant(formatInstant(at))).toBe(at);
    }
  });
});

describe('a clock', () => {
  test('stands still at an instant', () => {
    expect(clockAt(pinnedInstant)()).toBe(Date.parse(pinnedInstant));
    expect(clockAt(1_735_660_800_000)()).toBe(1_735_660_800_000);
  });

  test('or runs', () => {
    const before = Date.now();
    const at = clockAt('real')();
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
  });

  test('refuses any other text', () => {
    expect(() => clockAt('yesterday')).toThrow(UsageError);
  });
});
