import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../config/folder.ts';
import { record } from '../fixtures/receivers/recorder.ts';
import { type Ended, lines, runCli } from './run-cli.ts';

type Files = Readonly<Record<string, string>>;
type Variables = Readonly<Record<string, string>>;

/** Runs the program in a folder with some files. */
async function run(files: Files, args: readonly string[], env: Variables = {}): Promise<Ended> {
  using folder = folderWith(files);
  return await runCli(args, { cwd: folder.path, env });
}

interface Shown {
  readonly file: string | null;
  readonly settings: Record<string, { value: unknown; source: string; place?: string }>;
  readonly addresses: readonly Record<string, unknown>[];
}

/** What `config --json` says. */
async function shown(files: Files, args: readonly string[] = [], env: Variables = {}): Promise<Shown> {
  const { code, stdout, stderr } = await run(files, ['config', '--json', ...args], env);
  // A module is told to have been run; nothing else is.
  expect({ code, stderr: stderr.replace(/^ran webhook-sim\.config\.m?js\n$/, '') }).toEqual({
    code: 0,
    stderr: '',
  });
  return JSON.parse(stdout) as Shown;
}

/** The one line of a mistake. */
async function refused(files: Files, args: readonly string[], env: Variables = {}): Promise<string> {
  const { code, stdout, stderr } = await run(files, args, env);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
  return stderr.slice('error: '.length, -1);
}

const yaml = 'webhook-sim.config.yaml';

describe('flag before environment before configuration before default, for every kind of flag', () => {
  const kinds: { key: string; flag: string[]; variable: Variables; config: string; values: unknown[] }[] = [
    {
      key: 'seed',
      flag: ['--seed', 'a'],
      variable: { WEBHOOK_SIM_SEED: 'b' },
      config: 'seed: c',
      values: ['a', 'b', 'c', null],
    },
    {
      key: 'concurrency',
      flag: ['--concurrency', '1'],
      variable: { WEBHOOK_SIM_CONCURRENCY: '2' },
      config: 'concurrency: 3',
      values: [1, 2, 3, 4],
    },
    {
      key: 'timeout',
      flag: ['-m', '1s'],
      variable: { WEBHOOK_SIM_TIMEOUT: '2m' },
      config: 'timeout: 3ms',
      values: ['1s', '2m', '3ms', '5s'],
    },
    {
      key: 'contract',
      flag: ['--contract', 'strict'],
      variable: { WEBHOOK_SIM_CONTRACT: 'status' },
      config: 'contract: strict',
      values: ['strict', 'status', 'strict', 'documented'],
    },
    {
      key: 'insecure',
      flag: ['-k'],
      variable: { WEBHOOK_SIM_INSECURE: 'no' },
      config: 'insecure: true',
      values: [true, false, true, false],
    },
    {
      key: 'color',
      flag: ['--no-color'],
      variable: { WEBHOOK_SIM_NO_COLOR: '0' },
      config: 'color: false',
      values: [false, true, false, true],
    },
    {
      key: 'only',
      flag: ['--only', 'variants'],
      variable: { WEBHOOK_SIM_ONLY: 'forward,deadline' },
      config: 'only: [disorder, lifecycle]',
      values: [['variants'], ['forward', 'deadline'], ['disorder', 'lifecycle'], null],
    },
    {
      key: 'filter',
      flag: ['--filter', 'a', '--filter', 'b'],
      variable: { WEBHOOK_SIM_FILTER: 'c\nd' },
      config: 'filter: e',
      values: [['a', 'b'], ['c', 'd'], ['e'], null],
    },
    {
      key: 'shard',
      flag: ['--shard', '1/4'],
      variable: { WEBHOOK_SIM_SHARD: '2/4' },
      config: 'shard: 3/4',
      values: ['1/4', '2/4', '3/4', null],
    },
  ];

  test.concurrent.each(kinds)('$key', async ({ key, flag, variable, config, values }) => {
    const files = { [yaml]: `${config}\n` };
    const rows = await Promise.all([
      shown(files, flag, variable),
      shown(files, [], variable),
      shown(files),
      shown({}),
    ]);
    const [name] = Object.keys(variable);
    expect(rows.map(({ settings }) => settings[key])).toEqual([
      { value: values[0], source: 'flag' },
      { value: values[1], source: 'environment', place: name },
      {
        value: values[2],
        source: 'config',
        place: expect.stringMatching(/^webhook-sim\.config\.yaml:1:\d+$/),
      },
      { value: values[3], source: 'default' },
    ]);
  });

  test.concurrent('headers add up, and the stronger replaces its namesake on the wire', async () => {
    await using receiver = await record();
    const files = { [yaml]: 'headers: { X-A: file, X-B: file, X-C: file }\n' };
    const env = { WEBHOOK_SIM_HEADER: 'x-b: variable\nX-C: variable', WEBHOOK_SIM_TO: receiver.url };
    const { code } = await run(files, ['send', 'contact.updated', '-H', 'x-c: flag', '-H', 'X-D: flag'], env);
    expect(code).toBe(0);
    const [request] = receiver.requests;
    expect(request?.headers).toMatchObject({
      'x-a': 'file',
      'x-b': 'variable',
      'x-c': 'flag',
      'x-d': 'flag',
    });
  });

  test.concurrent('a weaker address gives way without a word', async () => {
    const files = { [yaml]: 'base: http://127.0.0.1:1\naddresses: { "*": "http://127.0.0.1:2/" }\n' };
    const typed = await shown(files, ['--to', 'http://127.0.0.1:3/']);
    expect(typed.settings).toMatchObject({
      to: { source: 'flag' },
      base: { value: null, source: 'default' },
    });
    expect(typed.addresses).toEqual([]);
    const variable = await shown(files, [], { WEBHOOK_SIM_TO: 'http://127.0.0.1:3/' });
    expect(variable.settings).toMatchObject({ to: { source: 'environment' }, base: { value: null } });
    expect(variable.addresses).toEqual([]);
    expect((await shown(files)).addresses).toMatchObject([{ pattern: '*', to: 'http://127.0.0.1:2/' }]);
  });
});

