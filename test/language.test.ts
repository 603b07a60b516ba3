import { describe, expect, test } from 'vitest';
import {
  assertCase,
  burst,
  caseReport,
  type Delivery,
  generate,
  judge,
  openSuite,
  planSuite,
  runSuite,
  type SuiteEvent,
  send,
} from '../src/index.ts';
import {
  compose,
  eachInLanguage,
  inLanguage,
  type LanguageChoice,
  readLanguage,
  say,
  systemLanguage,
} from '../src/language.ts';
import { columnsOf, continued, padColumns, wrapped } from '../src/report/text/columns.ts';
import { record } from './fixtures/receivers/recorder.ts';

const chinese = /[\u4e00-\u9fff]/;
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

describe('a line that is too long for the terminal', () => {
  const row = '  name      a text that is longer than the terminal is wide, and then some more of it';

  test('continues below its last column where that leaves room', () => {
    expect(continued(row, 60)).toEqual([
      '  name      a text that is longer than the terminal is wide,',
      '            and then some more of it',
    ]);
  });

  test('continues further to the right than it starts where it has no columns', () => {
    expect(continued('  one two three four five six seven eight', 30)).toEqual([
      '  one two three four five',
      '      six seven eight',
    ]);
  });

  test('goes on with its last column on the next line where there is no room beside the others', () => {
    expect(continued('  account.renamed   12   34  回调的标题', 36)).toEqual([
      '  account.renamed   12   34',
      '      回调的标题',
    ]);
  });

  test('never takes more than the width, unless a word does, and loses nothing', () => {
    const bare = (text: string): string => text.replace(/\s/g, '');
    for (const line of [
      row,
      `\u001b[31m${row}\u001b[39m`,
      '  回调  接收端应返回成功，否则视为失败，平台会重试五次',
      'a'.repeat(90),
    ]) {
      for (let width = 34; width < 90; width += 1) {
        const lines = continued(line, width);
        expect(bare(lines.join(''))).toBe(bare(line));
        if (!line.startsWith('aaa'))
          for (const each of lines) expect(columnsOf(each)).toBeLessThanOrEqual(width);
      }
    }
  });
});

describe('the library', () => {
  const wrong = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"errcode":1}' };
  const contract = {
    status: 200,
    mediaType: 'application/json',
    keys: [{ name: 'errcode', type: 'number', success: 0 }],
  } as unknown as Parameters<typeof judge>[1];

  test('judges in the language that is asked for', () => {
    const message = (lang?: LanguageChoice): string =>
      judge(wrong, contract, 'documented', lang)
        .findings.map((finding) => finding.message)
        .join();
    expect(message('zh')).toMatch(chinese);
    expect(message('en')).toBe('The receiver reports a failure: errcode is 1.');
    expect(message()).toBe(message('en'));
  });

  test('sends, tests and bursts in two languages at the same time', async () => {
    await using receiver = await record((_, response) => response.writeHead(500).end('<h1>down</h1>'));
    const inBoth = async (lang: LanguageChoice): Promise<string> => {
      const texts: string[] = [];
      for await (const { verdict } of send('juzi/room.renamed', { to: receiver.url, count: 5, lang }))
        texts.push(...verdict.findings.map(({ message }) => message));
      const plan = await planSuite({ events: 'juzi/room.renamed', only: ['variants', 'redelivery'], lang });
      for await (const event of runSuite(plan, { to: receiver.url, lang }) as AsyncIterable<SuiteEvent>) {
        if (event.type !== 'finished') continue;
        texts.push(caseReport(event.result, { lang }));
        expect(() => assertCase(event.result, { lang })).toThrow(lang === 'zh' ? chinese : /The receiver/);
      }
      const suite = await openSuite({ to: receiver.url, lang });
      for (const one of plan.cases) {
        const { deliveries } = await suite.run(one);
        texts.push(...deliveries.flatMap(({ delivery }) => delivery.verdict.findings.map((f) => f.message)));
      }
      await suite.close();
      const { result } = burst({ events: 'juzi/room.renamed', to: receiver.url, count: 50, lang });
      const { failures } = (await result) as unknown as { failures: readonly Delivery[] };
      expect(failures.length).toBeGreaterThan(0);
      texts.push(...failures.flatMap(({ verdict }) => verdict.findings.map(({ message }) => message)));
      return texts.join('\n');
    };
    const [zh, en] = await Promise.all([inBoth('zh'), inBoth('en')]);
    const words = en.replace(/\{"chatId.*\}/g, '');
    expect(words.split('\n').filter((line) => chinese.test(line))).toEqual([]);
    expect(zh).not.toContain('The receiver responded');
    expect(zh).not.toContain('Reproduce');
  });

  test('says what is wrong with an option in its language, and refuses another one', async () => {
    const error = async (lang: string): Promise<string> => {
      try {
        for await (const _ of generate('contact.updated', { count: 0.5, lang: lang as LanguageChoice }))
          break;
        return '';
      } catch (why) {
        return (why as Error).message;
      }
    };
    expect(await error('zh')).toMatch(chinese);
    expect(await error('en')).not.toMatch(chinese);
    expect(await error('de')).toContain('lang: "de"');
  });
});
