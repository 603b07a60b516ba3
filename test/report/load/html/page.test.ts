import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inLanguage, type LanguageChoice } from '../../../../src/language.ts';
import { textContrasts } from '../../../browser/contrast.ts';
import { sampleResult } from '../sample.ts';
import { stories } from '../stories.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const sample = sampleResult();

describe('the page', () => {
  test('loads nothing but itself, and the browser has nothing to complain of', async () => {
    const { page, requests, complaints, close } = await desk.open(sample);
    expect(await page.title()).toBe(
      '190 of 10,960 deliveries were not accepted; 40 were dropped; 2 of 4 thresholds were not held · webhook-sim burst',
    );
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.locator('.field').first().hover();
    expect(requests).toEqual([page.url()]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('has a policy under which only its own style and script count', async () => {
    const { page, close } = await desk.open(sample);
    expect(await page.locator('meta[http-equiv]').getAttribute('content')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'$/,
    );
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('script'), { text: 'owned = 1' }))`,
    );
    expect(await page.evaluate('typeof owned')).toBe('undefined');
    expect(await page.locator('[style], script[type]').count()).toBe(0);
    await close();
  });

  test('is read in its order: how it went, thresholds, charts, findings, events, values, failures', async () => {
    const { page, close } = await desk.open(sample);
    const headings = await page.locator('h1, h2').allInnerTexts();
    expect(headings.slice(1)).toEqual([
      'Thresholds',
      'Over time',
      'Latency',
      'Findings',
      'Events',
      'Values',
      'Kept failures',
      'Generator',
      'Settings',
    ]);
    const tree = await page.locator('main').ariaSnapshot();
    expect(tree).toContain('slider "Rate: failed 3.46/s, accepted 195.8/s, started 199.3/s, target 200/s"');
    expect(tree).toContain('row "p99<200ms 413 ms crossed"');
    await close();
  });

  test('tells latency from due and from sent, of the whole and by event', async () => {
    const { page, close } = await desk.open(sample);
    const rows = (label: string) =>
      page.getByRole('group', { name: label }).locator('tbody tr').allInnerTexts();
    expect((await rows('Latency')).map((row) => row.split(/\t/))).toEqual([
      ['from due', '0.42 ms', '6.83 ms', '2.14 ms', '4.87 ms', '8.90 ms', '413 ms', '1.20 s', '1.49 s'],
      ['from sent', '0.39 ms', '3.12 ms', '2.02 ms', '4.31 ms', '7.64 ms', '38.2 ms', '982 ms', '1.00 s'],
    ]);
    const [first = ''] = await rows('Events');
    expect(first.replaceAll(/\s+/g, ' ')).toBe(
      'juzi/message.received 8,768 32 8,599 169 1.9% 132 violation 37 transport 2.09 ms 8.31 ms 398 ms 1.49 s 1.98 ms 7.31 ms 34.5 ms 871 ms',
    );
    await close();
  });

  test('has the value that failed most first, with its share', async () => {
    const { page, close } = await desk.open(sample);
    const [first = ''] = await page
      .getByRole('group', { name: 'Values with failures' })
      .locator('tbody tr')
      .allInnerTexts();
    expect(first.split(/\s+/)).toEqual([
      'type=image',
      '132',
      '132',
      '100%',
      '2.09',
      'ms',
      '398',
      'ms',
      'juzi/message.received',
    ]);
    await close();
  });

  test('leads from a finding to a request and its response, and to the command that repeats it', async () => {
    const { page, close } = await desk.open(sample);
    const finding = page.locator('.found li').first();
    expect(await finding.innerText()).toContain('In all 132 deliveries with type=image, and in no others');
    expect(await finding.locator('.command code').innerText()).toBe(sample.findings[0]?.first.repro);
    await finding.getByRole('link', { name: 'request and response' }).click();
    const failure = page.locator('#failure-1');
    await failure.locator('.exchange').waitFor({ state: 'visible' });
    expect(await failure.innerText()).toContain('"errcode": "0"');
    await page.getByRole('button', { name: 'Expand all' }).click();
    expect(await page.locator('.failure[open]').count()).toBe(sample.failures.length);
    await close();
  });

  test('a copy button copies its command', async () => {
    const { page, close } = await desk.open(sample);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('.found button.copy').first().click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(sample.findings[0]?.first.repro);
    await close();
  });

  test.each([360, 768, 1280])(
    'never scrolls sideways at %d pixels: wide tables do so in their box',
    async (width) => {
      const { page, close } = await desk.open(sample, { viewport: { width, height: 800 } });
      await page.getByRole('button', { name: 'Expand all' }).click();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const overflowing = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.scroll')].filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.ariaLabel)`,
      );
      expect(overflowing).toEqual(
        width === 360
          ? ['Latency', 'Events', 'Values with failures']
          : width === 768
            ? ['Events', 'Values with failures']
            : [],
      );
      const events = page.getByRole('group', { name: 'Events' });
      // Shadows that stay at the edges, and covers that move with the table.
      expect(
        await page.evaluate(`getComputedStyle(document.querySelector('.scroll')).backgroundAttachment`),
      ).toBe('local, local, scroll, scroll');
      await events.focus();
      expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Events');
      await close();
    },
  );

  test('is legible in light and in dark', async () => {
    const grounds: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, close } = await desk.open(stories['closed-loop'], { colorScheme });
      const { page: other, close: closeOther } = await desk.open(sample, { colorScheme });
      await other.getByRole('button', { name: 'Expand all' }).click();
      const contrasts = [...(await textContrasts(page)), ...(await textContrasts(other))];
      expect(contrasts.length).toBeGreaterThan(300);
      expect(contrasts.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
      grounds.push(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor'));
      await Promise.all([close(), closeOther()]);
    }
    expect(new Set(grounds).size).toBe(2);
  });

  test('needs no script to be read, charts included', async () => {
    const { page, close } = await desk.open(sample, { javaScriptEnabled: false });
    expect(await page.locator('.js:visible').count()).toBe(0);
    expect(await page.getByRole('img', { name: /^Latency from due: p99 413 ms/ }).isVisible()).toBe(true);
    const failure = page.locator('.failure').first();
    await failure.locator('summary').click();
    expect(await failure.locator('.exchange').isVisible()).toBe(true);
    await close();
  });

  test('prints charts and tables, and no buttons', async () => {
    const { page, close } = await desk.open(sample);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.copy:visible, #expand:visible').count()).toBe(0);
    expect(await page.locator('.field:visible').count()).toBe(4);
    await close();
  });
});

