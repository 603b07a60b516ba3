import { expect, test } from 'vitest';
import { builtinCatalog } from '../../../src/catalog/builtin.ts';
import { inLanguage } from '../../../src/language.ts';
import { renderDelivery, renderDeliveryLine } from '../../../src/report/delivery/delivery.ts';
import { renderSummary, SendTotals } from '../../../src/report/delivery/summary.ts';
import { columnsOf } from '../../../src/report/text/columns.ts';
import { commonWords } from '../../../src/report/text/common.ts';
import { duration, size } from '../../../src/report/text/numbers.ts';
import { noPaint } from '../../../src/report/text/paint.ts';
import { exchange } from '../../verdict/exchanges.ts';
import { caseDelivery } from '../suite/cases.ts';

const [event] = await builtinCatalog.load('juzi/message.received');
const chinese = <T>(work: () => T): T => inLanguage('zh', work);

test('a delivery in Chinese: names of one width, the variant in Chinese and as typed', () => {
  const text = chinese(() => {
    const { delivery } = caseDelivery(exchange('success', { headers: { 'content-type': 'text/plain' } }));
    if (event === undefined) throw new Error('no event');
    return renderDelivery(delivery, event, noPaint);
  });
  const facts = text.split('\n').filter((line) => /^ {2}(?:变体|发往|已发送|收到) /.test(line));
  expect(facts.map((line) => line.replace(/^( {2}\S+ +).*/, '$1')).map(columnsOf)).toEqual([11, 11, 11, 11]);
  expect(text).toMatch(/变体 +消息类型：图片，\S+：\S+\n {11}type=image,chat=room\n/);
  expect(text).toMatch(/已发送 +42 字节 种子 42，序号 7，时钟 2025-01-01T00:00:00\+08:00\n/);
  expect(text).toMatch(/收到 +200 text\/plain，7 字节，用时 /);
  expect(text).toContain('✗ 违反契约  响应违反契约\n');
  expect(text).toContain('\n复现命令：\n  webhook-sim send ');
});

test('a summary in Chinese counts with measure words', () => {
  const text = chinese(() => {
    const totals = new SendTotals();
    for (const last of [
      exchange('{"errcode":0,"errmsg":"ok"}'),
      ...Array(2).fill(exchange('', { status: 500 })),
    ]) {
      const { delivery } = caseDelivery(last);
      totals.add(delivery);
    }
    return renderSummary(totals, 62_000, noPaint);
  });
  expect(text).toMatch(/^3 次投递，用时 1 分 2 秒：已接受 1，违反契约 2(?:，警告 \d)?\n/);
  expect(text).toMatch(
    /status\.error × 2 {2}juzi\/message\.received，该事件 3 次投递中的 2 次（66\.7%）\n {4}首例：/,
  );
});

test('one delivery on a line', () => {
  const line = chinese(() => renderDeliveryLine(caseDelivery().delivery, noPaint));
  expect(line).toMatch(/^✓ 已接受 {2}200 /);
});

test('what failed deliveries have in common', () => {
  const words = (count: number, of: number, only: Record<string, string> = {}): string =>
    chinese(() => commonWords({ count, of, only } as Parameters<typeof commonWords>[0]));
  expect(words(1, 1)).toBe('该事件仅有的 1 次投递');
  expect(words(1320, 1320)).toBe('该事件全部 1,320 次投递');
  expect(words(2, 8)).toBe('该事件 8 次投递中的 2 次（25.0%）');
  expect(words(2, 8, { type: 'image' })).toBe('仅限 type=image，8 次投递中的 2 次（25.0%）');
  expect(words(8, 8, { type: 'image' })).toBe('仅限 type=image，全部 8 次投递');
});

test('sizes and durations', () => {
  chinese(() => {
    expect([1, 812, 2048].map(size)).toEqual(['1 字节', '812 字节', '2.0 KiB']);
    expect([0.84, 1240, 125_000].map(duration)).toEqual(['0.84 ms', '1.24 s', '2 分 5 秒']);
  });
});
