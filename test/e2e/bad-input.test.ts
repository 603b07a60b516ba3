import { symlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Recorder, record } from '../fixtures/receivers/recorder.ts';
import { type RunOptions, runCli, workshop } from './run-cli.ts';

const bench = workshop();
let receiver: Recorder;
beforeAll(async () => {
  receiver = await record();
});
afterAll(async () => {
  bench[Symbol.dispose]();
  await receiver[Symbol.asyncDispose]();
});

/** Exit 2, exactly one line, nothing on stdout; and whatever the line says, nothing was sent. */
async function refused(args: readonly string[], message: RegExp, options: RunOptions = {}): Promise<void> {
  const { code, stdout, stderr } = await runCli(args, { cwd: bench.folder, ...options });
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
  expect(stderr).not.toMatch(/[^\n\u0020-\u007e\u00a0-\u{10ffff}]/u);
  expect(receiver.requests).toEqual([]);
}

/** Refused by `send` to a receiver that is there. */
const sendRefuses = (flags: readonly string[], message: RegExp, options?: RunOptions): Promise<void> =>
  refused(['send', 'contact.updated', '--to', receiver.url, ...flags], message, options);

describe.concurrent('an address', () => {
  test.each([
    ['ftp://127.0.0.1/hook', 'only http and https'],
    ['file:///etc/passwd', 'only http and https'],
    ['http://', 'not a valid URL'],
    ['http:/127.0.0.1/', 'two slashes'],
    ['http:///127.0.0.1/', 'two slashes'],
    ['http:\\\\127.0.0.1\\', 'two slashes'],
    ['http://127.0.0.1\\@example.com/', 'backslash'],
    ['http://127.0.0.1:99999/', 'a port is at most 65535'],
    ['http://127.0.0.1:0/', 'port 0'],
    ['http://127.0.0.1:-1/', 'not a valid URL'],
    ['http://[::1/', 'not a valid URL'],
    ['http://exa mple/', 'no spaces'],
    ['http://127.0.0.1/a b', 'no spaces'],
    ['http://127.0.0.1/\n', 'no spaces'],
    ['http://127.0.0.1/\r\nHost: other', 'no spaces'],
    ['http://127.0.0.1/\u00a0', 'no spaces'],
    ['http://127.0.0.1/\u001b[31m', 'no spaces'],
    ['http://user@127.0.0.1/', "-H 'Authorization: …'"],
    ['http://user:word@127.0.0.1/', "-H 'Authorization: …'"],
    ['http://@127.0.0.1/', "-H 'Authorization: …'"],
    ['example.com/hook', 'write http://example.com/hook'],
    ['', 'write http://'],
  ])('%j', async (address, message) => {
    const pattern = new RegExp(message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    await refused(['send', 'contact.updated', '--to', address], pattern);
  });

  test('--base and generate --curl are as strict', async () => {
    for (const args of [['send'], ['send', '--curl'], ['generate', '--curl']]) {
      await refused(
        [...args, 'contact.updated', '--base', 'ftp://127.0.0.1/'],
        /^error: --base ftp:.*only http/,
      );
    }
  });

  test('a password in an address is not repeated', async () => {
    const { stderr } = await runCli(['send', 'contact.updated', '--to', 'http://me:canary@127.0.0.1/']);
    expect(stderr).toMatch(/^error: --to: /);
    expect(stderr).not.toContain('canary');
  });

  test('--to and --base together', () =>
    refused(
      ['send', 'contact.updated', '--to', 'http://a', '--base', 'http://b'],
      /--to and --base exclude each other/,
    ));
});

describe.concurrent('the platforms’ own hosts', () => {
  test.each([
    'https://chat.jijyun.cn/hook',
    'https://aa-hub.ddregion.com/hook',
    'https://chat.jijyun.cn./',
    'https://chat.jijyun.cn../',
    'https://ｃｈａｔ.jijyun.cn/',
    'https://%63hat.jijyun.cn/',
    'https://eu.chat.jijyun.cn/',
    'https://chat.jijyun\u00ad.cn/',
  ])('%s', async (address) => {
    await refused(['send', 'contact.updated', '--to', address], /this is the platform itself/);
  });

  test('as a base, and with events of the user’s own', async () => {
    const platform = ['send', 'contact.updated', '--base', 'https://chat.jijyun.cn'];
    await refused(platform, /this is the platform itself/);
    bench.file(
      'platform.mjs',
      `import { defineEvent, definePlatform, emptyObject, f } from 'webhook-sim/define';
       const platform = definePlatform({
         id: 'mine', title: { zh: '我', en: 'Mine' }, server: 'https://mine.example', hosts: ['mine.example'],
         policy: { facts: [] },
       });
       export default defineEvent({
         name: 'thing.made', platform, title: { zh: '一', en: 'A' }, docs: { page: 'x', read: '2025-01-01' },
         basis: 'inferred', scene: (s) => s, payload: f.object({ id: f.string((s) => s.rng.hex(8)) }),
         address: { basis: 'inferred' }, response: emptyObject('inferred'),
       });`,
    );
    const own = ['send', 'thing.made', '--event-files', 'platform.mjs', '--to', 'https://API.mine.example/'];
    await refused(own, /this is the platform itself/);
  });

  test('hosts that only look like them are nobody’s business', async () => {
    for (const address of [
      'http://notchat.jijyun.cn/',
      'http://chat.jijyun.cn.example/',
      'http://x/chat.jijyun.cn',
    ]) {
      const { code } = await runCli(['generate', 'contact.updated', '--curl', '--to', address]);
      expect(code).toBe(0);
    }
  });
});

describe.concurrent('a header', () => {
  test.each([
    'X-A: one\nX-B: two',
    'X-A: one\r',
    'X-A\n: one',
    'X-A: \u0001',
    'X-A',
    '',
    'Content-Length: 3',
    'Host: a b',
  ])('%j', (header) => sendRefuses(['-H', header], /^error: -H /));
});

describe.concurrent('a name that is not there', () => {
  test.each([
    [['contact.updatd'], 'did you mean contact.updated'],
    [['yuju/contact.updatd'], 'did you mean yuju/contact.updated'],
    [['juzo/message.received'], "no platform 'juzo' (did you mean juzi?); there are juzi, yuju"],
    [['contact.updated', '--variant', 'chanel=web'], "no dimension 'chanel' (did you mean channel?)"],
    [['contact.updated', '--variant', 'channel=wechat'], 'did you mean'],
    [['contact.updated', '--variant', 'channel'], 'write channel='],
    [['contact.updated', '--set', 'data.nmae=x'], 'data.name?); --force'],
    [['contact.updated', '--set', 'nosuch.path=x'], '--force'],
    [['contact.updated', '--unset', 'data.nmae'], 'data.name?); --force'],
    [['contact.updated', '--coverage', 'pairwize'], 'did you mean pairwise'],
    [['contact.updated', '--contract', 'strikt'], 'did you mean strict'],
    [['contact.updated', '--tokn', 'x'], 'did you mean --token'],
  ])('send %j', async (args, message) => {
    const pattern = new RegExp(message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    await refused(['send', ...args, '--to', receiver.url], pattern);
  });

  test.each(['list', 'show', 'generate'])('%s of an unknown event', (command) =>
    refused([command, 'contact.updatd'], /did you mean contact\.updated/),
  );

  test('an event is missing, or there are two', async () => {
    await refused(['send'], /send needs an event, such as webhook-sim send contact\.updated/);
    await refused(['show'], /show needs an event, such as webhook-sim show contact\.updated/);
    await refused(['show', 'contact.updated', 'contact.created'], /too many arguments/);
  });
});

describe.concurrent('an impossible variant', () => {
  test('names the rule that forbids it', async () => {
    await refused(
      ['send', 'juzi/message.received', '--to', receiver.url, '--variant', 'type=system,isSelf=yes'],
      /cannot have type=system,isSelf=yes: \S.* \((documented|observed|inferred)\)\n$/,
    );
  });

  test('names the dimension that another choice rules out', async () => {
    await refused(
      ['send', 'juzi/message.received', '--to', receiver.url, '--variant', 'type=image,quote=yes'],
      /cannot have type=image,quote=yes: quote exists only with type=text/,
    );
  });

  test('that one of several events does not have', () =>
    refused(
      ['send', 'juzi/*', '--variant', 'type=image', '--to', receiver.url],
      /juzi\/account\.renamed has no dimensions/,
    ));
});

describe.concurrent('a path into the prototype', () => {
  test.each(['__proto__.x=1', 'constructor.prototype.x=1', '\\__proto__.x=1'])(
    '--set %s is refused, even by force',
    async (text) => {
      await sendRefuses(['--set', text, '--force'], /the key (__proto__|constructor|prototype) is refused/);
    },
  );

  test.each(['=x', 'a..b=1', 'a[x]=1', 'data.name'])('--set %j is no path', (text) =>
    sendRefuses(['--set', text, '--force'], /--set|is not a field path/),
  );

  test('--set with broken JSON says how to set a string', () =>
    sendRefuses(['--set', 'data.name:=abc'], /data\.name=abc sets it as a string/));
});

describe.concurrent('a number', () => {
  test.each(['', '12abc', '1e999', '-1', 'NaN', '0'])('--count %j', (text) =>
    sendRefuses(['--count', text], /^error: --count '.*': write a whole number, 1 or more\n$/),
  );
  test.each(['', '-1'])('--index %j', (text) =>
    sendRefuses(['--index', text], /^error: --index '.*': write a whole number, 0 or more\n$/),
  );
});

describe.concurrent('a duration', () => {
  test.each(['', '5', '-5s', 'NaNms'])('--timeout %j', (text) =>
    sendRefuses(['--timeout', text], /^error: --timeout '.*': write a duration with its unit, such as /),
  );
  test('a deadline of nothing', () =>
    sendRefuses(['--timeout', '0s'], /^error: --timeout '0s': write 1ms or more\n$/));
  test('--delay 5', () =>
    sendRefuses(['--delay', '5'], /^error: --delay '5': write a duration with its unit/));
});

describe.concurrent('an instant', () => {
  test.each(['', '2025-01-01', '2025-13-01T00:00:00Z', '1999-01-01T00:00:00Z'])('--now %j', (text) =>
    sendRefuses(['--now', text], /^error: .*(is not an instant|is not in the years)/),
  );
});

describe.concurrent('an event file', () => {
  test('that is missing', () =>
    sendRefuses(['--event-files', 'nosuch.mjs'], /--event-files nosuch\.mjs: no such file or folder/));

  test('that does not run: file, line, column', async () => {
    const path = bench.file('runs.mjs', 'export const a = 1;\n\nnosuch.thing();\n');
    await sendRefuses(
      ['--event-files', 'runs.mjs'],
      new RegExp(`${path} does not load: nosuch is not defined \\(${path}:3:1\\)`),
    );
  });

  test('that cannot be parsed', async () => {
    const path = bench.file('parses.mjs', 'export const a = 1;\n\nexport default {,};\n');
    await sendRefuses(
      ['--event-files', 'parses.mjs'],
      new RegExp(`${path} does not load: Unexpected token ',' \\(${path}:3`),
    );
  });

  test('that contradicts itself', async () => {
    bench.file(
      'contradicts.mjs',
      `import { defineEvent, definePlatform } from 'webhook-sim/define';
       defineEvent({ name: 'Bad', platform: definePlatform({ id: 'p', title: {}, hosts: [], policy: {} }) });`,
    );
    await sendRefuses(
      ['--event-files', 'contradicts.mjs'],
      /contradicts\.mjs does not load: p\/Bad: an event name reads like/,
    );
  });

  test('that exports no event', async () => {
    bench.file('empty.mjs', 'export default 3;\n');
    await sendRefuses(['--event-files', 'empty.mjs'], /empty\.mjs exports no event: write/);
  });

  test('that is a folder without any', () =>
    sendRefuses(['--event-files', '/proc/sys/fs'], /no event files/));

  test('that cannot be read', async () => {
    symlinkSync('loop.mjs', `${bench.folder}/loop.mjs`);
    await sendRefuses(['--event-files', 'loop.mjs'], /--event-files loop\.mjs: ELOOP/);
  });
});

describe.concurrent('a body', () => {
  test.each([
    ['{"a":', /not JSON/],
    ['', /not JSON/],
    ['{"a":\n\u001b[31m x\n}', /not JSON/],
    [Buffer.from([0x22, 0xff, 0x22]), /not UTF-8/],
    [Buffer.from('\ufeff{}'), /not JSON/],
  ])('%j on stdin', (input, message) => sendRefuses(['--body', '-'], message, { input }));

  test('that cannot be changed, by force as well', () =>
    sendRefuses(['--body', '-', '--force', '--set', 'data.name=x'], /cannot change it/, { input: '{' }));

  test('in a file that is missing, or a folder', async () => {
    await sendRefuses(['--body', 'nosuch.json'], /--body nosuch\.json: no such file/);
    await sendRefuses(['--body', '.'], /--body \.: /);
  });

  test('beside choices that it leaves nothing to', () =>
    sendRefuses(
      ['--body', '-', '--variant', 'channel=web'],
      /--body and --variant exclude each other: a body from a file has no variants/,
      { input: '{}' },
    ));
});

describe.concurrent('connections', () => {
  test.each([
    [['--cert', 'x.pem'], /--cert and --key go together/],
    [['--key', 'x.pem'], /--cert and --key go together/],
    [['--cacert', 'nosuch.pem'], /--cacert nosuch\.pem: no such file/],
    [['--cacert', '/dev/null'], /no certificate in PEM format/],
    [['--proxy', 'socks5://127.0.0.1:1080'], /http:\/\/ or https:\/\//],
    [['--proxy', ''], /--proxy : not a valid URL/],
    [['--proxy', 'http://127.0.0.1:99999'], /--proxy http:\/\/127\.0\.0\.1:99999: not a valid URL/],
    [['--proxy', 'http://me:50%zz@127.0.0.1:8080'], /write % as %25/],
  ])('%j', (flags, message) => sendRefuses(flags, message));

  test('a certificate that is none', async () => {
    const broken = bench.file('broken.pem', '-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n');
    const key = bench.file('key.pem', '-----BEGIN PRIVATE KEY-----\nbm8=\n-----END PRIVATE KEY-----\n');
    await refused(
      ['send', 'contact.updated', '--to', 'https://127.0.0.1:1/', '--cert', broken, '--key', key],
      /cannot be used/,
    );
  });

  test('the password of a proxy is not repeated', async () => {
    const { stderr, code } = await runCli([
      'send',
      'contact.updated',
      '--proxy',
      'http://me:canary@bad host',
    ]);
    expect(code).toBe(2);
    expect(stderr).not.toContain('canary');
  });
});

test('without an address nothing is announced before it is clear that something will be sent', async () => {
  await refused(['send', 'contact.updated', '--set', 'nosuch=x'], /has no field nosuch/);
  await refused(['send', 'contact.updated', '--now', 'nosuch'], /is not an instant/);
  await refused(['send', 'contact.updated', '--body', '-'], /not JSON/, { input: '{' });
  await refused(['send', 'contact.updated', '--proxy', 'socks5://127.0.0.1'], /http:\/\/ or https:\/\//);
});

test('flags that exclude each other', async () => {
  await refused(['send', 'contact.updated', '--json', '--verbose'], / exclude each other: /);
  await refused(['send', 'contact.updated', '--json', '--curl'], / exclude each other: /);
  await refused(['generate', 'contact.updated', '--pretty', '--ndjson'], / exclude each other: /);
  await refused(['generate', 'contact.updated', '--to', 'http://127.0.0.1/'], /--to goes with --curl/);
  await refused(['show', 'contact.updated', '--schema', '--example'], / exclude each other: /);
});

test.concurrent('no request goes to a platform’s own host, by a proxy, a probe or --wait-on either', async () => {
  const send = ['send', 'contact.updated', '--to', 'http://127.0.0.1:1/'];
  await refused([...send, '--proxy', 'http://chat.jijyun.cn:8080'], /--proxy .*the platform itself/);
  await refused([...send, '--proxy', 'CHAT.jijyun.cn.'], /--proxy .*the platform itself/);
  const run = ['test', 'contact.updated', '--to', 'http://127.0.0.1:1/'];
  await refused([...run, '--probe', 'http://chat.jijyun.cn/state'], /--probe .*the platform itself/);
  const waiting = [...run, '--exec', 'true', '--wait-on', 'http://chat.jijyun.cn/'];
  await refused(waiting, /--wait-on .*the platform itself/);
});
