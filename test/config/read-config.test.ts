import { describe, expect, test } from 'vitest';
import { everySetting } from '../../src/cli/flags/declared.ts';
import { openConfiguration } from '../../src/config/open-configuration.ts';
import { UsageError } from '../../src/errors.ts';
import { folderWith } from './folder.ts';

/** The content of a configuration, without places. */
async function read(name: string, content: string) {
  using folder = folderWith({ [name]: content });
  const found = await openConfiguration(undefined, folder.path, everySetting);
  if (found === undefined) throw new Error(`${name} was not found`);
  const settings = [...found.settings].map(([key, { texts }]) => [key, texts.map(({ text }) => text)]);
  return {
    file: found.file,
    settings: Object.fromEntries(settings) as Record<string, string[]>,
    addresses: found.addresses,
  };
}

/** The error message of an invalid configuration. */
async function mistake(name: string, content: string): Promise<string> {
  const error = await read(name, content).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  const { message } = error as UsageError;
  expect(message).not.toContain('\n');
  return message;
}

const same = {
  to: 'http://127.0.0.1:3000/hook',
  timeout: '2s',
  bail: 3,
  insecure: true,
  only: ['variants', 'forward'],
  headers: { 'X-Api-Key': `\${KEY}` },
  addresses: { 'contact.*': 'http://127.0.0.1:3000/contacts' },
};
const asJson = JSON.stringify(same, null, 2);

describe('every format has the same meaning', () => {
  test.each([
    ['webhook-sim.config.json', asJson],
    ['webhook-sim.config.json', `\ufeff${asJson}`],
    ['webhook-sim.config.yaml', asJson],
    [
      'webhook-sim.config.yml',
      `# comment
to: http://127.0.0.1:3000/hook
timeout: 2s
bail: 3
insecure: true
only:
  - variants
  - forward
headers:
  X-Api-Key: \${KEY}
addresses:
  contact.*: http://127.0.0.1:3000/contacts
`,
    ],
    ['webhook-sim.config.mjs', `export default ${asJson}`],
    ['webhook-sim.config.mjs', `export default () => (${asJson})`],
    ['webhook-sim.config.mjs', `export default async () => (${asJson})`],
    ['webhook-sim.config.mjs', `export default Promise.resolve(${asJson})`],
    ['webhook-sim.config.js', `module.exports = ${asJson}`],
    ['package.json', JSON.stringify({ name: 'mine', 'webhook-sim': same }, null, 2)],
  ])('%s', async (name, content) => {
    const { file, settings, addresses } = await read(name, content);
    expect(file).toBe(name);
    expect(settings).toEqual({
      to: ['http://127.0.0.1:3000/hook'],
      timeout: ['2s'],
      bail: ['3'],
      insecure: ['true'],
      only: ['variants', 'forward'],
      headers: [`X-Api-Key: \${KEY}`],
    });
    expect(addresses).toMatchObject([
      { pattern: 'contact.*', to: { text: 'http://127.0.0.1:3000/contacts' }, headers: [] },
    ]);
  });
});

test('a number keeps its spelling', async () => {
  const { settings } = await read('webhook-sim.config.yaml', 'seed: 007\ntoken: 1e3\n');
  expect(settings).toEqual({ seed: ['007'], token: ['1e3'] });
});

test('a list may be a single text, an empty list is not set, and $schema is ignored', async () => {
  const { settings } = await read('webhook-sim.config.json', '{"$schema":"x","only":"variants","skip":[]}');
  expect(settings).toEqual({ only: ['variants'] });
});

test.each(['', '# nothing yet\n', '{}'])('%j is an empty configuration', async (content) => {
  expect((await read('webhook-sim.config.yaml', content)).settings).toEqual({});
});

test('an alias is what stands behind the nearest anchor before it', async () => {
  const content = 'headers: { A: &x one, B: *x, C: &x two, D: *x }\n';
  expect((await read('webhook-sim.config.yaml', content)).settings['headers']).toEqual([
    'A: one',
    'B: one',
    'C: two',
    'D: two',
  ]);
});

