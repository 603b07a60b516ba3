import { expect, test } from 'vitest';
import { chinaDateTime, objectId, opaque, uuid } from '../../src/world/ids.ts';
import { Rng, seedKey } from '../../src/world/rng.ts';

const rng = (index: number): Rng => new Rng(seedKey('ids'), index);

test('an object id contains its creation time in seconds', () => {
  for (const at of [0, 1_609_459_200_999, Date.UTC(2037, 0, 1)]) {
    const id = objectId(rng(0), at);
    expect(id).toMatch(/^[0-9a-f]{24}$/);
    expect(Number.parseInt(id.slice(0, 8), 16)).toBe(Math.floor(at / 1000));
  }
});

test('a UUID has version 4 and all four values of the standard variant', () => {
  const variants = new Set<string | undefined>();
  for (let i = 0; i < 500; i += 1) {
    const id = uuid(rng(i));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    variants.add(id[19]);
  }
  expect(variants).toEqual(new Set(['8', '9', 'a', 'b']));
});

test('opaque ids use all base64url characters', () => {
  const seen = new Set<string>();
  for (let i = 0; i < 200; i += 1) {
    const id = opaque(rng(i), 30);
    expect(id).toMatch(/^[\w-]{30}$/);
    for (const character of id) seen.add(character);
  }
  expect(seen.size).toBe(64);
});

test('times are written in China time, whatever the zone of the machine', () => {
  expect(chinaDateTime(Date.parse('2025-09-02T01:22:47+08:00'))).toBe('2025-09-02 01:22:47');
  expect(chinaDateTime(Date.parse('2024-12-31T15:59:59.999Z'))).toBe('2024-12-31 23:59:59');
  expect(chinaDateTime(Date.parse('2024-12-31T16:00:00Z'))).toBe('2025-01-01 00:00:00');
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  for (let i = 0; i < 500; i += 1) {
    const at = Date.UTC(2000, 0, 1) + i * 6_123_456_789;
    expect(chinaDateTime(at)).toBe(format.format(at));
  }
});