test.concurrent('a file decides nothing in silence, and only what a command has a flag for', async () => {
  await using receiver = await record();
  const files = { [yaml]: `to: ${receiver.url}\ntimeout: 4s\nbail: 3\n` };
  const sent = await run(files, ['send', 'contact.updated']);
  expect(sent.code).toBe(0);
  expect(lines(sent.stderr)[0]).toBe(`using ${yaml}: to, timeout`);
  expect(receiver.requests).toHaveLength(1);
  expect((await run(files, ['list'])).stderr).toBe('');
  // An address is for sending: what only prints is as it would be without.
  const printed = await run(files, ['generate', 'contact.updated', '--seed', '1']);
  expect(printed).toMatchObject({ code: 0, stderr: '' });
  const without = await run(files, ['send', 'contact.updated', '--no-config']);
  expect(without.stderr).toContain('No --to: sending to an embedded receiver');
});

describe('the file', () => {
  test.concurrent('is found upwards, and its paths are meant from its folder', async () => {
    using folder = folderWith({
      [yaml]: 'cacert: ca.pem\nreporter: [pretty, junit=out/x.xml]\n',
      'a/b/': '',
    });
    const { stdout } = await runCli(['config', '--json'], { cwd: folder.at('a/b') });
    const { file, settings } = JSON.parse(stdout) as Shown;
    expect(file).toBe(join('..', '..', yaml));
    expect(settings).toMatchObject({
      cacert: { value: '../../ca.pem' },
      reporter: { value: ['pretty', 'junit=../../out/x.xml'] },
    });
    mkdirSync(folder.at('c'));
    const other = await runCli(['config', '--json', '--config', `../${yaml}`], { cwd: folder.at('c') });
    expect((JSON.parse(other.stdout) as Shown).settings).toMatchObject({ cacert: { value: '../ca.pem' } });
  });

  test.concurrent('may say how long to wait for a receiver, whoever starts it', async () => {
    const files = { [yaml]: 'wait: 10s\nwaitOn: http://127.0.0.1:1/\n' };
    expect((await shown(files)).settings).toMatchObject({ wait: { value: '10s', source: 'config' } });
    const started = await shown(files, ['--exec', 'x']);
    expect(started.settings).toMatchObject({ wait: { value: '10s', source: 'config' } });
  });

  test.concurrent('can be named, by flag or variable, and left out', async () => {
    const files = { [yaml]: 'seed: near\n', 'ci.json': '{ "seed": "named" }' };
    const seed = async (args: readonly string[], env: Variables = {}): Promise<unknown> =>
      (await shown(files, args, env)).settings['seed']?.value;
    expect(await seed([])).toBe('near');
    expect(await seed(['--config', 'ci.json'])).toBe('named');
    expect(await seed([], { WEBHOOK_SIM_CONFIG: 'ci.json' })).toBe('named');
    expect(await seed(['--config', yaml], { WEBHOOK_SIM_CONFIG: 'ci.json' })).toBe('near');
    expect(await seed(['--no-config'])).toBeNull();
    expect(await seed([], { WEBHOOK_SIM_NO_CONFIG: '1' })).toBeNull();
    expect(await refused(files, ['config', '--config', 'nosuch.json'])).toBe(
      'nosuch.json: no such file or folder',
    );
  });

  test.concurrent('may be a module: real ones, in both systems', async () => {
    const read = async (files: Files): Promise<unknown> =>
      (await shown(files, [], { SEED: 'dynamic' })).settings['seed']?.value;
    expect(
      await read({ 'webhook-sim.config.mjs': 'export default async () => ({ seed: process.env.SEED })' }),
    ).toBe('dynamic');
    expect(await read({ 'webhook-sim.config.js': 'module.exports = { seed: process.env.SEED }' })).toBe(
      'dynamic',
    );
    const esm = {
      'package.json': '{"type":"module"}',
      'webhook-sim.config.js': 'export default { seed: 7 }',
    };
    expect(await read(esm)).toBe('7');
    expect(await refused({ 'webhook-sim.config.mjs': 'export default {\n  to: ,\n}' }, ['config'])).toMatch(
      /^webhook-sim\.config\.mjs:2: cannot be loaded: SyntaxError: /,
    );
    expect(await refused({ 'webhook-sim.config.mjs': '\n\nthrow new Error("no")' }, ['config'])).toBe(
      'webhook-sim.config.mjs:3: cannot be loaded: Error: no',
    );
  });
});

