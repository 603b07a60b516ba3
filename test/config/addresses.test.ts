import { describe, expect, test } from 'vitest';
import { builtinCatalog } from '../../src/catalog/builtin.ts';
import { type AddressEntry, addressesByEvent, checkAddresses } from '../../src/config/addresses.ts';
import { UsageError } from '../../src/errors.ts';

const entries = (...patterns: string[]): AddressEntry[] =>
  patterns.map((pattern, i) => ({ pattern, place: `f:${i + 1}:1`, to: 'http://a.test/', headers: {} }));

/** The pattern that holds for an event. */
const holds = (event: string, ...patterns: string[]): string | undefined =>
  addressesByEvent(entries(...patterns), builtinCatalog).get(event)?.pattern;

describe('which entry holds', () => {
  test.each([
    [['contact.*'], 'contact.*'],
    [['juzi/*', 'yuju/*'], 'yuju/*'],
    [['juzi/*'], undefined],
    // Of two globs the first, whichever says more.
    [['*', 'contact.*'], '*'],
    [['contact.*', '*'], 'contact.*'],
    // A name before a glob, a full name before a name, wherever they stand.
    [['*', 'contact.updated'], 'contact.updated'],
    [['*', 'contact.updated', 'yuju/contact.updated'], 'yuju/contact.updated'],
  ])('of %j for yuju/contact.updated', (patterns, expected) => {
    expect(holds('yuju/contact.updated', ...patterns)).toBe(expected);
  });

  test('every event gets one of a glob for all', () => {
    const byEvent = addressesByEvent(entries('*'), builtinCatalog);
    expect([...byEvent.keys()].sort()).toEqual(builtinCatalog.entries.map(({ id }) => id).sort());
  });
});

test.each([
  ['contact.updatd', 'did you mean contact.updated'],
  ['jutzi/*', 'did you mean juzi'],
  ['nosuch*', 'no event'],
])('%s is for no event: the mistake has its place and the nearest name', (pattern, expected) => {
  const check = () => checkAddresses(entries('contact.*', pattern), builtinCatalog);
  expect(check).toThrow(UsageError);
  expect(check).toThrow(/^f:2:1: addresses: /);
  expect(check).toThrow(expected);
});