test('a few lines that stand for billions of values are refused at once', async () => {
  const levels = Array.from({ length: 12 }, (_, i) =>
    `x${i}: &x${i} [${`*x${i - 1}, `.repeat(10)}]`.replace(/\*x-1/g, 'y'),
  );
  const began = performance.now();
  expect(await mistake('webhook-sim.config.yaml', levels.join('\n'))).toMatch(
    /:\d+:\d+: aliases stand for more than 10000 values$/,
  );
  expect(performance.now() - began).toBeLessThan(2000);
});

test.each(['yaml', 'json'])('many keys take little more time than a tenth of them: %s', async (end) => {
  const took = async (n: number): Promise<number> => {
    const headers = Object.fromEntries(Array.from({ length: n }, (_, i) => [`X-${i}`, `${i}`]));
    const began = performance.now();
    const { settings } = await read(`webhook-sim.config.${end}`, JSON.stringify({ headers }, null, 1));
    expect(settings['headers']).toHaveLength(n);
    return performance.now() - began;
  };
  await took(1000);
  // A square would be a hundred times as long.
  expect((await took(40_000)) / (await took(4000))).toBeLessThan(35);
});

test('in a module, undefined leaves a key out, and an address may be a URL object', async () => {
  const content = 'export default { token: undefined, to: new URL("http://127.0.0.1:3000/x") }';
  expect((await read('webhook-sim.config.mjs', content)).settings).toEqual({
    to: ['http://127.0.0.1:3000/x'],
  });
});

describe('a mistake is reported with file, line and column', () => {
  test.each([
    ['an unknown key', 'a: 1\n', "1:1: unknown key 'a'"],
    ['with the nearest key', 'to: x\ntimeuot: 5s\n', "2:1: unknown key 'timeuot' (did you mean timeout?)"],
    ['spelt as the flag', 'max-cases: 3\n', "1:1: unknown key 'max-cases' (did you mean maxCases?)"],
    ['in the singular', 'header: {}\n', "1:1: unknown key 'header' (did you mean headers?)"],
    ['a duplicate key', 'to: x\nbase: y\nto: z\n', '3:1: duplicate key'],
    ['a wrong type', 'to:\n  - x\n', '2:3: to: write a text, not a list'],
    ['a boolean', 'seed: true\n', '1:7: seed: write a text, not true: "true" in quotes'],
    ['nothing', 'to: x\nseed:\n', '2:6: seed is empty: write a value, or leave the key out'],
    ['not a boolean', 'insecure: maybe\n', '1:11: insecure: write true or false, not the text "maybe"'],
    ['a list in a list', 'only: [variants, [forward]]\n', '1:18: only[1]: write a text, not a list'],
    ['headers as text', "headers: 'A: b'\n", '1:10: headers: write a map of names to values'],
    ['a header without a value', 'headers:\n  A: {}\n', '2:6: headers.A: write a text, not a map'],
    ['no map at all', '- to: x\n', '1:1: write keys and values here, not a list'],
    ['invalid syntax', 'to: "x\n', '2:1: Missing closing "quote'],
    ['addresses as text', 'addresses: x\n', '1:12: addresses: write a map of events to addresses'],
    [
      'an address with both',
      'addresses:\n  a: { to: x, base: y }\n',
      '2:3: addresses.a: to and base exclude each other',
    ],
    ['an address with neither', 'addresses:\n  a: {}\n', '2:3: addresses.a is empty'],
    [
      'a misspelled key in an address',
      'addresses:\n  a: { tokne: x }\n',
      "2:8: unknown key 'tokne' in an address (did you mean token?)",
    ],
    ['a duplicate key within', 'addresses:\n  a: x\n  a: y\n', '3:3: duplicate key'],
    ['a second document', 'to: x\n---\nto: y\n', '2:1: a second document: a configuration is one'],
    ['a second document with nothing in it', 'to: x\n---\n', '2:1: a second document'],
    ['an alias of nothing', 'only: *b\n', '1:7: there is no &b before it'],
    ['an alias of itself', 'only: &a [*a]\n', 'nested more than 20 levels deep'],
  ])('%s', async (_, content, expected) => {
    const message = await mistake('webhook-sim.config.yaml', content);
    expect(message).toMatch(/^webhook-sim\.config\.yaml:\d+:\d+: /);
    expect(message).toContain(expected);
  });

  test.each([
    ['a trailing comma', '{\n  "to": "x",\n}', '3:1: invalid JSON: expected a key'],
    ['a comment', '{\n  // mine\n  "to": "x"\n}', '2:3: invalid JSON'],
    ['single quotes', "{ 'to': 'x' }", '1:3: invalid JSON'],
    ['no quotes', '{ to: 1 }', '1:3: invalid JSON'],
    ['YAML', 'to: x\n', '1:1: invalid JSON'],
    ['a missing end', '{ "to": "x"\n', '2:1: invalid JSON: expected , or }'],
    ['a duplicate key', '{ "to": "x",\n  "to": "y" }', '2:3: duplicate key'],
    ['a misspelled key', '{\n  "tokne": "x"\n}', "2:3: unknown key 'tokne' (did you mean token?)"],
  ])('in JSON: %s', async (_, content, expected) => {
    expect(await mistake('webhook-sim.config.json', content)).toContain(
      `webhook-sim.config.json:${expected}`,
    );
  });

  test('in a package.json', async () => {
    const content = '{\n  "name": "mine",\n  "webhook-sim": {\n    "tokne": "x"\n  }\n}';
    expect(await mistake('package.json', content)).toContain("package.json:4:5: unknown key 'tokne'");
  });

  test.each([
    ['a misspelled key', 'export default { tokne: 1 }', "unknown key 'tokne' (did you mean token?)"],
    ['a function', 'export default { to: () => 1 }', 'to: write a text, not a function'],
    ['null', 'export default { to: null }', 'to is empty'],
    ['in a list', 'export default { only: ["a", {}] }', 'only[1]: write a text, not a map'],
    ['no default export', 'export const to = 1', 'write `export default { … }`'],
    ['an exception', 'throw new Error("not\\ntoday")', 'cannot be loaded: Error: not today'],
    ['a cycle', 'const a = {}; a.headers = a; export default a', 'a value contains itself'],
  ])('in a module, with file and key: %s', async (_, content, expected) => {
    const message = await mistake('webhook-sim.config.mjs', content);
    expect(message).toMatch(/^webhook-sim\.config\.mjs(:\d+)?: /);
    expect(message).toContain(expected);
  });
});