describe('a module', () => {
  const files = { 'webhook-sim.config.mjs': 'export default { seed: 1, base: "http://127.0.0.1:1/" }' };

  test.concurrent.each([
    [['list', 'contact.*'], 'ran webhook-sim.config.mjs'],
    [['show', 'contact.updated'], 'ran webhook-sim.config.mjs'],
    [['config'], 'ran webhook-sim.config.mjs'],
    [['generate', 'contact.updated'], 'ran webhook-sim.config.mjs: seed'],
  ])('is said to have been run: %j', async (args, note) => {
    const { code, stderr } = await run(files, args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: `${note}\n` });
    expect((await run(files, [...args, '--no-config'])).stderr).toBe('');
  });

  test.concurrent('is never run to complete a word', async () => {
    const loud = { 'webhook-sim.config.mjs': 'console.log("it ran"); export default {}' };
    const { stdout, stderr } = await run(loud, ['completion', 'bash', '--', 'webhook-sim list cont', 'cont']);
    expect(stdout).toContain('contact.updated');
    expect(stdout + stderr).not.toContain('it ran');
  });
});

describe('a mistake is told by the name of its source', () => {
  test.concurrent.each<[string, Files, readonly string[], Variables, string]>([
    [
      'a value in a file',
      { [yaml]: 'to: http://a.test/\ntimeout: 5\n' },
      ['send', 'contact.updated'],
      {},
      `${yaml}:2:10: timeout '5': write a duration with its unit, such as 5s or 5ms`,
    ],
    [
      'a choice',
      { [yaml]: 'contract: strikt\n' },
      ['send', 'contact.updated'],
      {},
      `${yaml}:1:11: contract 'strikt' (did you mean strict?): write one of status, documented, strict`,
    ],
    [
      'one of a list',
      { [yaml]: 'only:\n  - variants\n  - forwrad\n' },
      ['config'],
      {},
      `${yaml}:3:5: only 'forwrad' (did you mean forward?)`,
    ],
    [
      'a value in a variable',
      {},
      ['send', 'contact.updated'],
      { WEBHOOK_SIM_TIMEOUT: '5' },
      "WEBHOOK_SIM_TIMEOUT '5': write a duration",
    ],
    [
      'a switch in a variable',
      {},
      ['send', 'contact.updated'],
      { WEBHOOK_SIM_INSECURE: 'maybe' },
      "WEBHOOK_SIM_INSECURE 'maybe': write 1, true or yes, or 0, false or no",
    ],
    [
      'what is noticed later',
      { [yaml]: 'to: ftp://a.test/\n' },
      ['send', 'contact.updated'],
      {},
      `${yaml}:1:5: to ftp://a.test/: only http and https`,
    ],
    [
      'the same in a variable',
      {},
      ['send', 'contact.updated'],
      { WEBHOOK_SIM_TO: 'a.test' },
      'WEBHOOK_SIM_TO a.test: write http://a.test',
    ],
    [
      'a missing file',
      { [yaml]: 'cacert: no.pem\nto: https://a.test/\n' },
      ['send', 'contact.updated'],
      {},
      `${yaml}:1:9: cacert no.pem: no such file or folder`,
    ],
    [
      'two at once',
      { [yaml]: 'to: http://a.test/\nbase: http://a.test/\n' },
      ['send', 'contact.updated'],
      {},
      `${yaml}:2:7: base and to (at ${yaml}:1:5) exclude each other`,
    ],
    [
      'a variable that is not set',
      { [yaml]: `to: http://a.test/\ntoken: \${NOSUCH}\n` },
      ['send', 'contact.updated'],
      {},
      `${yaml}:2:8: the environment variable NOSUCH is not set or empty`,
    ],
    [
      'a pattern for no event',
      { [yaml]: 'addresses:\n  contact.updatd: http://a.test/\n' },
      ['send', 'contact.updated'],
      {},
      `${yaml}:2:3: addresses: no event 'contact.updatd' (did you mean contact.updated?)`,
    ],
    [
      'an address of an event',
      { [yaml]: 'addresses:\n  "*": a.test\n' },
      ['send', 'contact.updated'],
      {},
      `${yaml}:2:3: `,
    ],
    ['two files', { [yaml]: '', 'webhook-sim.config.json': '{}' }, ['list'], {}, 'two configurations'],
  ])('%s', async (_, files, args, env, expected) => {
    expect(await refused(files, args, env)).toContain(expected);
  });

  test.concurrent('but not where the value is not needed', async () => {
    const files = { [yaml]: `token: \${NOSUCH}\ntimeout: 5\n` };
    expect((await run(files, ['list'])).code).toBe(0);
    const { code, stderr } = await run(files, ['send', 'contact.updated', '--token', 'x', '--timeout', '1s']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('using') });
  });

  test.concurrent('a variable that means nothing is told once, and no other command’s', async () => {
    const env = { WEBHOOK_SIM_TIMEUOT: '1s', WEBHOOK_SIM_BAIL: '3', WEBHOOK_SIM_CONFIG: '' };
    expect(await run({}, ['list'], env)).toMatchObject({
      code: 0,
      stderr:
        'warning: unknown environment variable WEBHOOK_SIM_TIMEUOT (did you mean WEBHOOK_SIM_TIMEOUT?)\n',
    });
  });
});

