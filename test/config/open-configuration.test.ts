import { chownSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { everySetting } from '../../src/cli/flags/declared.ts';
import { configNames, findConfig, openConfiguration } from '../../src/config/open-configuration.ts';
import { UsageError } from '../../src/errors.ts';
import { folderWith } from './folder.ts';

test.each(configNames)('%s is found in its folder and in folders below', (name) => {
  using folder = folderWith({ [name]: '', 'a/b/': '' });
  expect(findConfig(folder.path)).toBe(folder.at(name));
  expect(findConfig(folder.at('a/b'))).toBe(folder.at(name));
});

test('the nearest folder wins, whatever the format', () => {
  using folder = folderWith({
    'webhook-sim.config.js': '',
    'a/package.json': '{ "webhook-sim": {} }',
    'a/b/webhook-sim.config.json': '',
    'a/b/c/': '',
  });
  expect(findConfig(folder.path)).toBe(folder.at('webhook-sim.config.js'));
  expect(findConfig(folder.at('a'))).toBe(folder.at('a/package.json'));
  expect(findConfig(folder.at('a/b/c'))).toBe(folder.at('a/b/webhook-sim.config.json'));
});

test.each([
  ['without the key', '{ "name": "webhook-sim", "devDependencies": { "webhook-sim": "1" } }'],
  ['that is broken, but not about us', '{ "name": "webhook-sim",,'],
  ['that is no object', '["webhook-sim"]'],
  ['that is null', 'null'],
])('a package.json %s is skipped', (_, content) => {
  using folder = folderWith({ 'webhook-sim.config.yaml': '', 'a/package.json': content });
  expect(findConfig(folder.at('a'))).toBe(folder.at('webhook-sim.config.yaml'));
});

test('an invalid package.json with our key is found, so that reading it reports the place', () => {
  using folder = folderWith({ 'package.json': '{ "webhook-sim": { "to": } }' });
  expect(findConfig(folder.path)).toBe(folder.at('package.json'));
});

test.each([
  ['webhook-sim.config.json', 'webhook-sim.config.yaml'],
  ['webhook-sim.config.yaml', 'package.json'],
])('two in one folder are an error that names both: %s and %s', (one, other) => {
  using folder = folderWith({ [one]: '', [other]: '{ "webhook-sim": {} }', 'below/': '' });
  const search = () => findConfig(folder.at('below'));
  expect(search).toThrow(UsageError);
  expect(search).toThrow(`two configurations, ${one} and ${other}`);
});

// Only root can give a file away.
describe.skipIf(process.geteuid?.() !== 0)('whose file is read', () => {
  const [other, root] = [4242, 0];
  const yaml = 'webhook-sim.config.yaml';
  const refusal =
    /belongs to another user, and is not read unless you name it with --config; --no-config goes/;
  const open = (folder: string, chosen?: string) => openConfiguration(chosen, folder, everySetting);

  test("above the working directory, the user's or root's, and nobody else's", async () => {
    using folder = folderWith({ [yaml]: 'seed: 1\n', 'a/b/': '' });
    expect(await open(folder.at('a/b'))).toMatchObject({ isAbove: true });
    for (const name of ['.', yaml]) chownSync(folder.at(name), other, other);
    await expect(open(folder.at('a/b'))).rejects.toThrow(refusal);
    expect(await open(folder.at('a/b'), folder.at(yaml))).toMatchObject({ isAbove: false });
  });

  test('in the working directory, also of the owner of that folder', async () => {
    using folder = folderWith({ [yaml]: 'seed: 1\n' });
    chownSync(folder.at(yaml), other, other);
    await expect(open(folder.path)).rejects.toThrow(refusal);
    chownSync(folder.path, other, other);
    expect(await open(folder.path)).toMatchObject({ isAbove: false });
    chownSync(folder.at(yaml), root, root);
    expect(await open(folder.path)).toBeDefined();
  });

  test('a module of somebody else is not run', async () => {
    using folder = folderWith({ 'webhook-sim.config.mjs': 'globalThis.hasRun = true; export default {}' });
    chownSync(folder.at('webhook-sim.config.mjs'), other, other);
    await expect(open(folder.path)).rejects.toThrow(refusal);
    expect(globalThis).not.toHaveProperty('hasRun');
  });
});