describe('what has to be known first', () => {
  test('an early stop is told at the top', async () => {
    const { page, close } = await desk.open(stories.interrupted);
    expect(await page.locator('h1 ~ *').first().innerText()).toBe(
      'Ended early, after 12.40 s. The run was interrupted.',
    );
    await close();
  });

  test('a closed loop says that its latencies are service times', async () => {
    const { page, close } = await desk.open(stories['closed-loop']);
    const text = await page.locator('main').innerText();
    expect(text).toContain('These are service times');
    expect(text).not.toContain('from due');
    expect(text).not.toContain('From due');
    expect(await page.locator('[data-key=target]').count()).toBe(0);
    expect(await page.locator('.warnings').innerText()).toContain('The generator was the limit');
    await close();
  });
});

describe('in another language', () => {
  const open = (language: LanguageChoice, result = sample) => inLanguage(language, () => desk.open(result));

  test('the page is Chinese, its charts and buttons too', async () => {
    const { page, close } = await open('zh');
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    expect(await page.title()).toBe(
      '10,960 次投递中有 190 次未接受；40 次未发出；4 个阈值中 2 个未达标 · webhook-sim burst',
    );
    expect(await page.locator('h1, h2').allInnerTexts()).toEqual([
      expect.stringContaining('10,960 次投递中有 190 次未接受'),
      ...['阈值', '随时间的变化', '延迟', '问题', '事件', '取值', '留存的失败', '压测端', '设置'],
    ]);
    const tree = await page.locator('main').ariaSnapshot();
    expect(tree).toContain('slider "速率：失败 3.46/s，已接受 195.8/s，已发出 199.3/s，目标 200/s"');
    expect(tree).toContain('row "p99<200ms 413 ms 未达标"');
    await page.locator('#expand').click();
    expect(await page.locator('#expand').innerText()).toBe('全部收起');
    await close();
  });

  test('a narrow page does not scroll sideways', async () => {
    const { page, close } = await open('zh');
    await page.setViewportSize({ width: 390, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await close();
  });

  test('nothing that a person reads or hears is said in one language alone', async () => {
    const { page, close } = await open(
      'pseudo' as LanguageChoice,
      sampleResult({ failures: [], findings: [] }),
    );
    const texts = await page.evaluate<readonly string[]>(`(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) {
        const { parentElement, data } = walker.currentNode;
        if (!parentElement.closest('code, kbd, script, header, footer, tbody th, dd .note, .percentile')) texts.push(data);
      }
      for (const one of document.querySelectorAll('[aria-label]')) texts.push(one.ariaLabel);
      return texts;
    })()`);
    let left = texts.join('\n');
    for (let before = ''; before !== left; ) {
      before = left;
      left = left.replace(/⟦[^⟦⟧]*⟧/g, '');
    }
    const data = /\d ms|^\s*(?:p[\d.]+|min|mean|max|CPU|documented)\s*$|\w+\/\w+\.\w+/g;
    const forgotten = left.split('\n').filter((line) => /[a-z]{2}/i.test(line.replace(data, '')));
    expect(forgotten).toEqual([]);
    await close();
  });
});
