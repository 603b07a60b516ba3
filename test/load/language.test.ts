import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type * as Built from '../../src/load/library.ts';
import { receive, says } from './receiver.ts';

const built = new URL('../../dist/src/load/library.js', import.meta.url);
if (!existsSync(fileURLToPath(built))) {
  throw new Error('These tests start threads from what was built: run `npm run build` first.');
}
const { burst } = (await import(/* @vite-ignore */ built.href)) as typeof Built;

const chinese = /[\u4e00-\u9fff]/;

describe.each([1, 2])('a run in Chinese by a program that is not, with %d workers', (workers) => {
  const options = { events: 'juzi/message.received', connections: 4, workers, lang: 'zh' } as const;

  test('says in Chinese what was wrong, and why it ended', async () => {
    const stop = new AbortController();
    await using receiver = await receive((response, arrival) => {
      says(500, 'no')(response, arrival);
      if (arrival.nth === 20) stop.abort();
    });
    const { result } = burst({ ...options, duration: 60_000, to: receiver.url.href, stop: stop.signal });
    const { stopped, findings, failures, settings } = await result;
    expect(stopped).toMatchObject({ reason: 'interrupted', message: '运行已中断。' });
    expect(findings.length).toBeGreaterThan(0);
    for (const { first } of findings) expect(first.message).toMatch(chinese);
    for (const { verdict } of failures) {
      for (const { message } of verdict.findings) expect(message).toMatch(chinese);
    }
    // By this, runs are compared.
    expect(settings.shape).toBe('4 connections for 1m');
  });

  test('says in Chinese which option is wrong', async () => {
    const { result } = burst({ ...options, duration: 1, warmup: 5, to: 'http://127.0.0.1:9/' });
    await expect(result).rejects.toThrow(/^warmup 5ms：预热结束时/);
  });
});
