import { describe, expect, test } from 'vitest';
import { didYouMean, nearest } from '../../src/catalog/nearest.ts';

describe('the nearest names', () => {
  const names = [
    'image',
    'video',
    'voice',
    'text',
    'contact.updated',
    'contact.created',
    'wecom_system',
    'data',
    'data.type',
  ];

  test.each([
    ['imgae', ['image']],
    ['image', ['image']],
    ['IMAGE', ['image']],
    ['vioce', ['voice']],
    ['data.tpye', ['data.type']],
    ['tex', ['text']],
    ['contact.updatd', ['contact.updated']],
    ['contact.dated', ['contact.updated', 'contact.created']],
    ['wecom', ['wecom_system']],
  ])('%s', (typed, expected) => {
    expect(nearest(typed, names)).toEqual(expected);
  });

  test('there are none when nothing is close', () => {
    expect(nearest('qqqqqqqq', names)).toEqual([]);
    expect(nearest('', names)).toEqual([]);
    expect(nearest('image', [])).toEqual([]);
  });

  test('at most three, and each once', () => {
    expect(nearest('ab', ['aa', 'ac', 'ad', 'ae', 'aa'])).toEqual(['aa', 'ac', 'ad']);
    expect(nearest('ab', ['aa', 'ac', 'ad', 'ae'], 1)).toEqual(['aa']);
  });

  test('swapped neighbours are one edit, and hide names that are two edits away', () => {
    expect(nearest('abdc', ['abcx', 'abcd'])).toEqual(['abcd']);
  });

  test('as text', () => {
    expect(didYouMean('imgae', names)).toBe(' (did you mean image?)');
    expect(didYouMean('contact.dated', names)).toBe(' (did you mean contact.updated or contact.created?)');
    expect(didYouMean('qqqqqqqq', names)).toBe('');
  });
});
