import { describe, expect, test } from 'vitest';
import {
  compose,
  eachInLanguage,
  inLanguage,
  type LanguageChoice,
  readLanguage,
  say,
  systemLanguage,
} from '../src/language.ts';
import { columnsOf, padColumns, wrapped } from '../src/report/text/columns.ts';

const hello = { zh: '你好', en: 'hello' };
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('the language of the system', () => {
  test.each<[Record<string, string>, string]>([
    [{}, 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh' }, 'zh'],
    [{ LANG: 'zh-Hans-CN' }, 'zh'],
    [{ LANG: 'zh_TW.Big5' }, 'zh'],
    [{ LANG: 'C.UTF-8' }, 'en'],
    [{ LANG: 'POSIX' }, 'en'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LANG: 'zhx' }, 'en'],
    [{ LC_ALL: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN', LANG: 'zh_CN' }, 'en'],
    [{ LC_ALL: '', LC_MESSAGES: 'zh_CN', LANG: 'en_US' }, 'zh'],
    [{ LC_ALL: 'C', LANG: 'zh_CN' }, 'en'],
    [{ LANG: 'en_US', LANGUAGE: 'zh_CN:en' }, 'en'],
    [{ LANGUAGE: 'zh_CN:en' }, 'zh'],
    [{ LC_CTYPE: 'zh_CN.UTF-8' }, 'en'],
  ])('%j is %s', (env, language) => {
    expect(systemLanguage(env)).toBe(language);
  });

  test.each([
    ['zh', 'zh'],
    ['ZH', 'zh'],
    ['zh-CN', 'zh'],
    ['zh_CN.UTF-8', 'zh'],
    ['en', 'en'],
    ['en-GB', 'en'],
    ['auto', 'auto'],
    ['de', undefined],
    ['', undefined],
  ])('%j is read as %s', (typed, choice) => {
    expect(readLanguage(typed)).toBe(choice);
  });
});

describe('a text', () => {
  test('is said in the language of what is under way, also when languages alternate', async () => {
    const slowly = async (): Promise<string[]> => {
      const said = [say(hello)];
      await later();
      said.push(say(hello));
      return said;
    };
    const [zh, en, outside] = await Promise.all([
      inLanguage('zh', slowly),
      inLanguage('en', slowly),
      slowly(),
    ]);
    expect([zh, en, outside]).toEqual([
      ['你好', '你好'],
      ['hello', 'hello'],
      ['hello', 'hello'],
    ]);
  });

  test('of a generator is said in its own language, whoever asks for the next', async () => {
    let ended = 0;
    async function* words(): AsyncGenerator<string> {
      try {
        for (;;) yield say(hello);
      } finally {
        ended += 1;
      }
    }
    const zh = eachInLanguage('zh', words);
    const en = eachInLanguage('en', words);
    for (let i = 0; i < 3; i += 1) {
      expect((await inLanguage('en', () => zh.next())).value).toBe('你好');
      expect((await inLanguage('zh', () => en.next())).value).toBe('hello');
    }
    for await (const word of zh) {
      expect(word).toBe('你好');
      break;
    }
    await en.return(undefined);
    expect(ended).toBe(2);
  });

  test('in the pseudo-language is the English one between marks', () => {
    expect(inLanguage('pseudo' as LanguageChoice, () => say(hello))).toBe('⟦hello⟧');
  });

  test('is composed of others in each language', () => {
    expect(compose((the) => `<${the(hello)}>`)).toEqual({ zh: '<你好>', en: '<hello>' });
  });
});

describe('columns', () => {
  test('a Chinese character takes two, colours none', () => {
    expect(columnsOf('回调 ok')).toBe(7);
    expect(columnsOf('\u001b[31m回调\u001b[39m')).toBe(4);
    expect(padColumns('回调', 6)).toBe('回调  ');
  });

  test('a line is broken beside a Chinese character, but not before a closing mark or after an opening one', () => {
    const text = '接收端应返回 {"errcode":0}，否则（例如超时）判为失败。';
    for (let width = 8; width < 60; width += 1) {
      const lines = wrapped(text, width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines) {
        expect(line).not.toMatch(/^[，。）：]|（$/);
        if (!line.includes('errcode')) expect(columnsOf(line)).toBeLessThanOrEqual(Math.max(width, 8));
      }
    }
  });
});
