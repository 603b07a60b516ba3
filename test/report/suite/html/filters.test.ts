import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startChromium } from '../../../browser/chromium.ts';
import { type OpenedPage, openPage } from '../../../browser/open-page.ts';
import { recordedRun } from '../../../fixtures/reports/html/recorded-run.ts';
import { writeReport } from '../../../fixtures/reports/html/write.ts';

let browser: Browser;
let url: string;
let report: OpenedPage;
beforeAll(async () => {
  browser = await startChromium();
  url = writeReport(await recordedRun());
});
beforeEach(async () => {
  report = await openPage(browser, url);
});
afterEach(async () => {
  expect(report.complaints).toEqual([]);
  await report.close();
});
afterAll(() => browser?.close());

const visible = (): Promise<number> => report.page.locator('.case:visible').count();
const shown = (): Promise<string> => report.page.locator('#shown').innerText();
const open = (): Promise<string[]> => report.page.locator('.case[open] .id').allInnerTexts();
const outcomeOfFocused = (): Promise<string> =>
  report.page.evaluate('document.activeElement.parentElement.dataset.outcome');

describe('filters', () => {
  test('of one kind add up, those of different kinds narrow down', async () => {
    const { page } = report;
    expect(await shown()).toBe('112 cases');
    await page.getByRole('button', { name: 'failed 3' }).click();
    expect(await visible()).toBe(3);
    await page.getByRole('button', { name: 'error 2' }).click();
    expect(await visible()).toBe(5);
    expect(await shown()).toBe('5 of 112 cases · failed · error');
    await page.getByRole('button', { name: 'lifecycle 1' }).click();
    expect(await visible()).toBe(0);
    expect(await page.getByText('No case matches.').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    expect(await visible()).toBe(112);
  });

  test('a cell of the matrix leaves the cases that sent its value', async () => {
    const { page } = report;
    const cell = page
      .locator('tr', { hasText: 'juzi/message.received' })
      .locator('[data-label="type=voice"]');
    await cell.click();
    expect(await cell.getAttribute('aria-pressed')).toBe('true');
    expect(await visible()).toBe(1);
    expect(await page.locator('.case:visible .id').innerText()).toMatch(
      /^juzi\/message\.received › type=voice /,
    );
    await cell.click();
    expect(await visible()).toBe(112);
  });

  test('an event and a finding leave theirs', async () => {
    const { page } = report;
    await page.getByRole('button', { name: 'juzi/room.left' }).click();
    expect(await visible()).toBe(8);
    await page.keyboard.press('Escape');
    const kind = page.getByRole('button', { name: /with status\.error of/ }).first();
    const cases = Number.parseInt(await kind.innerText(), 10);
    expect(cases).toBeGreaterThan(0);
    await kind.click();
    expect(await page.locator('.case:visible .cause').allInnerTexts()).toEqual(
      Array(cases).fill('status.error The receiver responded with status 500.'),
    );
  });

  test('search finds words in ids, bodies and headers, all of them, in any case', async () => {
    const { page } = report;
    const query = page.getByRole('searchbox');
    await query.fill('TypeError webhook.js:41');
    expect(await visible()).toBe(2);
    await query.fill('ROOM.LEFT');
    expect(await visible()).toBe(8);
    await query.fill('no such words');
    expect(await visible()).toBe(0);
  });

  test('expand all opens what is shown, and only that', async () => {
    const { page } = report;
    await page.getByRole('button', { name: 'failed 3' }).click();
    await page.getByRole('button', { name: 'Expand all' }).click();
    expect(await open()).toHaveLength(3);
    await page.getByRole('button', { name: 'Collapse all' }).click();
    expect(await open()).toHaveLength(0);
  });
});

describe('the keyboard', () => {
  test('/ goes to the search, Esc clears it and leaves', async () => {
    const { page } = report;
    await page.keyboard.press('/');
    await page.keyboard.type('voice/jk');
    expect(await page.getByRole('searchbox').inputValue()).toBe('voice/jk');
    expect(await visible()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
    expect(await visible()).toBe(112);
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
  });

  test('j and k go through the failures, opening one and closing the last', async () => {
    const { page } = report;
    const walked: string[] = [];
    for (let i = 0; i < 7; i += 1) {
      await page.keyboard.press('j');
      expect(['failed', 'error']).toContain(await outcomeOfFocused());
      const opened = await open();
      expect(opened).toHaveLength(1);
      walked.push(...opened);
    }
    expect(new Set(walked).size).toBe(5);
    await page.keyboard.press('k');
    expect(await open()).toEqual([walked[3]]);
  });

  test('j keeps to what is shown, and leaves other shortcuts alone', async () => {
    const { page } = report;
    await page.getByRole('button', { name: 'error 2' }).click();
    await page.keyboard.press('Control+j');
    expect(await open()).toHaveLength(0);
    await page.keyboard.press('j');
    expect(await outcomeOfFocused()).toBe('error');
  });

  test('a summary opens with Enter, and focus can be seen', async () => {
    const { page } = report;
    await page.locator('.chip').last().focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await open()).toHaveLength(1);
    expect(await page.evaluate(`getComputedStyle(document.activeElement).outlineStyle`)).toBe('solid');
  });
});

describe('links', () => {
  test('the address of a case opens it, even if a filter hides it', async () => {
    const { page } = report;
    const href =
      (await page.locator('.case[data-outcome=error] .basis a').first().getAttribute('href')) ?? '';
    expect(href).toMatch(/^#case-[\w.=-]+$/);
    const linked = await openPage(browser, `${url}${href}`);
    expect(await linked.page.locator('.case[open]').count()).toBe(1);
    expect(await linked.page.locator(`.case[id="${href.slice(1)}"] .exchange`).isVisible()).toBe(true);
    await linked.page.getByRole('button', { name: 'failed 3' }).click();
    await linked.page.locator(`.found a[href="${href}"]`).click();
    expect(await linked.page.locator(`.case[id="${href.slice(1)}"]`).isVisible()).toBe(true);
    await linked.close();
  });

  test('a copy button copies the command as it is shown', async () => {
    const { page } = report;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.keyboard.press('j');
    const command = page.locator('.case[open] .command').first();
    await command.getByRole('button', { name: 'Copy the webhook-sim command' }).click();
    await command.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      await command.locator('code').innerText(),
    );
  });

  test('without a clipboard, the command is left selected', async () => {
    const { page } = report;
    await page.evaluate(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`);
    await page.keyboard.press('j');
    const command = page.locator('.case[open] .command').first();
    await command.getByRole('button', { name: 'Copy the webhook-sim command' }).click();
    await command.getByText('Selected').waitFor();
    expect(await page.evaluate('getSelection().toString()')).toBe(await command.locator('code').innerText());
  });
});
