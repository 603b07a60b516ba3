import { describe, expect, test } from 'vitest';
import { textFor } from '../../src/cli/io/encoding.ts';

const narrow = { isTTY: true, columns: 40 };
const utf8 = { LANG: 'en_US.UTF-8' };

describe('a text on a terminal of 40 columns', () => {
  test.each(
    [
      '    webhook-sim send contact.updated --seed 7 --to http://localhost:3000/hook',
      '    first: webhook-sim send contact.updated --seed 7 --to http://localhost:3000',
      "\u001b[2mcurl\u001b[22m -sS -H 'Content-Type: application/json' http://localhost:3000 \\",
      "  -H 'Content-Type: application/json' -H 'X-Tenant: 42' \\",
      '{"errcode":0,"errmsg":"a text of a receiver that is longer than that"}',
    ].map((line) => [line.replace('\u001b[2mcurl\u001b[22m', 'curl')]),
  )('keeps %j as it is: it must run, or was sent', (line) => {
    expect(textFor(narrow, line, utf8)).toBe(line);
  });

  test.each([
    [
      'No configuration file here: webhook-sim init writes one.',
      'No configuration file here:\n    webhook-sim init writes one.',
    ],
    [
      '14 events. `webhook-sim show <name>` explains one.',
      '14 events. `webhook-sim show <name>`\n    explains one.',
    ],
  ])('breaks %j: it only speaks of a command', (line, shown) => {
    expect(textFor(narrow, line, utf8)).toBe(shown);
  });

  test('is not broken where it goes to a pipe', () => {
    const line = 'a line that is longer than forty columns, by far';
    expect(textFor({ columns: 40 }, line, utf8)).toBe(line);
  });
});

test('marks of a sentence about a command are ASCII as well, those of a command stay', () => {
  const ascii = { LC_ALL: 'C' };
  expect(textFor({}, '✓ 3 events – see `webhook-sim list`', ascii)).toBe(
    'ok 3 events - see `webhook-sim list`',
  );
  expect(textFor({}, "  webhook-sim test --filter 'a › b…'", ascii)).toBe(
    "  webhook-sim test --filter 'a › b…'",
  );
});