describe('a named file', () => {
  const open = (path: string, folder: string) => openConfiguration(path, folder, everySetting);

  test('is read from any folder, and shown relative to the working directory', async () => {
    using folder = folderWith({ 'ci/strict.yaml': 'contract: strict\n', 'webhook-sim.config.yaml': 'to: x' });
    const found = await open('ci/strict.yaml', folder.path);
    expect([...(found?.settings.keys() ?? [])]).toEqual(['contract']);
    expect(found?.file).toBe('ci/strict.yaml');
    expect(found?.folder).toBe(folder.at('ci'));
    expect((await open(folder.at('ci/strict.yaml'), folder.at('ci')))?.file).toBe('strict.yaml');
  });

  test.each([
    ['nosuch.yaml', 'nosuch.yaml: no such file or folder'],
    ['nosuch.mjs', 'nosuch.mjs: no such file or folder'],
    ['folder.yaml', 'folder.yaml: this is a folder, not a file'],
    ['config.toml', 'config.toml: the name of a configuration must end in .js, .mjs, .json, .yaml, .yml'],
    ['package.json', 'package.json: there is no key "webhook-sim" in this file'],
  ])('%s', async (name, message) => {
    using folder = folderWith({ 'folder.yaml/': '', 'config.toml': '', 'package.json': '{}' });
    await expect(open(name, folder.path)).rejects.toThrow(message);
  });

  test('may be none', async () => {
    using folder = folderWith({ 'webhook-sim.config.yaml': 'broken: [' });
    expect(await openConfiguration(false, folder.path, everySetting)).toBeUndefined();
  });
});
