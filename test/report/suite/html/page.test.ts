import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SuiteEvent } from '../../../../src/suite/run/events.ts';
import { startChromium } from '../../../browser/chromium.ts';
import { textContrasts } from '../../../browser/contrast.ts';
import { openPage } from '../../../browser/open-page.ts';
import { recordedRun } from '../../../fixtures/reports/html/recorded-run.ts';
import { reportOf, writeReport } from '../../../fixtures/reports/html/write.ts';

let browser: Browser;
let events: readonly SuiteEvent[];
let url: string;
beforeAll(async () => {
  browser = await startChromium();
  events = await recordedRun();
  url = writeReport(events);
});
afterAll(() => browser?.close());

describe('the page', () => {
  test('loads nothing but itself, and the browser has nothing to complain of', async () => {
    const { requests, complaints, page, close } = await openPage(browser, url);
    expect(await page.title()).toBe('5 of 112 cases went wrong · webhook-sim test');
    expect(requests).toEqual([url]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('has a policy under which only its own style and script count', async () => {
    const { page, close } = await openPage(browser, url);
    const policy = await page.locator('meta[http-equiv]').getAttribute('content');
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'$/,
    );
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('script'), { text: 'owned = 1' }))`,
    );
    expect(await page.evaluate('typeof owned')).toBe('undefined');
    await close();
  });

  test('is read in its order by a screen reader: verdict, findings, values, filters, cases', async () => {
    const { page, close } = await openPage(browser, url);
    const tree = await page.locator('main').ariaSnapshot();
    const places = [
      'level=1',
      'heading "Findings"',
      'heading "Events and values"',
      'heading "Cases"',
      'searchbox',
      'A message.received with type text',
    ];
    const at = places.map((place) => tree.indexOf(place));
    expect(Math.min(...at)).toBeGreaterThanOrEqual(0);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(await page.locator('header, main, footer').count()).toBe(3);
    await close();
  });

  test('is walked through in that order with Tab', async () => {
    const { page, close } = await openPage(browser, url);
    const focused = () =>
      page.evaluate<string>(
        `document.activeElement.id || document.activeElement.className || document.activeElement.parentElement.id`,
      );
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('skip');
    await page.locator('.matrix button').last().focus();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('query');
    await page.locator('.chip').last().focus();
    await page.keyboard.press('Tab');
    expect(await focused()).toMatch(/^case-juzi-message\.received/);
    await close();
  });

  test('says of a case what was expected, sent and received, and how to do it again', async () => {
    const { page, close } = await openPage(browser, url);
    const failed = page.locator('.case[data-outcome=failed]').first();
    await failed.locator('summary').click();
    const text = (await failed.innerText()).replaceAll(/\s+/g, ' ');
    for (const part of [
      'errcode.wrong_type',
      'path errcode',
      'expected number',
      'actual string "0"',
      '"errmsg": "ok"',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/POST http:\/\/127\.0\.0\.1:\d+\/webhook Content-Type: application\/json/);
    expect(text).toMatch(
      /Not met: expected a response that keeps the contract; the response breaks the contract\./,
    );
    expect(await failed.locator('.command dt').allInnerTexts()).toEqual(['webhook-sim', 'curl', 'test']);
    await close();
  });

  test('counts each value in its cell, in words as well as in colour', async () => {
    const { page, close } = await openPage(browser, url);
    const cell = page.locator('[data-label="type=voice"]').first();
    expect(await cell.getAttribute('title')).toBe('type=voice: 0 met, 1 not met');
    expect(await cell.getAttribute('data-cell')).toBe('unmet');
    expect((await cell.innerText()).startsWith('✗ voice')).toBe(true);
    await close();
  });

  test.each([360, 768, 1280])('never scrolls sideways at %d pixels, with every case open', async (width) => {
    const { page, close } = await openPage(browser, url, { viewport: { width, height: 800 } });
    await page.getByRole('button', { name: 'Expand all' }).click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await close();
  });

  test('is legible in light and in dark', async () => {
    const grounds: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, close } = await openPage(browser, url, { colorScheme });
      await page.keyboard.press('j');
      await page.locator('.chip').first().click();
      await page.locator('.case:visible summary').first().click();
      await page.keyboard.press('Escape');
      const contrasts = await textContrasts(page);
      expect(contrasts.length).toBeGreaterThan(300);
      expect(contrasts.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
      grounds.push(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor'));
      await close();
    }
    expect(new Set(grounds).size).toBe(2);
  });

  test('prints what the buttons say, and none of the tools', async () => {
    const { page, close } = await openPage(browser, url);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('[role=search], .copy').filter({ visible: true }).count()).toBe(0);
    const row = page.locator('.matrix tbody tr').first();
    expect((await row.innerText()).startsWith('juzi/message.received')).toBe(true);
    expect(await page.locator('.found .no-js').first().isVisible()).toBe(true);
    await close();
  });

  test('needs no script to be read', async () => {
    const { page, close } = await openPage(browser, url, { javaScriptEnabled: false });
    expect(await page.locator('.js:visible').count()).toBe(0);
    const [verdict, first] = await Promise.all([
      page.locator('h1').boundingBox(),
      page.locator('.case').first().boundingBox(),
    ]);
    expect(verdict?.y).toBeLessThan(first?.y ?? 0);
    const failed = page.locator('.case[data-outcome=failed]').first();
    expect(await failed.locator('.exchange').isVisible()).toBe(false);
    await failed.locator('summary').click();
    expect(await failed.locator('.exchange').isVisible()).toBe(true);
    await close();
  });
});

describe('the reporter', () => {
  test('writes a case when it ends, and keeps nothing of its bodies', () => {
    const bulky = events.map((event): SuiteEvent => {
      if (event.type !== 'finished') return event;
      const deliveries = event.result.deliveries.map((one) => {
        const request = { ...one.delivery.request, body: 'z'.repeat(50_000) };
        return { ...one, delivery: { ...one.delivery, request } };
      });
      return { ...event, result: { ...event.result, deliveries } };
    });
    const closing = (run: readonly SuiteEvent[]): string =>
      reportOf(run).split('</section>\n<section slot="summary" class="totals"')[1] ?? '';
    expect(closing(bulky)).toBe(closing(events));
    expect(closing(events).length).toBeGreaterThan(1000);
    expect(reportOf(bulky).length - reportOf(events).length).toBeGreaterThan(100 * 40_000);
  });

  test('cuts a long body, and says so', async () => {
    const finished = events.find((event) => event.type === 'finished');
    if (finished?.type !== 'finished') throw new Error('the run has no case');
    const [one] = finished.result.deliveries;
    if (one === undefined) throw new Error('the case has no delivery');
    const body = `"${'y'.repeat(10 * 1024 * 1024)}"`;
    const delivery = { ...one.delivery, request: { ...one.delivery.request, body } };
    const result = { ...finished.result, deliveries: [{ ...one, delivery, curl: body }] };
    const report = reportOf([{ type: 'finished', result }]);
    expect(report.length).toBeLessThan(200_000);
    expect(report).toContain('Cut after 65,536 of 10,485,762 characters.');
    expect(report).toContain('10.0 MiB long: it is in the JSON report.');
    const { curl: _, ...bare } = { ...one, delivery };
    const without = reportOf([{ type: 'finished', result: { ...result, deliveries: [bare] } }]);
    expect([report, without].map((text) => text.includes('<dt>curl</dt>'))).toEqual([true, false]);
  });
});
