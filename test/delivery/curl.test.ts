import { expect, test } from 'vitest';
import { curlCommand } from '../../src/delivery/curl.ts';

const command = (body: string | Buffer, headers = {}): string =>
  curlCommand({ url: 'http://localhost/', headers, body: Buffer.from(body) });

test('a text is shown unchanged', () => {
  expect(command('{"a":"海"}', { 'Content-Type': 'application/json', 'X-A': "it's" })).toBe(
    `head -c 11 <<'BODY' | curl -q -gsS --http1.1 --noproxy '*' -X POST http://localhost/ -H 'Content-Type: application/json' -H 'X-A: it'\\''s' -H Expect: --data-binary @-
{"a":"海"}
BODY`,
  );
});

test('curl sends a header without a value', () => {
  expect(command('', { 'X-A': '' })).toContain(" -H 'X-A;' ");
});

test('a delimiter that occurs in the body is not used', () => {
  expect(command('BODY\nBODY_')).toMatch(/^head -c 10 <<'BODY__' \|.*\nBODY\nBODY_\nBODY__$/);
  expect(command('BODY ')).toContain("<<'BODY'");
});

test('what a terminal would change is base64 in lines of 76', () => {
  for (const body of ['\r\n', '\u001b', '\0', '\u2028', '\ufeff', Buffer.from([0xff])]) {
    expect(command(body)).toMatch(/^base64 -d <<'BODY' \| curl /);
  }
  const lines = command(Buffer.alloc(1000, 0)).split('\n').slice(1, -1);
  expect(Math.max(...lines.map(({ length }) => length))).toBe(76);
  expect(Buffer.from(lines.join(''), 'base64')).toEqual(Buffer.alloc(1000, 0));
});

test('the bytes of a masked body are not counted, so that it can be filled in by hand', () => {
  const shown = { url: 'http://localhost/', headers: {}, body: Buffer.from('{"token":"***"}') };
  expect(curlCommand({ ...shown, masked: true })).toMatch(/^tr -d '\\n' <<'BODY' \| curl /);
  expect(curlCommand(shown)).toMatch(/^head -c 15 /);
});
