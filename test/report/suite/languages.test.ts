import { describe, expect, test } from 'vitest';
import { inLanguage, type LanguageChoice, say } from '../../../src/language.ts';
import { github } from '../../../src/report/suite/github.ts';
import { html } from '../../../src/report/suite/html.ts';
import { junit } from '../../../src/report/suite/junit.ts';
import { pretty } from '../../../src/report/suite/pretty.ts';
import { progressLine, progressLines } from '../../../src/report/suite/progress.ts';
import type { MakeReporter } from '../../../src/report/suite/reporter.ts';
import { tap } from '../../../src/report/suite/tap.ts';
import { columnsOf } from '../../../src/report/text/columns.ts';
import { noPaint } from '../../../src/report/text/paint.ts';
import { exchange } from '../../verdict/exchanges.ts';
import { caseDelivery, caseResult, skipped } from './cases.ts';
import { story } from './story.ts';
import { reportOf } from './told.ts';

/** One of each way in which a case ends, told in the language in effect. */
function run(): ReturnType<typeof story> {
  const words = say({ zh: '群聊里发来一张图片', en: 'an image in a room' });
  const told = { words };
  const crash = exchange('oops', { status: 500, statusText: 'Internal Server Error', headers: {} });
  const cases = [
    ...Array.from({ length: 12 }, (_, i) => caseResult(`juzi/a.b › n=${i}`, [], { words })),
    caseResult('juzi/a.b › type=image', [caseDelivery(exchange('success'), { words })], told),
    caseResult('juzi/a.b › type=text', [caseDelivery(crash, { words })], told),
    caseResult(
      'juzi/a.c › twice',
      [caseDelivery(undefined, { words }), caseDelivery(crash, { words })],
      told,
    ),
    caseResult('juzi/a.c › get', [caseDelivery(undefined, { words, expected: 'refused', met: false })], told),
    skipped('juzi/a.c › late', say({ zh: '已中断', en: 'interrupted' })),
  ].map((one) => ({ ...one, words }));
  return story(cases, {
    stopped: 'interrupted',
    warnings: [say({ zh: '探针的响应从未变化', en: 'the probe never changed' })],
    cut: [{ group: 'forward', cases: 3 }],
    deadline: { timeout: 5000, missed: 2 },
    receiverOutput: '12:00:01 !',
    coverage: {
      dimensions: 31,
      values: 1180,
      covered: 1179,
      missing: ['juzi/a.b type=money'],
      byValue: [
        { event: 'juzi/a.b', dimension: 'type', member: 'image', met: 1, unmet: 1 },
        { event: 'juzi/a.b', dimension: 'type', member: 'money', met: 0, unmet: 0 },
      ],
    },
  });
}

const told = (language: string, make: MakeReporter): string => {
  let summary = '';
  const stepSummary = (markdown: string): void => {
    summary += markdown;
  };
  return inLanguage(language as LanguageChoice, () => reportOf(make, run(), { stepSummary })) + summary;
};

describe('in Chinese', () => {
  test('the whole text', async () => {
    await expect(told('zh', pretty)).toMatchFileSnapshot('../../golden/reports/chinese.pretty.txt');
  });

  test('the annotations and the summary of a step', async () => {
    await expect(told('zh', github)).toMatchFileSnapshot('../../golden/reports/chinese.github.txt');
  });

  test('names of facts take one width', () => {
    const names = told('zh', pretty).match(/^ {2}(?:发往|用例组|请求|时限|覆盖|种子|略去|警告) +/gm) ?? [];
    expect(names).toHaveLength(8);
    expect(new Set(names.map(columnsOf))).toEqual(new Set([11]));
  });

  test('the page says its language', () => {
    const page = told('zh', html);
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toContain('17 个用例中有 4 个没有通过');
    expect(told('en', html)).toContain('<html lang="en">');
  });

  test('JUnit and TAP keep their own words, and those that programs store', () => {
    const [xml, points] = [told('zh', junit), told('zh', tap)];
    expect(xml).toContain('<failure type="body.not_json" message="响应体不是 JSON');
    expect(xml).toContain('[[PROPERTY|basis=documented]]');
    expect(xml).toContain('<skipped message="已中断"/>');
    expect(points).toMatch(/^not ok 13 - juzi\/a\.b › type=image$/m);
    expect(points).toMatch(/^ {2}basis: "documented"$/m);
    expect(points).toMatch(/^Bail out! 运行已中断。$/m);
  });

  test('progress fits its line', () => {
    const running = ['juzi/a.b › type=image', 'juzi/a.c › twice'];
    const progress = { planned: 1204, finished: 12, failed: 3, requests: 40, ms: 2000, running };
    inLanguage('zh', () => {
      expect(progressLine(progress)).toBe('1,204 个用例中完成 12 个，3 个失败，20 个请求/s');
      for (const width of [20, 30, 40, 80]) {
        for (const line of progressLines(progress, width, noPaint)) {
          expect(columnsOf(line)).toBeLessThan(width);
        }
      }
      expect(progressLines(progress, 80, noPaint)[1]).toBe('juzi/a.b › type=image  另有 1 个');
    });
  });
});

/** Ids, codes, groups, addresses, commands, values as typed, words of protocols, what the receiver sent. */
const data = [
  /\{"errcode":0,"errmsg":"ok"\}/g,
  /webhook-sim (?:send|test) .*$/gm,
  /^(?:head -c|curl) [\s\S]*?^BODY$/gm,
  /(?:juzi\/a\.\w|juzi\/message\.received)(?: › [\w=]+)?(?: type=money)?/g,
  /\b(?:body|status|content_type|errcode|headers|not)[._]\w+(?:-type)?\b/g,
  /\b(?:variants|forward|status|type=image|errcode|errmsg)\b/g,
  /https?:\/\/[\w/:.]+/g,
  /\b\d{4}-\d\d-\d\dT[\d:.+Z]+/g,
  /\d (?:ms|s|KiB)\b/g,
  /200 OK|500 Internal Server Error(?:: oops)?|application\/json|Content-Type|webhook-sim|success|oops/g,
];

function outsideMarks(text: string): readonly string[] {
  let left = text;
  for (let before = ''; before !== left; ) {
    before = left;
    left = left.replace(/⟦[^⟦⟧]*⟧/g, '');
  }
  const lines = data.reduce((rest, known) => rest.replace(known, ''), left).split('\n');
  return lines.filter((line) => /[a-z]{2}/i.test(line));
}

test('no text of a report is said in one language alone', () => {
  // Codes and names, status texts, and the name of the command.
  const words = /^ ?(?:test|curl|POST|OK|Internal Server Error|type|image|money|not_refused|Esc) ?$/;
  const commands = told('pseudo', github).replace(/^::(?:error|warning|notice) title=/gm, '');
  expect(outsideMarks(told('pseudo', pretty))).toEqual([]);
  expect(outsideMarks(commands.replaceAll('%0A', '\n').replaceAll('\\', ''))).toEqual([]);
  const page = told('pseudo', html)
    .replace(/<(style|script|pre)\b[\s\S]*?<\/\1>/g, '')
    .replace(/ (?:aria-label|title|placeholder)="([^"]*)"/g, '>$1<')
    .replace(/<[^>]*>/g, '\n');
  expect(outsideMarks(page).filter((line) => !words.test(line))).toEqual([]);
});
