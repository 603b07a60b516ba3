import { describe, expect, test } from 'vitest';
import { interpolate } from '../../src/config/interpolate.ts';
import { UsageError } from '../../src/errors.ts';

const environment = {
  KEY: 'canary',
  PORT: '3000',
  HOST: 'localhost',
  URL: 'https://a.test/x?y=1',
  EMPTY: '',
};
const put = (text: string, isAddress = false) =>
  interpolate({ text, place: 'f:1:2' }, environment, isAddress);

test.each([
  ['plain', 'plain', []],
  [`\${KEY}`, 'canary', ['canary']],
  [`Bearer \${KEY} and \${PORT}`, 'Bearer canary and 3000', ['canary']],
  [`$\${KEY}`, `\${KEY}`, []],
  [`\${PORT:-4000}`, '3000', []],
  [`\${NOSUCH:-4000}`, '4000', []],
  [`\${EMPTY:-a b:-c}`, 'a b:-c', []],
  [`x\${NOSUCH:-}y`, 'xy', []],
  [`\${KEY:-open}`, 'canary', ['canary']],
  ['$KEY and $$ and {KEY}', '$KEY and $$ and {KEY}', []],
])('%s becomes %s', (text, expected, secrets) => {
  expect(put(text)).toEqual({ text: expected, secrets });
});

describe('in an address, the receiver is not secret, but path and query are', () => {
  test.each([
    [`\${URL}`, []],
    [`http://\${HOST}:\${PORT}/hook`, []],
    [`http://\${HOST}:\${PORT}/\${KEY}`, ['canary']],
    [`http://localhost/hook?token=\${KEY}`, ['canary']],
    [`http://me:pw@\${KEY}/`, []],
    [`\${KEY}`, ['canary']],
    [`http://\${URL}`, ['https://a.test/x?y=1']],
  ])('%s', (text, secrets) => expect(put(text, true).secrets).toEqual(secrets));
});

test.each([
  [`\${NOSUCH}`, 'f:1:2: the environment variable NOSUCH is not set or empty'],
  [`\${EMPTY}`, 'f:1:2: the environment variable EMPTY is not set or empty'],
  [`\${}`, `f:1:2: '\${}': write \${NAME} or`],
  [`\${KEY-x}`, `f:1:2: '\${KEY-x}': write \${NAME} or \${NAME:-default} for a variable`],
  [`\${:-x}`, `f:1:2: '\${:-x}': write \${NAME}`],
  [`\${KEY`, `f:1:2: '\${KEY': write \${NAME} or`],
  [`\${toString}`, 'f:1:2: the environment variable toString is not set'],
])('%s is an error', (text, message) => {
  expect(() => put(text)).toThrow(UsageError);
  expect(() => put(text)).toThrow(message);
});

test('a value from the environment is not interpolated', () => {
  const literal = { text: `\${KEY}`, place: 'WEBHOOK_SIM_TOKEN', literal: true };
  expect(interpolate(literal, environment, false)).toEqual({ text: `\${KEY}`, secrets: [] });
});
