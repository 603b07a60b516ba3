import { expect, test } from 'vitest';
import { builtinCatalog } from '../../../src/catalog/builtin.ts';
import { inLanguage } from '../../../src/language.ts';
import { plannedOf, type SuiteCase } from '../../../src/suite/plan/case.ts';
import { chooseEvents } from '../../../src/suite/plan/choose-events.ts';
import { groupNames } from '../../../src/suite/plan/groups.ts';
import { makePlan } from '../../../src/suite/plan/plan.ts';

const { events, scenarios } = await chooseEvents(['*'], builtinCatalog);
const { cases } = makePlan({ events, scenarios, only: groupNames, probe: true });
const wordsOf = (id: RegExp, at?: number): string | undefined => {
  const one = cases.find((each) => id.test(each.id)) as SuiteCase;
  return (at === undefined ? one : plannedOf(one)[at])?.words.zh;
};

test('every case and every delivery is told in Chinese, with Chinese punctuation', () => {
  const words = cases.flatMap((one) => [one, ...plannedOf(one)]).map((each) => each.words);
  for (const { zh, en } of words) {
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
    expect(zh).not.toBe(en);
    // A half-width mark within a Chinese sentence.
    expect(zh).not.toMatch(/[\u4e00-\u9fff][,:;]/);
    expect(zh).not.toMatch(/undefined|\b(?:with|without|the)\b/);
  }
});

test('one of each group', () => {
  expect(wordsOf(/^juzi\/message\.received › type=image$/)).toMatch(/^[^；]+；消息类型：图片$/);
  expect(wordsOf(/› delivered again$/)).toMatch(/：收到第一次的响应后，立即再发相同的字节$/);
  expect(wordsOf(/› delivered again$/, 1)).toMatch(/：再发相同的字节$/);
  expect(wordsOf(/› an unknown key$/)).toMatch(/：多出文档页面没有的键：addedLater/);
  expect(wordsOf(/› malformed json$/)).toMatch(/：JSON 里多一个逗号$/);
  expect(wordsOf(/› every response in time$/)).toMatch(/：本次运行的所有响应都在时限内$/);
  expect(wordsOf(/› in order$/, 0)).toMatch(/，第 1 步：/);
});

test('a plan that is empty says why in Chinese', () => {
  const empty = () => inLanguage('zh', () => makePlan({ events, filter: ['nothing', 'none'] }));
  expect(empty).toThrow('没有用例匹配 --filter nothing 或 none；`webhook-sim test --list` 列出所有用例');
});
