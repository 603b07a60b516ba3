import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtinCatalog } from '../src/catalog/builtin.ts';
import { documentEvent } from '../src/catalog/document.ts';
import { commandNames, commands } from '../src/cli/commands.ts';
import { everySetting, flagsOf } from '../src/cli/flags/declared.ts';
import { coverages } from '../src/generate/coverage-names.ts';
import { findingCodes } from '../src/verdict/codes.ts';
import { runCli, workshop } from './e2e/run-cli.ts';
import { type Recorder, record } from './fixtures/receivers/recorder.ts';

// In the pseudo-language, every text stands between ⟦ and ⟧. What stands outside is data, or was forgotten.

const env = { WEBHOOK_SIM_LANG: 'pseudo' };

/** What is the same in every language, and so may stand outside. */
let data: ReadonlySet<string>;
/** The same, of several words: titles, and what the receiver says. */
let phrases: readonly string[] = [];
let receiver: Recorder;
const folder = workshop();

beforeAll(async () => {
  data = new Set(await dataWords());
  const named = [...builtinCatalog.match('*'), ...builtinCatalog.scenarios, ...builtinCatalog.platforms];
  phrases = [
    ...named.map(({ title }) => title.en),
    'Too Many Requests',
    'Internal Server Error',
    'DROP TABLE messages',
  ];
  receiver = await record((request, response, nth) => {
    const answers: (() => void)[] = [
      () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"errcode":"0","a":1}'),
      () => response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>TypeError: x</h1>'),
      () => response.writeHead(404).end(),
      () => response.writeHead(302, { location: '/x' }).end(),
      () => response.writeHead(429, { 'retry-after': '3' }).end(),
      () => response.writeHead(200).end('<html>hello'),
      () => response.writeHead(200, { 'content-type': 'application/json' }).end('[]'),
      () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"errcode":7,"errmsg":"x"}'),
      () => response.socket?.destroy(),
      () => response.writeHead(201, { 'content-type': 'application/json' }).end('{"errcode":0,"errmsg":""}'),
    ];
    const kind = /kind=(\d+)/.exec(request.url)?.[1];
    answers[kind === undefined ? nth % answers.length : Number(kind)]?.();
  });
});
afterAll(async () => {
  await receiver[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

async function dataWords(): Promise<string[]> {
  const words: string[] = [
    ...['webhook', 'sim', 'npx', 'npm', 'curl', 'http', 'https', 'json', 'yaml', 'jsonl', 'utf'],
    // What the receiver says.
    ...'Internal Server Error Not Found Too Many Requests Created Location Retry-After ok hello'.split(' '),
    ...'POST GET errcode errmsg BODY TypeError SQL Expect Accept User-Agent Content-Type'.split(' '),
    // Names: metrics, keys of TAP and of the keyboard, what completion says to a shell.
    ...'usual min max mean TAP version severity received reproduce expected actual findings fail like'.split(
      ' ',
    ),
    ...'group basis documented observed inferred Esc words ::warning ::notice ::error head pseudo'.split(' '),
    ...commandNames.flatMap((name) => commands[name].operands?.map(({ usage }) => usage) ?? []).map(bare),
    ...builtinCatalog.platforms.flatMap(({ id, title }) => [id, title.zh]),
    ...builtinCatalog.scenarios.map(({ name }) => name),
    // Units.
    ...['ms', 's', 'min', 'h', 'KiB', 'MiB', 'GiB', 'B', 'p'],
    // Types of JSON.
    ...['string', 'number', 'integer', 'boolean', 'object', 'array', 'null', 'true', 'false'],
    ...[
      'headers',
      'content-type',
      'body',
      'status',
      'OK',
      'HTML',
      'JSON',
      'HTTP',
      'CPU',
      'TLS',
      'UTC',
      'CST',
    ],
    ...commandNames,
    ...coverages,
    ...Object.keys(findingCodes).flatMap((code) => code.split(/[._]/)),
    ...commandNames.flatMap((name) =>
      flagsOf(name).flatMap(({ long, kind }) => [long, kind?.placeholder ?? '']),
    ),
    ...commandNames.flatMap((name) => flagsOf(name).flatMap(({ kind }) => kind?.words ?? [])),
    ...everySetting().flatMap(({ key, variable }) => [key, variable]),
  ];
  for (const summary of builtinCatalog.match('*')) {
    const event = await builtinCatalog.get(summary.id);
    words.push(summary.id, summary.name, summary.title.zh, summary.title.en);
    for (const { name, members, beyond } of event.dimensions)
      words.push(name, ...Object.keys(members), ...Object.keys(beyond));
    words.push(...documentEvent(event).fields.flatMap(({ path }) => path.split('.')));
  }
  return words;
}

/** `events` for `<events...>` */
const bare = (usage: string): string => usage.replace(/[<>[\].]/g, '');

/** What stands outside of the marks; a mark that is cut off reaches to the end of its paragraph. */
function outside(text: string): string {
  let depth = 0;
  let rest = '';
  for (const character of text.replace(/\u001b\[[\d;]*m/g, '')) {
    if (character === '⟦') depth += 1;
    else if (character === '⟧') depth = Math.max(0, depth - 1);
    else if (depth === 0) rest += character;
  }
  return rest;
}

/** English sentences in a Chinese text: a part that is in one language alone, inside of one that is in both. */
function english(text: string): string[] {
  let plain = text.replace(/› [^'"\n，。；：]*|"(?:[^"\\]|\\.)*"|\S*[/\d_=.]\S*|webhook-sim \w+/g, ' 。 ');
  for (const phrase of phrases) plain = plain.replaceAll(phrase, ' 。 ');
  return [...plain.matchAll(/\b[a-z]+,?(?: [a-z]+,?){2,}/gi)]
    .map(([words]) => words)
    .filter((words) => !words.split(/[ ,]+/).every((word) => data.has(word)));
}

/** Words outside of the marks that are no data. */
function forgotten(text: string): string[] {
  return (
    outside(text)
      // What was sent to the receiver, as XML has it.
      .replace(/&\w+;|DROP TABLE messages/g, ' ')
      .replace(/"(?:[^"\\\n]|\\.)*"/g, ' ')
      // The id of a case.
      .replace(/\S+ › [^⟦'"\n]*/g, ' ')
      .split(/\s+/)
      .map((word) => word.replace(/^[([{"'`<‹“]+|[)\]}"'`>›”,;:.!?…]+$/g, ''))
      .filter((word) => /[A-Za-z]{2,}/.test(word) && !isData(word))
  );
}

function isData(word: string): boolean {
  // Paths, addresses, codes, ids, flags, keys with values, measures.
  if (/[\d/_=.@<>{}[\]$\\|+*]|^-|\w:\w|[a-z][A-Z]/.test(word)) return true;
  return data.has(word) || word.split(/[-–·,:]/).every((part) => part === '' || data.has(part));
}

const wrong = (args: string): string[] => args.split(' ');

/** Command lines that print pages. */
const pages: readonly string[][] = [
  [],
  ['--help'],
  ...commandNames.map((name) => [name, '--help']),
  ['list'],
  ['list', '--known'],
  ['list', 'juzi/*'],
  ['config'],
  ['show', 'contact-life'],
  ['show', 'follow.timeout'],
  ['send', 'room.renamed'],
  ['send', 'contact-life'],
  ['send', 'message.received', '--coverage', 'each', '--set', 'data.type:="x"'],
];

/** Command lines that are refused, with exit code 2. */
const refused: readonly string[][] = [
  'sned',
  '--nope',
  'list --nope',
  'list a b c',
  'send',
  'send nothing.there',
  'send contact.updatd',
  'send juzo/message.received',
  'send contact.updated --to',
  'send contact.updated --to ftp://x',
  'send contact.updated --to http:///x',
  'send contact.updated --to http://u:p@localhost/',
  'send contact.updated --to https://chat.jijyun.cn/hook',
  'send contact.updated --to http://a --base http://b',
  'send contact.updated --variant chanel=web',
  'send contact.updated --variant channel=nope',
  'send contact.updated --variant channel',
  'send contact.updated --set nope=1',
  'send contact.updated --set data.name',
  'send contact.updated --set data.x:={',
  'send contact.updated --unset nope',
  'send contact.updated --count 0',
  'send contact.updated --count x',
  'send contact.updated --timeout 5',
  'send contact.updated --now yesterday',
  'send contact.updated --contract lax',
  'send contact.updated --step 2',
  'send contact-life --step 99',
  'send contact.updated --body /nowhere.json',
  'send contact.updated --cacert /nowhere.pem --to https://localhost',
  'send contact.updated --cert /nowhere.pem --to https://localhost',
  'send contact.updated --resolve nope --to http://localhost',
  'send contact.updated -H nope --to http://localhost',
  'send contact.updated -H Content-Length:3 --to http://localhost',
  'send contact.updated --json --curl',
  'send contact.updated --lang de',
  'send contact.updated --config /nowhere.yaml',
  'generate contact.updated --pretty --ndjson',
  'generate contact.updated --coverage all',
  'test contact.updated',
  'test nothing.there --to http://localhost',
  'test contact.updated --to http://localhost --filter nope',
  'test contact.updated --to http://localhost --only nope',
  'test contact.updated --to http://localhost --shard 3/2',
  'test contact.updated --to http://localhost --reporter nope',
  'test contact.updated --to http://localhost --reporter junit --reporter tap',
  'test contact.updated --to http://localhost --probe nope',
  'test contact.updated --to http://localhost --negative-expect nope',
  'test contact.updated --to http://localhost --bail 0',
  'burst contact.updated',
  'burst contact.updated --to http://example.com',
  'burst contact.updated --to http://localhost --rate fast',
  'burst contact.updated --to http://localhost --rate 0/s',
  'burst contact.updated --to http://localhost --rate 1/s --stages 1/s:1s',
  'burst contact.updated --to http://localhost --stages x',
  'burst contact.updated --to http://localhost --duration 0s --rate 1/s',
  'burst contact.updated --to http://localhost --threshold p99',
  'burst contact.updated --to http://localhost --threshold p99{nope=x}<1ms',
  'burst contact.updated --to http://localhost --abort-on nope',
  'burst contact.updated --to http://localhost --mix contact.updated=0',
  'burst contact.updated --to http://localhost --duplicates 200%',
  'burst contact.updated --to http://localhost --workers 0',
  'compare a.json b.json',
  'completion nosuchshell',
  'show nothing.there',
  'show contact.updated --schema --example',
].map(wrong);

/** Command lines whose receiver answers in every way there is; `URL` is its address. */
const judged: readonly string[][] = [
  ...Array.from({ length: 10 }, (_, kind) => ['send', 'juzi/room.renamed', '--to', `URL/?kind=${kind}`]),
  ['send', 'juzi/*', '--coverage', 'each', '--base', 'URL'],
  ['send', 'room.renamed', '--to', 'http://127.0.0.1:1'],
  ['send', 'room.renamed', '--to', 'http://no-such-host.invalid'],
  ['send', 'room.renamed', '--to', 'https://URLHOST'],
  ['test', 'juzi/room.renamed', 'yuju/contact.updated', '--negative', '--base', 'URL'],
  ['test', 'juzi/room.renamed', '--to', 'URL/?kind=0', '--all-failures', '--bail', '3'],
  ['test', 'juzi/room.renamed', '--to', 'URL/?kind=9'],
  ['test', 'juzi/room.renamed', '--to', 'URL', '--reporter', 'junit'],
  ['test', 'juzi/room.renamed', '--to', 'URL', '--reporter', 'tap'],
  ['test', 'juzi/room.renamed', '--to', 'URL', '--reporter', 'github'],
  ['test', 'juzi/room.renamed', '--to', 'URL', '--reporter', 'html'],
  ['burst', 'juzi/room.renamed', '--to', 'URL', '--count', '200'],
  [
    'burst',
    'juzi/room.renamed',
    '--to',
    'URL',
    '--rate',
    '50/s',
    '--duration',
    '1s',
    '--threshold',
    'p99<1ms',
  ],
  ['burst', 'juzi/*', '--base', 'URL', '--count', '300', '--reporter', 'html'],
];

describe.concurrent('pages', () => {
  test.each(pages.map((line) => [line.join(' '), line] as const))('%s', async (_, args) => {
    const { code, stdout, stderr } = await runCli(args, { env });
    expect(forgotten(stderr + stdout)).toEqual([]);
    expect(code).toBe(0);
    expect(stdout).toContain('⟦');
  });

  test('of every event', async () => {
    const events = builtinCatalog.match('*').map(({ id }) => id);
    for (const id of events) {
      const { stdout } = await runCli(['show', id], { env });
      expect({ id, forgotten: forgotten(stdout) }).toEqual({ id, forgotten: [] });
    }
  });
});

describe.concurrent('what is refused', () => {
  test.each(refused.map((line) => [line.join(' '), line] as const))('%s', async (_, args) => {
    const { code, stderr } = await runCli(args, { env, cwd: folder.folder });
    expect(code).toBe(2);
    expect(stderr).toContain('⟦');
    expect(forgotten(stderr)).toEqual([]);
    const inChinese = await runCli(args, { env: { WEBHOOK_SIM_LANG: 'zh' }, cwd: folder.folder });
    expect(inChinese.stderr).toMatch(/[\u4e00-\u9fff]/);
    expect(english(inChinese.stderr)).toEqual([]);
  });
});

describe.concurrent('what is judged', () => {
  test.each(judged.map((line) => [line.join(' '), line] as const))('%s', async (_, args) => {
    const host = receiver.url.replace('http://', '');
    const typed = args
      .filter(Boolean)
      .map((word) => word.replace('URLHOST', host).replace('URL', receiver.url));
    const { stdout, stderr } = await runCli(typed, { env, cwd: folder.folder });
    expect(forgotten(withoutPrograms(stdout) + stderr)).toEqual([]);
    expect(stdout).toContain('⟦');
    const inChinese = await runCli(typed, { env: { WEBHOOK_SIM_LANG: 'zh' }, cwd: folder.folder });
    expect(english(withoutPrograms(inChinese.stdout) + inChinese.stderr)).toEqual([]);
  });
});

describe.concurrent('what programs read is in no language', () => {
  test.each([
    ['list', '--json'],
    ['show', 'contact.updated', '--json'],
    ['show', 'contact.updated', '--schema'],
    ['generate', 'message.received', '--coverage', 'each'],
    ['send', 'contact.updated', '--curl', '--to', 'http://localhost:3000'],
  ])('%s %s %s', async (...args) => {
    const { code, stdout } = await runCli(args, { env });
    expect(code).toBe(0);
    expect(stdout).not.toContain('⟦');
  });
});

/** A report without what it has for programs: tags, scripts, styles, and the parts of XML. */
function withoutPrograms(text: string): string {
  if (!text.trimStart().startsWith('<')) return text;
  return text
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<pre\b[\s\S]*?<\/pre>|<code\b[\s\S]*?<\/code>/g, ' ')
    .replace(/\s(?:title|aria-label|alt|placeholder|message)="([^"]*)"/g, '> $1 <i ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** The texts in the page that completes a command line. */
test('completion describes in the language in effect', async () => {
  const { stdout } = await runCli(['completion', 'fish', 'webhook-sim', 'send', '--'], { env });
  expect(forgotten(stdout)).toEqual([]);
});

test('every file that init writes', async () => {
  const { stdout, stderr } = await runCli(['init'], { env, cwd: folder.folder });
  const file = readFileSync(join(folder.folder, 'webhook-sim.config.yaml'), 'utf8');
  expect(stdout).toContain('⟦');
  expect(forgotten(stderr + stdout)).toEqual([]);
  expect(file).toContain('⟦');
});
