import { describe, expect, test } from 'vitest';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { runCli } from './run-cli.ts';

const welcome = answersWith(200, '{"errcode":0,"errmsg":"ok","errCode":0}');

/** What arrived, with this receiver's own address taken out. */
async function requests(...flags: string[]): Promise<string[]> {
  await using receiver = await record(welcome);
  const { code, stdout } = await runCli(['test', '--base', `${receiver.url}/api`, ...flags], {
    env: { TZ: 'Asia/Tokyo' },
  });
  expect(code, stdout).toBe(0);
  return receiver.requests
    .map(({ method, url, headers, headerNames, body }) => {
      const { host: _, ...rest } = headers;
      return `${method} ${url} ${headerNames.join()} ${JSON.stringify(rest)} ${body.toString('base64')}`;
    })
    .sort();
}

describe('two processes', () => {
  test('with one seed send the same requests: addresses, queries, headers and bodies', async () => {
    const flags = ['--seed', '42', '--token', 'abcdef', '-H', 'X-Run: 1'];
    const first = await requests(...flags);
    const second = await requests(...flags, '--concurrency', '9');
    expect(second).toEqual(first);
    expect(first.length).toBeGreaterThan(550);
    expect(first.some((one) => one.includes('msg_signature='))).toBe(true);
  });

  test('as the shards of one run send what it sends, each a part', async () => {
    const whole = await requests('--seed', '42', 'room.*', 'hosted.*');
    const parts = await Promise.all(
      [1, 2, 3].map((part) => requests('--seed', '42', 'room.*', 'hosted.*', '--shard', `${part}/3`)),
    );
    expect(parts.flat().sort()).toEqual(whole);
    for (const part of parts) expect(part.length).toBeLessThan(whole.length / 2);
  });
});
