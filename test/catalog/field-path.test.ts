import { describe, expect, test } from 'vitest';
import { formatPath, generalPath, type PathStep, parsePath } from '../../src/catalog/field-path.ts';
import { UsageError } from '../../src/errors.ts';

const paths: readonly (readonly [string, readonly PathStep[]])[] = [
  ['name', ['name']],
  ['data.name', ['data', 'name']],
  ['data.leftMembers[0].nickName', ['data', 'leftMembers', 0, 'nickName']],
  ['a[0][12]', ['a', 0, 12]],
  ['[3].a', [3, 'a']],
  ['a\\.b.c', ['a.b', 'c']],
  ['a\\[0\\]', ['a[0]']],
  ['back\\\\slash', ['back\\slash']],
  ['data.客户.名', ['data', '客户', '名']],
  ['a b.c-d.$e', ['a b', 'c-d', '$e']],
  ['a.0', ['a', '0']],
  ['👍.x', ['👍', 'x']],
];

describe('a field path', () => {
  test.each(paths)('%s', (text, steps) => {
    expect(parsePath(text)).toEqual(steps);
    expect(formatPath(steps)).toBe(text);
  });

  test.each([
    '',
    '.',
    '.a',
    'a.',
    'a..b',
    'a[',
    'a]',
    'a[x]',
    'a[-1]',
    'a[1.5]',
    'a[]',
    'a.[0]',
    '[0]a',
    'a[0]b',
    'a\\',
  ])('%j is none', (text) => {
    expect(() => parsePath(text)).toThrow(UsageError);
    expect(() => parsePath(text)).toThrow(`'${text}' is not a field path`);
  });

  test.each([
    '__proto__',
    'a.__proto__.b',
    'constructor.prototype',
    'prototype',
    'a[0].constructor',
    '\\__proto__',
  ])('%s reaches a prototype, and is refused', (text) => {
    expect(() => parsePath(text)).toThrow(/the key (__proto__|constructor|prototype) is refused/);
  });
});

test.each([
  ['data.leftMembers[0].nickName', 'data.leftMembers[].nickName'],
  ['[3].a', '[].a'],
  ['a[0][12]', 'a[][]'],
  ['name', 'name'],
])('%s is in tables of fields as %s', (text, general) => {
  expect(generalPath(parsePath(text))).toBe(general);
});
