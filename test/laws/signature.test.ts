import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { draws, eventNamed, events, generator, now } from './draws.ts';
import { textAt } from './json.ts';

const event = eventNamed('juzi/enterprise.message.received');

/** The rule as the page states it: join token, nonce and timestamp, sort the characters, SHA-1, lower hex. */
function sign(token: string, nonce: string, timestamp: string): string {
  const characters = Array.from(`${token}${nonce}${timestamp}`);
  characters.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return createHash('sha1').update(characters.join(''), 'utf8').digest('hex');
}

describe.each([
  ['a drawn token', undefined],
  ['a token of the user’s own', 'My-Token_7'],
])('the enterprise callback is signed with %s', (_, token) => {
  const drawn = draws(event, 200, generator({ token }));

  test('msg_signature, timestamp and nonce are in the query, and agree with the token in the body', () => {
    for (const { payload, query } of drawn) {
      expect(Object.keys(query)).toEqual(['msg_signature', 'timestamp', 'nonce']);
      const { msg_signature, timestamp = '', nonce = '' } = query;
      const used = textAt(payload, 'token');
      if (token !== undefined) expect(used).toBe(token);
      else expect(used).toMatch(/^[0-9a-f]{32}$/);
      expect(msg_signature).toBe(sign(used, nonce, timestamp));
    }
  });

  test('the timestamp is the clock in seconds; the nonce differs each time', () => {
    for (const { query } of drawn) expect(query['timestamp']).toBe(String(Math.floor(now / 1000)));
    expect(new Set(drawn.map(({ query }) => query['nonce'])).size).toBe(drawn.length);
  });
});

test('a given token changes the token alone', () => {
  const own = draws(event, 200, generator({ token: 'mine' }));
  for (const [i, { payload }] of draws(event, 200).entries()) {
    expect({ ...(own[i]?.payload as object), token: '' }).toEqual({ ...(payload as object), token: '' });
  }
});

test('a given token is the token of every event that has one', () => {
  const source = generator({ token: 'mine' });
  for (const one of events) {
    for (const { payload, query } of draws(one, 1, source).slice(0, 30)) {
      const text = JSON.stringify(payload);
      if (text.includes('"token":')) expect(text).toContain('"token":"mine"');
      if (query['token'] !== undefined) expect(query['token']).toBe('mine');
    }
  }
});

test('the query is documented, parameter by parameter', () => {
  for (const one of events) {
    const documented = Object.keys(one.address.query?.parameters ?? {});
    for (const { query } of draws(one, 1).slice(0, 20)) expect(Object.keys(query)).toEqual(documented);
  }
});
