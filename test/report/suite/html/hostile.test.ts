import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChromium } from '../../../browser/chromium.ts';
import { type OpenedPage, openPage } from '../../../browser/open-page.ts';
import { hostileRun, hostileTexts } from '../../../fixtures/reports/html/hostile-run.ts';
import { writeReport } from '../../../fixtures/reports/html/write.ts';

describe('hostile text in every place that shows text', () => {
  let browser: Browser;
  let report: OpenedPage;
  beforeAll(async () => {
    browser = await startChromium();
    report = await openPage(browser, writeReport(hostileRun()), { viewport: { width: 360, height: 800 } });
    await report.page.getByRole('button', { name: 'Expand all' }).click();
  });
  afterAll(() => browser?.close());

  test('runs nothing, loads nothing, and does not even try to', async () => {
    expect(await report.page.evaluate('typeof owned')).toBe('undefined');
    expect(report.dialogs).toEqual([]);
    expect(report.complaints).toEqual([]);
    expect(report.requests).toEqual([report.page.url()]);
  });

  test('becomes no element and no attribute', async () => {
    const { page } = report;
    expect(await page.locator('details.case').count()).toBe(hostileTexts.length);
    expect(await page.locator('main > section > details.case').count()).toBe(hostileTexts.length);
    expect(await page.locator('script, style, svg').count()).toBe(3);
    expect(await page.locator('img, iframe, object, embed, link, base, form, [src], [style]').count()).toBe(
      0,
    );
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((name) => /^on|[^a-z-]/i.test(name) && !/^viewBox|preserveAspectRatio$/.test(name))`,
      ),
    ).toEqual([]);
    expect(
      await page.evaluate(
        `[...document.links].map((a) => a.getAttribute('href')).filter((href) => !href.startsWith('#'))`,
      ),
    ).toEqual([]);
  });

  test.each(hostileTexts)('%j is shown as itself, control characters spelt out', async (text, shown) => {
    const { page } = report;
    const at = hostileTexts.findIndex(([one]) => one === text);
    const one = page.locator('details.case').nth(at);
    expect(await one.locator('.id').textContent()).toBe(shown);
    expect(await one.locator('.words').textContent()).toBe(shown);
    expect(await one.locator('.findings dd').first().textContent()).toBe(shown);
    expect(await page.locator('.warnings li').nth(at).textContent()).toBe(`Warning. ${shown}`);
    const output = (await page.locator('section:has(#output) pre').textContent()) ?? '';
    expect(output.split('\n')[at]).toBe(shown);
  });

  test('a request body is the JSON that was sent, a response body what came, each cell its value', async () => {
    const { page } = report;
    const [text = '', shown] = hostileTexts[0] ?? [];
    const bodies = page.locator('details.case').first().locator('.exchange pre');
    const sent = (await bodies.nth(1).textContent()) ?? '';
    expect(JSON.parse(sent)).toEqual({ [text]: [text] });
    expect(await bodies.nth(3).textContent()).toBe(shown);
    expect(await page.locator('button.cell').first().textContent()).toContain(shown);
  });

  test('a command is copied with the very characters that are shown spelt out', async () => {
    const { page } = report;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const at = hostileTexts.findIndex(([text]) => text.includes('\u202E'));
    await page.locator('details.case').nth(at).locator('button.copy').first().click();
    await page.getByRole('button', { name: 'Copy the' }).filter({ hasText: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(hostileTexts[at]?.[0]);
  });

  test('filters by hostile values work, and no word is too long for a phone', async () => {
    const { page } = report;
    for (const cell of [page.locator('button.cell').first(), page.locator('button.cell').last()]) {
      await cell.click();
      expect(await page.locator('details.case:visible').count()).toBe(1);
      await page.keyboard.press('Escape');
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  test('none of it runs where the policy is not understood', async () => {
    const file = writeReport(hostileRun());
    const opened = await openPage(browser, file, { bypassCSP: true });
    expect(await opened.page.evaluate('typeof owned')).toBe('undefined');
    expect([...opened.dialogs, ...opened.complaints]).toEqual([]);
    expect(opened.requests).toHaveLength(1);
  });
});
