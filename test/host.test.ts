import { expect, test } from 'vitest';
import { normalizeHost } from '../src/host.ts';

test.each([
  ['API.Example.com', 'api.example.com'],
  ['api.example.com.', 'api.example.com'],
  ['api.example.com:8443', 'api.example.com'],
  ['https://api.example.com/v1?x=1', 'api.example.com'],
  ['//api.example.com', 'api.example.com'],
  ['*.example.com', 'example.com'],
  ['例え.jp', 'xn--r8jz45g.jp'],
  [' api.example.com ', 'api.example.com'],
  ['[::1]', '[::1]'],
])('a host written as %s is %s', (written, host) => expect(normalizeHost(written)).toBe(host));

test.each(['', ' ', 'a b', 'a.*.com', '*', 'https://', 'me@a', 'a:99999', '.'])('%j is no host', (written) =>
  expect(normalizeHost(written)).toBeUndefined(),
);
