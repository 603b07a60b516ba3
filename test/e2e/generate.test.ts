import { expect, test } from 'vitest';
import { builtinCatalog } from '../../src/catalog/builtin.ts';
import { conform } from '../../src/catalog/conform.ts';
import { lines, runCli, startCli } from './run-cli.ts';

test.concurrent('in a pipe, one payload a line; --json and --ndjson say the same', async () => {
  const flags = ['generate', 'contact.*', '--seed', '42', '--count', '4'];
  const { stdout, stderr, code } = await runCli(flags);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(lines(stdout)).toHaveLength(12);
  for (const line of lines(stdout)) expect(JSON.stringify(JSON.parse(line))).toBe(line);
  expect((await runCli([...flags, '--ndjson'])).stdout).toBe(stdout);
  expect((await runCli([...flags, '--json'])).stdout).toBe(stdout);
});

test.concurrent('--pretty is the same value, indented', async () => {
  const flags = ['generate', 'contact.updated', '--seed', '42'];
  const [plain, pretty] = [await runCli(flags), await runCli([...flags, '--pretty'])];
  expect(pretty.stdout).toBe(`${JSON.stringify(JSON.parse(plain.stdout), null, 2)}\n`);
});

test.concurrent('the same seed gives the same bytes; another seed or clock others', async () => {
  const print = async (...flags: string[]) =>
    (await runCli(['generate', 'contact.updated', ...flags])).stdout;
  const first = await print('--seed', '42');
  expect(await print('--seed', '42')).toBe(first);
  expect(await print('--seed', '42', '--now', '2025-01-01T00:00:00+08:00')).toBe(first);
  expect(await print('--seed', '42', '--now', '2024-12-31T16:00:00Z')).toBe(first);
  expect(await print('--seed', '43')).not.toBe(first);
  expect(await print('--seed', '42', '--now', '2025-06-01T00:00:00+08:00')).not.toBe(first);
  expect(await print()).not.toBe(await print());
});

test.concurrent('the token comes from a flag or the environment', async () => {
  const flags = ['generate', 'enterprise.message.received', '--seed', '1'];
  const token = (text: string) => (JSON.parse(text) as { token: string }).token;
  expect(token((await runCli([...flags, '--token', 'abc'])).stdout)).toBe('abc');
  expect(token((await runCli(flags, { env: { WEBHOOK_SIM_TOKEN: 'def' } })).stdout)).toBe('def');
});

test.concurrent('--coverage each visits every value of every dimension of every event', async () => {
  const { stdout, stderr, code } = await runCli(['generate', '*', '--seed', '1', '--coverage', 'each']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const payloads = lines(stdout).map((line) => JSON.parse(line) as unknown);
  for (const entry of builtinCatalog.entries) {
    const event = (await entry.load()).default;
    const own = payloads.splice(0, entry.variants.each);
    expect(own, entry.id).toHaveLength(entry.variants.each);
    for (const payload of own) expect(conform(event, payload), entry.id).toEqual([]);
  }
  expect(payloads).toEqual([]);
});

/** Bytes and payloads that came out, and the most memory that it took, in KiB. */
async function measure(count: number): Promise<{ payloads: number; peak: number; code: number | null }> {
  const measuring = `
    process.on('exit', () => process._rawDebug('peak ' + process.resourceUsage().maxRSS));`;
  const cli = startCli(['generate', 'contact.updated', '--seed', '1', '--count', String(count)], {
    nodeFlags: ['--import', `data:text/javascript,${encodeURIComponent(measuring)}`],
  });
  let payloads = 0;
  // Counted and let go: this process must not be what grows.
  cli.child.stdout?.removeAllListeners('data');
  cli.child.stdout?.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 10) payloads += 1;
  });
  const { code, stderr } = await cli.ended;
  return { code, payloads, peak: Number(/peak (\d+)/.exec(stderr)?.[1]) };
}

test.concurrent('memory does not grow with the number of payloads', async () => {
  const few = await measure(20_000);
  const many = await measure(200_000);
  expect(few).toMatchObject({ code: 0, payloads: 20_000 });
  expect(many).toMatchObject({ code: 0, payloads: 200_000 });
  // 180,000 payloads more are over 200 MB; the collector may take a little more room for itself.
  expect(many.peak - few.peak).toBeLessThan(40 * 1024);
});
