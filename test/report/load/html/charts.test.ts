import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BurstResult, SeriesPoint } from '../../../../src/load/result.ts';
import { sampleResult } from '../sample.ts';
import { stories } from '../stories.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const sample = sampleResult();
const [point] = sample.series.slice(20);
if (point === undefined) throw new Error('the sample has no second 20');

const unmeasured = { p50: null, p95: null, p99: null };
const idle = { planned: 0, started: 0, dropped: 0, accepted: 0, failed: 0, ...unmeasured };
const over = (points: readonly SeriesPoint[]): BurstResult => sampleResult({ series: points });

const runs = {
  'the usual run': sample,
  'a single point': over([point]),
  'two thousand points': over(
    Array.from({ length: 2000 }, (_, i) => ({ ...point, t: i * 1000, p99: 9 + (i % 13) })),
  ),
  'gaps in the percentiles': over(
    sample.series.map((one, i) => (i % 3 === 0 ? { ...one, ...unmeasured } : one)),
  ),
  'one bucket alone': sampleResult({ distribution: sample.distribution.slice(12, 13) }),
} as const satisfies Record<string, BurstResult>;

/** What is drawn in a chart, and in which colour. */
function colors(page: Page, chart: number): Promise<[key: string, color: string][]> {
  return page.evaluate(`[...document.querySelectorAll('.chart')[${chart}].querySelectorAll('.field path:not([d=""])')].map((path) => {
    const { fill, stroke } = getComputedStyle(path);
    return [path.dataset.key, path.matches('.line') ? stroke : fill];
  })`);
}

const schemes = ['light', 'dark'] as const;
// Each scheme is seen with the usual run, and each of the other runs with one scheme.
const painted = Object.entries(runs).map(
  ([name, result], i) => [name, result, i === 0 ? schemes : [schemes[i % 2] ?? 'light']] as const,
);

test.each(painted)('%s: every line and area is painted in its colour', async (_, result, inSchemes) => {
  for (const colorScheme of inSchemes) {
    // Twice the pixels: a line then has some that no background shines through.
    const { page, complaints, close } = await desk.open(result, { colorScheme, deviceScaleFactor: 2 });
    const charts = page.locator('.chart');
    expect(await charts.count()).toBe(4);
    for (let nth = 0; nth < 4; nth += 1) {
      const image = await charts.nth(nth).locator('.field').screenshot();
      const drawn = await colors(page, nth);
      const found = await desk.pixels(
        image,
        drawn.map(([, color]) => color),
      );
      const unseen = drawn.filter((_, i) => (found[i] ?? 0) <= 10).map(([key]) => key);
      expect(unseen, `of chart ${nth}`).toEqual([]);
      expect(drawn.length).toBeGreaterThan(1);
    }
    expect(complaints).toEqual([]);
    await close();
  }
});

