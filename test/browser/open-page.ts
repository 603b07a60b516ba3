import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page with all that it asked for and complained of since it was opened. */
export interface OpenedPage {
  readonly page: Page;
  /** Addresses, the page's own first. */
  readonly requests: readonly string[];
  /** Errors and warnings of the console, breaches of the content security policy and uncaught exceptions among them. */
  readonly complaints: readonly string[];
  /** Dialogs that opened, such as `alert`. */
  readonly dialogs: readonly string[];
  close(): Promise<void>;
}

/** Opens an address in a window of its own, 1280 by 800 unless the options say otherwise. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  const dialogs: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(url);
  return { page, requests, complaints, dialogs, close: () => context.close() };
}