describe('addresses', () => {
  test.concurrent('each event goes where the file says, with what the file says', async () => {
    await using receiver = await record();
    const files = {
      [yaml]: `to: ${receiver.url}/others
token: general
headers: { X-From: general }
addresses:
  juzi/*: ${receiver.url}/juzi
  message.received:
    base: ${receiver.url}/gone
    token: particular
    headers: { x-from: particular }
`,
    };
    const { code, stderr } = await run(files, ['send', 'juzi/*', '--contract', 'status']);
    expect(code, stderr).toBe(0);
    expect(lines(stderr)[0]).toBe(`using ${yaml}: to, headers, token, addresses`);
    const seen = receiver.requests.map(({ url, headers }) => `${url.split('?')[0]} ${headers['x-from']}`);
    expect(new Set(seen)).toEqual(new Set(['/juzi general', '/gone/message particular']));
    expect(seen.filter((line) => line.startsWith('/gone'))).toHaveLength(1);
    const tokens = receiver.requests.flatMap(({ url, body }) => {
      const [, token] = /"token":"([^"]*)"/.exec(body.toString()) ?? [];
      return token === undefined ? [] : [`${url.split('?')[0]} ${token}`];
    });
    expect(new Set(tokens)).toEqual(new Set(['/juzi general', '/gone/message particular']));
    const others = await run(files, ['send', 'contact.updated']);
    expect(others.code).toBe(0);
    expect(receiver.requests.at(-1)?.url).toBe('/others');
  });

  test.concurrent('an event without one is refused before anything is sent', async () => {
    await using receiver = await record();
    const files = { [yaml]: `addresses:\n  contact.updated: ${receiver.url}\n` };
    expect(await refused(files, ['send', 'yuju/contact.*'])).toContain('contact.created has no address');
    expect(receiver.requests).toEqual([]);
  });
});

