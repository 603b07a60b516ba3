import { expect, test } from 'vitest';
import { builtinCatalog } from '../../src/catalog/builtin.ts';
import { documentEvent, documentScenario } from '../../src/catalog/document.ts';
import { inLanguage } from '../../src/language.ts';
import { renderList } from '../../src/report/catalog/event-list.ts';
import { renderEventPage } from '../../src/report/catalog/event-page.ts';
import { renderScenarioPage } from '../../src/report/catalog/scenario-page.ts';
import { columnsOf } from '../../src/report/text/columns.ts';
import { noPaint } from '../../src/report/text/paint.ts';

const chinese = <T>(work: () => T): T => inLanguage('zh', work);

test('the list in Chinese: its heads and numbers stand in columns', () => {
  const { platforms } = builtinCatalog;
  const { events, scenarios } = builtinCatalog.find('*');
  const text = chinese(() => renderList(events, scenarios, platforms, 'counted', noPaint));
  const lines = text.split('\n');
  const heads = lines.filter((line) => / 维度 +each +pairwise +full$/.test(line));
  expect(heads.length).toBeGreaterThan(1);
  for (const head of heads) {
    const event = lines[lines.indexOf(head) + 1] ?? '';
    const [numbers = ''] = /^ {2}\S+ +\S+ +\d+ +\d+ +[\d,]+ +[\d,]+/.exec(event) ?? [];
    expect(columnsOf(numbers)).toBe(columnsOf(head));
  }
  expect(text).toMatch(
    /\n\d+ 个事件，\d+ 个场景。`webhook-sim show <名称>` 查看详情。另有 \d+ 个回调只知道标题：/,
  );
});

test('the page of every event in Chinese', async () => {
  for (const event of await builtinCatalog.load('*')) {
    const text = chinese(() => renderEventPage(documentEvent(event), {}, noPaint));
    expect(text).toMatch(/\n {2}依据 {7}(?:文档|观察|推测)\n {2}文档 {7}.+，\d{4}-\d\d-\d\d 查阅\n/);
    const headings = text.match(/^[^\s{}].*$/gm)?.slice(1) ?? [];
    for (const heading of headings) {
      expect(['消息体', '枚举', '维度', '维度之间的规则', '响应', '投递', '示例']).toContain(heading);
    }
    expect(text).not.toMatch(/\[(?:documented|observed|inferred|usual|secret)\b/);
    expect(text).not.toMatch(/also seen|not always|only with/);
  }
});

test('the page of a scenario in Chinese', async () => {
  const scenario = await builtinCatalog.scenario('private-dialogue');
  if (scenario === undefined) throw new Error('no scenario');
  const text = chinese(() => renderScenarioPage(documentScenario(scenario), noPaint));
  expect(text).toContain('\n步骤\n');
  expect(text).toContain('\n`test` 会尝试的到达顺序\n');
  expect(text).toContain('`webhook-sim send private-dialogue` 发送整个场景');
});
