import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { main } from '../../src/cli/main.ts';
import { getEvent, send, startReceiver } from '../../src/index.ts';
import { blocksOf, readText, root } from './support/markdown.ts';

const pages = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(new URL('docs/', root)).map((name) => `docs/${name}`),
];

const usagePages = ['docs/usage.md', 'docs/usage.zh-CN.md'];

/** The anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

describe.each(pages)('%s', (page) => {
  const text = readText(page);
  const prose = text.replace(/^```.*?^```$/gms, '');
  const links = [...prose.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];

  test('its links have existing targets', () => {
    const broken = links.filter(([, path = '', anchor]) => {
      const target = new URL(path === '' ? page : path, new URL(page, root));
      const file = path === '' ? new URL(page, root) : target;
      if (!existsSync(file)) return true;
      if (anchor === undefined) return false;
      const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm);
      return ![...headings].some(([, heading = '']) => anchorOf(heading) === anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  test('its files and scripts exist', () => {
    const scripts = JSON.parse(readText('package.json')) as { scripts: Record<string, string> };
    const run = [...text.matchAll(/npm run ([\w-]+)/g)].map(([, name = '']) => name);
    expect(run.filter((name) => !Object.hasOwn(scripts.scripts, name))).toEqual([]);
    const named = [...prose.matchAll(/`((?:src|test|payloads|examples|docs|bench)\/[\w./-]*)`/g)];
    expect(named.map(([, path = '']) => path).filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  });
});

test.each(['README.md', 'README.zh-CN.md'])('%s starts with the two commands', (page) => {
  const [first] = blocksOf(readText(page));
  expect(first?.text).toBe('npm ci && npx webhook-sim send contact.updated\nnpm ci && npm test\n');
});

/** The output of a command, run in this process. */
async function printed(argv: readonly string[]): Promise<string> {
  let output = '';
  const { write } = process.stdout;
  process.stdout.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
    output += chunk.toString();
    const done = rest.find((argument) => typeof argument === 'function') as (() => void) | undefined;
    done?.();
    return true;
  }) as typeof write;
  try {
    await main(argv);
  } finally {
    process.stdout.write = write;
  }
  return output;
}

/** The flags in a text, without those of other programs. */
function flagsIn(text: string): Set<string> {
  const own = text.replace(/^(?:npm|curl|cmp) .*$/gm, '').replace(/`node --[^`]*`/g, '');
  return new Set([...own.matchAll(/(?<![\w-])(--[a-z][a-z-]*|-[a-zA-Z])(?![\w-])/g)].map(([flag]) => flag));
}

describe('flags', async () => {
  const names = Object.keys(commands);
  // Each run adds a listener to stdout.
  process.stdout.setMaxListeners(names.length + 10);
  const helps = await Promise.all([printed(['--help'])]);
  for (const command of names) helps.push(await printed([command, '--help']));
  const known = new Set(
    helps.flatMap((help) =>
      [...help.matchAll(/^ {2}(?:(-[a-zA-Z]), )?(--[a-z-]+)/gm)].flatMap(([, short, long = '']) =>
        short === undefined ? [long] : [short, long],
      ),
    ),
  );

  test('the help texts have flags', () => {
    expect(known.size).toBeGreaterThan(30);
    expect(known).toContain('--coverage');
  });

  test.each(usagePages)('%s names exactly the flags that exist', (page) => {
    const documented = flagsIn(readText(page));
    const helped = ['-h', '--help'];
    expect([...known].filter((flag) => !documented.has(flag) && !helped.includes(flag))).toEqual([]);
    expect([...documented].filter((flag) => !known.has(flag))).toEqual([]);
  });
});

/** The key paths of a value: `attempts[].timings.queue`. */
function keysOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keysOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Object.entries(value);
  // Names of dimensions and headers are not part of the format.
  if (/^\.(?:variant|request\.headers|attempts\[\]\.headers)$/.test(path)) return [path];
  return entries.flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`));
}

test.each(usagePages)('%s has the sub-paths of its events', async (page) => {
  const language = page.includes('.zh-CN.') ? 'zh' : 'en';
  const rows = [...readText(page).matchAll(/^\| `((?:juzi|yuju)\/[^`]+)` \| (.*) \| (.*) \|$/gm)];
  expect(rows.length).toBeGreaterThan(10);
  for (const [, id = '', title = '', path = ''] of rows) {
    const event = await getEvent(id);
    expect(title).toContain(event.title[language]);
    expect(/^`(.*)`$/.exec(path)?.[1]).toBe(event.address.path);
  }
});

test.each(usagePages)('%s shows every key of a delivery record', async (page) => {
  const [block] = blocksOf(readText(page)).filter(({ lang }) => lang === 'jsonc');
  const shown: unknown = JSON.parse((block?.text ?? '').replace(/ \/\/ .*$/gm, ''));
  const receiver = await startReceiver({
    contractFor: () => ({
      status: 200,
      mediaType: 'application/json',
      keys: [],
      example: '{}',
      basis: 'inferred',
    }),
  });
  try {
    for await (const delivery of send('juzi/message.received', { to: receiver.url, seed: '42' })) {
      const keys = new Set(keysOf(JSON.parse(JSON.stringify(delivery))));
      expect([...new Set(keysOf(shown))].sort()).toEqual([...keys].sort());
    }
  } finally {
    await receiver.close();
  }
});
