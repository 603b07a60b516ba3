import { describe, expect, test } from 'vitest';
import { didYouMean, inTypedLanguage, nearest } from '../../src/catalog/nearest.ts';

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

  test.each([
    ['图象', ['图片']],
    ['音频', ['视频']],
    ['红包', []],
    ['小程续', ['小程序']],
    ['消息撤回了', ['撤回消息']],
    ['视频', ['视频']],
  ])('in Chinese: %s', (typed, expected) => {
    const labels = ['文字', '图片', '语音', '视频', '小程序', '撤回消息', '位置'];
    expect(nearest(typed, labels)).toEqual(expected);
  });

  test('are in the language of what was typed', () => {
    const all = [
      { name: 'image', zh: '图片' },
      { name: 'video', zh: '视频' },
    ];
    expect(inTypedLanguage('图象', all)).toEqual({
      names: ['图片 (image)', '视频 (video)'],
      hint: ' (did you mean 图片 (image)?)',
    });
    expect(inTypedLanguage('imgae', all)).toEqual({
      names: ['image', 'video'],
      hint: ' (did you mean image?)',
    });
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
