import { expect, test } from 'vitest';
import { configNames, findConfig } from '../../src/config/open-configuration.ts';
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
