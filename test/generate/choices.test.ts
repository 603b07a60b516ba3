import { expect, test } from 'vitest';
import { formatChoices, splitChoices } from '../../src/define/dimension.ts';
import { formatOverride, parseSet } from '../../src/generate/overrides.ts';

const odd = ['a,b', 'a=b', 'a b', ' a ', '\\', 'a\\', 'a\\,b', ',', '=', ',=\\', '海', '', '\ta\n'];

test('names with separators, backslashes and blanks are read back', () => {
  for (const name of odd) {
    for (const member of odd) {
      const text = formatChoices({ [name]: member, type: 'image' });
      expect(splitChoices(text), text).toEqual([
        [name, member],
        ['type', 'image'],
      ]);
    }
  }
});

test('blanks around typed choices mean nothing', () => {
  expect(splitChoices(' type = image , chat=room')).toEqual([
    ['type', 'image'],
    ['chat', 'room'],
  ]);
  expect(splitChoices('type,chat=')).toEqual([
    ['type', undefined],
    ['chat', ''],
  ]);
});

test('an override with any text is written without control and format characters, and read back', () => {
  for (const value of [
    'a\n',
    '\t',
    '\u200f',
    '\u001b[31m',
    '\u0000',
    '\ud800',
    '\udc00x',
    '\u{e0041}',
    '👩‍🚀',
    '"\\',
  ]) {
    const override = { op: 'set', path: ['data', 'name'], value } as const;
    const text = formatOverride(override);
    expect(text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200f]/u);
    expect(parseSet(text)).toEqual(override);
    const nested = { ...override, value: { [value]: [value] } };
    expect(parseSet(formatOverride(nested))).toEqual(nested);
  }
});
