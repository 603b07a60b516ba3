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

/** Windows that were closed, by their options: a new one costs four times as much as another address in an old one. */
const idle = new WeakMap<Browser, Map<string, Page[]>>();

/** Opens an address in a window that shows nothing else, 1280 by 800 unless the options say otherwise. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const windows = idleWindows(browser, JSON.stringify(options));
  const page = windows.pop() ?? (await openWindow(browser, options));
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
  const close = async (): Promise<void> => {
    await page.removeAllListeners(undefined, { behavior: 'wait' });
    await page.goto('about:blank');
    await page.emulateMedia({ media: null });
    await page.mouse.move(0, 0);
    await page.context().clearPermissions();
    windows.push(page);
  };
  return { page, requests, complaints, dialogs, close };
}

function idleWindows(browser: Browser, options: string): Page[] {
  const ofBrowser = idle.get(browser) ?? new Map<string, Page[]>();
  idle.set(browser, ofBrowser);
  const windows = ofBrowser.get(options) ?? [];
  ofBrowser.set(options, windows);
  return windows;
}

async function openWindow(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  return context.newPage();
}
