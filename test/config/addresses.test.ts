import { describe, expect, test } from 'vitest';
import { builtinCatalog } from '../../src/catalog/builtin.ts';
import { type AddressEntry, addressesByEvent, checkAddresses } from '../../src/config/addresses.ts';
import { UsageError } from '../../src/errors.ts';

const entries = (...patterns: string[]): AddressEntry[] =>
  patterns.map((pattern, i) => ({ pattern, place: `f:${i + 1}:1`, to: 'http://a.test/', headers: {} }));

/** The pattern that applies to an event. */
const holds = (event: string, ...patterns: string[]): string | undefined =>
  addressesByEvent(entries(...patterns), builtinCatalog).get(event)?.pattern;

describe('the entry that applies', () => {
  test.each([
    [['contact.*'], 'contact.*'],
    [['juzi/*', 'yuju/*'], 'yuju/*'],
    [['juzi/*'], undefined],
    // The first of two globs applies, even if the second is more specific.
    [['*', 'contact.*'], '*'],
    [['contact.*', '*'], 'contact.*'],
    // A full name precedes a short name, and a short name a glob, in any order.
    [['*', 'contact.updated'], 'contact.updated'],
    [['*', 'contact.updated', 'yuju/contact.updated'], 'yuju/contact.updated'],
  ])('of %j for yuju/contact.updated', (patterns, expected) => {
    expect(holds('yuju/contact.updated', ...patterns)).toBe(expected);
  });

  test('a glob for all applies to every event', () => {
    const byEvent = addressesByEvent(entries('*'), builtinCatalog);
    expect([...byEvent.keys()].sort()).toEqual(builtinCatalog.entries.map(({ id }) => id).sort());
  });
});

test.each([
  ['contact.updatd', 'did you mean contact.updated'],
  ['jutzi/*', 'did you mean juzi'],
  ['nosuch*', 'no event'],
])('%s matches no event: the error has its place and the nearest name', (pattern, expected) => {
  const check = () => checkAddresses(entries('contact.*', pattern), builtinCatalog);
  expect(check).toThrow(UsageError);
  expect(check).toThrow(/^f:2:1: addresses: /);
  expect(check).toThrow(expected);
});
