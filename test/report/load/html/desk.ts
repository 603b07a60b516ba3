import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { BurstResult } from '../../../../src/load/result.ts';
import { html } from '../../../../src/report/load/html.ts';
import { startChromium } from '../../../browser/chromium.ts';
import { type OpenedPage, openPage } from '../../../browser/open-page.ts';

/** Where reports are opened in a browser, and of which nothing is left afterwards. */
export interface Desk extends AsyncDisposable {
  /** Writes the report of a result to a file and opens it. */
  open(result: BurstResult, options?: BrowserContextOptions): Promise<OpenedPage>;
  /** How many pixels of an image, a PNG, have about each of these colours, such as `rgb(1, 2, 3)`. */
  pixels(image: Buffer, colors: readonly string[]): Promise<readonly number[]>;
}

export async function openDesk(): Promise<Desk> {
  const browser = await startChromium();
  const folder = mkdtempSync(join(tmpdir(), 'burst-report-'));
  const lens = await browser.newPage();
  let written = 0;
  return {
    open(result, options) {
      written += 1;
      const file = join(folder, `${written}.html`);
      writeFileSync(file, html(result));
      return openPage(browser, pathToFileURL(file).href, options);
    },
    pixels: (image, colors) => count(lens, image, colors),
    async [Symbol.asyncDispose]() {
      await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A canvas reads a PNG better than we would. */
function count(page: Page, image: Buffer, colors: readonly string[]): Promise<readonly number[]> {
  return page.evaluate<readonly number[]>(`(async () => {
    const image = await createImageBitmap(await (await fetch('data:image/png;base64,${image.toString('base64')}')).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    return ${JSON.stringify(colors)}.map((color) => {
      const wanted = color.match(/\\d+/g).map(Number);
      let alike = 0;
      for (let i = 0; i < data.length; i += 4) {
        if (wanted.every((channel, c) => Math.abs(data[i + c] - channel) < 5)) alike += 1;
      }
      return alike;
    });
  })()`);
}