describe('what comes from the environment is secret', () => {
  const canary = 'canary-0f3a9c';
  const files = (url: string): Files => ({
    [yaml]: `to: ${url}/hook?trace=\${CANARY}\ntoken: \${CANARY}\nheaders: { X-Plain: "a \${CANARY}" }\nseed: s\n`,
  });

  test.concurrent('in what is sent, in `config`, and in a mistake', async () => {
    await using receiver = await record();
    const env = { CANARY: canary };
    for (const flags of [[], ['--json'], ['--verbose']]) {
      const { code, stdout, stderr } = await run(
        files(receiver.url),
        ['send', 'contact.updated', ...flags],
        env,
      );
      expect(code, stderr).toBe(0);
      expect(stdout + stderr).not.toContain(canary);
    }
    expect(receiver.requests[0]?.url).toContain(canary);
    for (const flags of [[], ['--json']]) {
      const { stdout, stderr } = await run(files(receiver.url), ['config', ...flags], env);
      expect(stdout + stderr).not.toContain(canary);
      expect(stdout).toContain('***');
    }
    const open = await run(files(receiver.url), ['config', '--show-secrets'], env);
    expect(open.stdout).toContain(canary);
    const broken = { [yaml]: `to: http://127.0.0.1:99999/\${CANARY}\n` };
    expect(await refused(broken, ['send', 'contact.updated'], env)).not.toContain(canary);
  });

  test.concurrent('the command that repeats a delivery repeats that one, and leaves out what will be there', async () => {
    await using receiver = await record();
    using folder = folderWith(files(receiver.url));
    const options = { cwd: folder.path, env: { CANARY: canary, WEBHOOK_SIM_COUNT: '2' } };
    const first = await runCli(['send', 'contact.updated', '--json'], options);
    const { repro } = JSON.parse(lines(first.stdout)[0] ?? '') as { repro: string };
    expect(repro).not.toMatch(/--token|-H /);
    expect(repro).toContain('--count 1');
  });
});

