import { describe, expect, test } from 'vitest';
import { asciiDraw } from '../../src/define/ascii.ts';
import { chinaTime, f, hexDigits, type Scene, uuidDigits } from '../../src/define/index.ts';
import { chinaDateTime, uuid } from '../../src/world/ids.ts';
import { Rng, seedKey } from '../../src/world/rng.ts';
import { generator, now } from '../laws/draws.ts';
import { parcel } from './parcel.ts';

const scene = (): Scene => ({
  rng: new Rng(seedKey('ascii')),
  world: generator().world,
  now,
  index: 0,
  variant: {},
});
const rng = (): Rng => scene().rng;

test.each([1, 7, 8, 9, 24, 32, 40, 64, 100])(
  '%i hexadecimal digits are those that the randomness gives',
  (n) => {
    expect(asciiDraw([hexDigits(n)])(scene())).toBe(rng().hex(n));
  },
);

test('a UUID and a time', () => {
  expect(asciiDraw([uuidDigits])(scene())).toBe(uuid(rng()));
  expect(uuid(rng())).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(asciiDraw([chinaTime(() => now)])(scene())).toBe(chinaDateTime(now));
});

test.each([
  [0, '1970-01-01 08:00:00'],
  [Date.UTC(2024, 1, 29, 15, 59, 59, 999), '2024-02-29 23:59:59'],
  [Date.UTC(2024, 1, 29, 16), '2024-03-01 00:00:00'],
  [Date.UTC(1969, 11, 31, 15, 59, 59), '1969-12-31 23:59:59'],
  [-30_000_000_000_000, '1019-05-05 02:40:00'],
])('%i ms is %s in China', (at, text) => {
  expect(chinaDateTime(at)).toBe(text);
});

test('literals stand between slots', () => {
  expect(asciiDraw(['a-', hexDigits(4), '-', hexDigits(4), '!'])(scene())).toMatch(
    /^a-[0-9a-f]{4}-[0-9a-f]{4}!$/,
  );
});

describe('a literal cannot contain', () => {
  test.each(['"', '\\', '\n', '\u007f', '中', 'é'])('%j', (text) => {
    expect(() => f.ascii([text])).toThrow(RangeError);
  });
});

test('the schema has its pattern, if one is given', () => {
  const event = parcel({ id: f.ascii([hexDigits(8)], { pattern: '^[0-9a-f]{8}$' }) });
  expect(event.payload.shape).toMatchObject({
    fields: { id: { shape: { kind: 'string', format: { pattern: '^[0-9a-f]{8}$' } } } },
  });
});
