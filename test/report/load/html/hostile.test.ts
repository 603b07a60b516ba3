import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Delivery } from '../../../../src/delivery/delivery.ts';
import type { BurstResult, EventFigures, FindingSummary } from '../../../../src/load/result.ts';
import type { Finding } from '../../../../src/verdict/verdict.ts';
import type { OpenedPage } from '../../../browser/open-page.ts';
import { hostileTexts } from '../../../fixtures/reports/html/hostile-run.ts';
import { sampleResult } from '../sample.ts';
import { type Desk, openDesk } from './desk.ts';

const texts = hostileTexts.map(([text]) => text);
const all = texts.join(' ');
const sample = sampleResult();
const [figures] = Object.values(sample.byEvent);
if (figures === undefined) throw new Error('the sample has no event');

const named = <Value>(value: (text: string) => Value): Record<string, Value> =>
  Object.fromEntries(texts.map((text) => [text, value(text)]));

const finding = (text: string): Finding => ({
  check: text,
  // Codes may hold keys of a receiver's own contract.
  code: `${text}.missing`,
  severity: 'error',
  path: text,
  expected: text,
  actual: text,
  message: text,
});

const failure = (text: string): Delivery => ({
  id: text,
  event: text,
  variant: { [text]: text },
  seed: text,
  index: 0,
  now: text,
  request: { method: 'POST', url: text, headers: { [text]: text }, body: JSON.stringify({ [text]: [text] }) },
  attempts: [
    {
      startedAt: text,
      status: 200,
      statusText: text,
      headers: { [text]: [text, text] },
      body: text,
      bytes: 12,
      timings: { queue: 1, connect: null, firstByte: 2, total: 3 },
      error: { code: 'transport.reset', message: text },
    },
  ],
  verdict: { outcome: 'violation', findings: [finding(text)] },
  repro: text,
});

const summary = (text: string): FindingSummary => ({
  code: `${text}.missing`,
  severity: 'warning',
  event: text,
  count: 1,
  tolerated: false,
  first: { n: 0, at: 1, variant: { [text]: text }, message: text, repro: text },
  only: { [text]: text },
  of: 1,
});

/** A run in which everything that can be text is hostile. */
const result: BurstResult = sampleResult({
  version: all,
  seed: all,
  now: all,
  startedAt: all,
  settings: {
    ...sample.settings,
    events: texts,
    targets: named((text) => text),
    shape: all,
    contract: all as 'strict',
  },
  byEvent: named(
    (text): EventFigures => ({
      ...figures,
      byValue: {
        [text]: { [text]: { started: 2, failed: 1, latency: figures.latency, service: figures.service } },
      },
    }),
  ),
  findings: texts.map(summary),
  thresholds: texts.map((expr) => ({ expr, actual: null, unit: 'ms', ok: false })),
  generator: { ...sample.generator, warnings: texts },
  failures: texts.map(failure),
  stopped: { reason: 'gone', at: 1000, message: all },
});

describe('hostile text in every place that shows text', () => {
  let desk: Desk;
  let report: OpenedPage;
  beforeAll(async () => {
    desk = await openDesk();
    report = await desk.open(result, { viewport: { width: 360, height: 800 } });
    await report.page.getByRole('button', { name: 'Expand all' }).click();
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  test('runs nothing, loads nothing, and does not even try to', async () => {
    expect(await report.page.evaluate('typeof owned')).toBe('undefined');
    expect(report.dialogs).toEqual([]);
    expect(report.complaints).toEqual([]);
    expect(report.requests).toEqual([report.page.url()]);
  });

  test('becomes no element and no attribute', async () => {
    const { page } = report;
    expect(await page.locator('main > section > details.failure').count()).toBe(texts.length);
    expect(await page.locator('script, style').count()).toBe(2);
    expect(await page.locator('img, iframe, object, embed, link, base, form, [src], [style]').count()).toBe(
      0,
    );
    const attributes = await page.evaluate<string[]>(
      `[...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((name) => /^on|[^a-z\\d-]/i.test(name))`,
    );
    expect(attributes).toEqual([]);
    const links = await page.evaluate<string[]>(`[...document.links].map((a) => a.getAttribute('href'))`);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((href) => !/^#failure-\d+$/.test(href))).toEqual([]);
  });

  test.each(hostileTexts)('%j is shown as itself, control characters spelt out', async (text, shown) => {
    const { page } = report;
    const at = texts.indexOf(text);
    expect(await page.locator('.warnings li').nth(at).textContent()).toBe(`Warning. ${shown}`);
    expect(await page.locator('.found li').nth(at).locator('.first').textContent()).toContain(`: ${shown}`);
    const one = page.locator('details.failure').nth(at);
    expect(await one.locator('.id').textContent()).toBe(shown);
    expect(await one.locator('.findings dd').first().textContent()).toBe(shown);
    const bodies = one.locator('.exchange pre');
    expect(await bodies.last().textContent()).toBe(shown);
  });

  test('no word is too long for a phone', async () => {
    expect(await report.page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  test('nothing of it runs either where the policy is not understood', async () => {
    const opened = await desk.open(result, { bypassCSP: true });
    expect(await opened.page.evaluate('typeof owned')).toBe('undefined');
    expect([...opened.dialogs, ...opened.complaints]).toEqual([]);
    expect(opened.requests).toHaveLength(1);
    await opened.close();
  });
});