test.concurrent('`config` as it is read', async () => {
  const files = {
    [yaml]: `to: http://127.0.0.1:3000/hook
token: \${TOKEN}
headers:
  X-Api-Key: abcdef
  X-Plain: plain
exec: npm start
count: 3
addresses:
  contact.*: http://127.0.0.1:3000/contacts
  juzi/message.received:
    base: http://127.0.0.1:4000
    token: abcdef
    headers: { X-Api-Key: ghijkl }
`,
  };
  const env = { TOKEN: 'canary', WEBHOOK_SIM_WAIT: '90s' };
  const { code, stdout, stderr } = await run(files, ['config', '--bail', '2'], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  await expect(stdout).toMatchFileSnapshot('../golden/cli/config.txt');
  expect((await run({}, ['config'])).stdout).toMatch(
    /^No configuration file, here or in a folder above: webhook-sim init writes one\.\n/,
  );
});

describe('events chooses what test and burst run', () => {
  const list = async (files: Files, args: readonly string[], env: Variables = {}) => {
    const { code, stdout, stderr } = await run(
      files,
      ['test', '--list', '--json', '--only', 'variants', ...args],
      env,
    );
    expect(code, stderr).toBe(0);
    return [...new Set(lines(stdout).map((line) => (JSON.parse(line) as { subject: string }).subject))];
  };

  test.concurrent('of test: typed before environment before file', async () => {
    const files = { [yaml]: "events: ['juzi/room.left', contact.deleted]\n" };
    expect(await list(files, [])).toEqual(['juzi/room.left', 'yuju/contact.deleted']);
    expect(await list(files, ['room.renamed'])).toEqual(['juzi/room.renamed']);
    expect(await list(files, ['--events', 'room.renamed,account.renamed'])).toEqual([
      'juzi/room.renamed',
      'juzi/account.renamed',
    ]);
    expect(await list(files, [], { WEBHOOK_SIM_EVENTS: 'account.renamed' })).toEqual([
      'juzi/account.renamed',
    ]);
  });

  test.concurrent('of burst, unless a mix is configured or typed', async () => {
    await using receiver = await record();
    const sent = async (config: string, args: readonly string[]) => {
      const files = { [yaml]: `to: ${receiver.url}\ncontract: status\ncount: 4\n${config}` };
      const { code, stdout, stderr } = await run(files, ['burst', '--json', ...args]);
      expect(code, stderr).toBe(0);
      return (JSON.parse(stdout) as { settings: { events: string[] } }).settings.events;
    };
    const events = 'events: room.left\n';
    const mix = 'mix: room.renamed=1\n';
    expect(await sent(events, [])).toEqual(['juzi/room.left']);
    expect(await sent(events, ['account.renamed'])).toEqual(['juzi/account.renamed']);
    expect(await sent(events, ['--mix', 'account.renamed=1'])).toEqual(['juzi/account.renamed']);
    expect(await sent(events + mix, [])).toEqual(['juzi/room.renamed']);
    expect(await sent(mix, ['--events', 'room.left'])).toEqual(['juzi/room.left']);
  });

  test.concurrent.each<[string, Files, string[], RegExp]>([
    [
      'named twice',
      {},
      ['test', 'room.left', '--events', 'room.left'],
      /^--events already names the events:/,
    ],
    [
      'a path',
      { [yaml]: 'events: ./mine.mjs' },
      ['test'],
      /mine\.mjs: this is a path, not an event; --event-files loads/,
    ],
    ['a folder', { 'mine/a.mjs': '' }, ['test', '--events', 'mine'], /^--events mine: this is a path/],
    [
      'no such event',
      { [yaml]: 'events: room.lef' },
      ['test'],
      /no event 'room\.lef' \(did you mean room\.left/,
    ],
  ])('%s is a mistake', async (_, files, args, message) => {
    expect(await refused(files, args)).toMatch(message);
  });
});