test.each([
  ['no points at all', over([]), ['distribution']],
  ['nothing but zeros', over(sample.series.map((one) => ({ ...one, ...idle }))), ['rate', 'distribution']],
  ['nothing that ended', stories.nothing, []],
])('%s: charts that have nothing to show are left out', async (_, result, ids) => {
  const { page, complaints, close } = await desk.open({
    ...result,
    ...(ids.length === 0 && { series: [], distribution: [] }),
  });
  expect(await page.evaluate(`[...document.querySelectorAll('.chart h3')].map(({ id }) => id)`)).toEqual(ids);
  const drawn = await page.evaluate<string[]>(
    `[...document.querySelectorAll('path')].map((path) => path.getAttribute('d'))`,
  );
  expect(drawn.filter((path) => /NaN|Infinity|undefined/.test(path))).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

describe('reading a chart', () => {
  test('at the pointer, in all charts over time at once; and of the whole run when it has left', async () => {
    const { page, close } = await desk.open(sample);
    const rate = page.locator('.chart', { hasText: 'deliveries a second' });
    const latency = page.locator('.chart', { hasText: 'percentiles of the deliveries that ended' });
    const values = (chart: typeof rate): Promise<string[]> => chart.locator('.at, .value').allInnerTexts();
    expect(await values(rate)).toEqual(['whole run', '3.46/s', '195.8/s', '199.3/s', '200/s']);
    await rate.locator('.field').scrollIntoViewIfNeeded();
    const box = await rate.locator('.field').boundingBox();
    if (box === null) throw new Error('the chart cannot be seen');
    await page.mouse.move(box.x + box.width * (35.5 / 60), box.y + 40);
    const stalled = sample.series[35];
    expect(await values(rate)).toEqual([
      '0:35',
      `${stalled?.failed}/s`,
      `${stalled?.accepted}/s`,
      `${stalled?.started}/s`,
      `${stalled?.planned}/s`,
    ]);
    expect((await values(latency))[0]).toBe('0:35');
    expect(await page.locator('.chart[data-axis=latency] .at').innerText()).toBe('whole run');
    const cursor = await latency.locator('.cursor').boundingBox();
    expect(Math.abs((cursor?.x ?? 0) - (box.x + box.width * (35 / 60)))).toBeLessThan(2);
    await page.mouse.move(box.x, box.y - 200);
    expect(await values(rate)).toEqual(['whole run', '3.46/s', '195.8/s', '199.3/s', '200/s']);
    expect(await latency.locator('.cursor').isVisible()).toBe(false);
    await close();
  });

  test('with the keys, as a screen reader hears it', async () => {
    const { page, close } = await desk.open(sample);
    const field = page.getByRole('slider', { name: /^Latency from due/ });
    await field.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    expect(await field.getAttribute('aria-valuenow')).toBe('58');
    expect(await field.getAttribute('aria-valuetext')).toMatch(
      /^0:58: p99 [\d.]+ ms, p95 [\d.]+ ms, p50 [\d.]+ ms$/,
    );
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    expect(await field.getAttribute('aria-valuenow')).toBe('0');
    await close();
  });

  test('a bar of the distribution tells its range and its deliveries', async () => {
    const distribution = [
      { from: 1, to: 1.001, count: 7 },
      { from: 1000, to: 1001, count: 3 },
    ];
    const { page, close } = await desk.open(sampleResult({ distribution }));
    const chart = page.locator('.chart[data-axis=latency]');
    const said = (): Promise<string | null> => chart.locator('.field').getAttribute('aria-valuetext');
    await chart.locator('.field').focus();
    expect(await said()).toBe('1.00 ms to 1.10 ms: deliveries 7 (70.0%); up to this: 70.0%');
    await page.keyboard.press('End');
    expect(await said()).toMatch(/^9\d\d ms to 1\.0\d s: deliveries 3 \(30\.0%\); up to this: 100%$/);
    await close();
  });
});

describe('zooming in', () => {
  test('by dragging: all charts over time show the stretch, until all is asked for again', async () => {
    const { page, complaints, close } = await desk.open(sample);
    const field = page.locator('.field').first();
    const views = (): Promise<string[]> =>
      page.evaluate(`[...document.querySelectorAll('.curves')].map((one) => one.getAttribute('viewBox'))`);
    const whole = await views();
    await field.scrollIntoViewIfNeeded();
    const box = await field.boundingBox();
    if (box === null) throw new Error('the chart cannot be seen');
    const at = (second: number): number => box.x + (box.width * (second + 0.5)) / 60;
    await page.mouse.move(at(30), box.y + 40);
    await page.mouse.down();
    await page.mouse.move(at(35), box.y + 60, { steps: 3 });
    expect(await page.locator('.selection:visible').count()).toBe(3);
    await page.mouse.move(at(39), box.y + 60, { steps: 3 });
    await page.mouse.up();
    expect(await page.locator('.selection:visible').count()).toBe(0);
    expect(await views()).toEqual([...Array(3).fill('5000 0 1667 1000'), whole[3]]);
    const labels = await page.locator('.xs').first().locator('text').allTextContents();
    expect(labels).toEqual(['0:30', '0:32', '0:34', '0:36', '0:38']);
    await page.mouse.move(box.x + box.width * 0.55, box.y + 40);
    expect(await page.locator('.at').first().innerText()).toBe('0:35');
    await page.getByRole('button', { name: 'Show all' }).first().click();
    expect(await views()).toEqual(whole);
    expect(await page.getByRole('button', { name: 'Show all' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  test('with the keys', async () => {
    const { page, close } = await desk.open(sample);
    const view = (): Promise<string | null> => page.locator('.curves').first().getAttribute('viewBox');
    const whole = await view();
    await page.locator('.field').first().focus();
    for (let i = 0; i < 30; i += 1) await page.keyboard.press('ArrowRight');
    for (let i = 0; i < 9; i += 1) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Enter');
    expect(await view()).toBe('5000 0 1667 1000');
    await page.keyboard.press('Home');
    expect(await page.locator('.at').first().innerText()).toBe('0:30');
    await page.keyboard.press('Escape');
    expect(await view()).toBe(whole);
    await close();
  });

  test('a click is no zoom', async () => {
    const { page, close } = await desk.open(sample);
    const whole = await page.locator('.curves').first().getAttribute('viewBox');
    await page.locator('.field').first().click();
    expect(await page.locator('.curves').first().getAttribute('viewBox')).toBe(whole);
    await close();
  });
});
