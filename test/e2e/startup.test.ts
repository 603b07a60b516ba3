import { expect, test } from 'vitest';
import { record } from '../fixtures/receivers/recorder.ts';
import { lines, spawnCli } from './run-cli.ts';

// Writes the address of every module that is loaded to stderr, past the streams that are under test.
const hook = `
  import { writeSync } from 'node:fs';
  export async function load(url, context, next) {
    writeSync(2, 'loaded ' + url + '\\n');
    return next(url, context);
  }`;
const register = `
  import { register } from 'node:module';
  register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hook)}`)});`;
const tracing = ['--import', `data:text/javascript,${encodeURIComponent(register)}`];

/** The packages that a command line loads, and how many of the program's own modules. */
async function trace(args: readonly string[]): Promise<{ packages: string[]; own: number }> {
  const { code, stderr } = await spawnCli(args, { nodeFlags: tracing });
  expect(code, stderr).toBe(0);
  const urls = lines(stderr).flatMap((line) => (line.startsWith('loaded ') ? [line.slice(7)] : []));
  const packages = urls.flatMap((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
  return {
    packages: [...new Set(packages)].sort(),
    own: urls.filter((url) => url.includes('/dist/')).length,
  };
}

test.concurrent('the trace sees what is loaded: sending needs them all but the colours', async () => {
  await using receiver = await record();
  const { packages } = await trace(['send', 'contact.updated', '--to', receiver.url]);
  expect(packages).toEqual(['@faker-js/faker', 'commander', 'undici']);
});

test.concurrent.each([
  ['--version'],
  ['--help'],
  ['send', '--help'],
  ['list'],
  ['list', '--json'],
  ['list', 'contact.*'],
  ['show', 'contact.updated'],
  ['show', 'juzi/*'],
  ['show', 'contact.updated', '--json'],
  ['show', 'contact.updated', '--schema'],
  ['show', 'contact.updated', '--example'],
])('%s %s %s loads neither faker, nor undici, nor colours', async (...args) => {
  const { packages, own } = await trace(args);
  expect(packages.filter((name) => name !== 'commander')).toEqual([]);
  expect(own).toBeGreaterThan(2);
});

test.concurrent('help alone needs no package at all', async () => {
  expect((await trace(['--help'])).packages).toEqual([]);
  expect((await trace([])).packages).toEqual([]);
});

test.concurrent.each([
  ['generate', 'contact.updated'],
  ['generate', 'contact.updated', '--curl'],
])('%s %s %s loads no undici', async (...args) => {
  expect((await trace(args)).packages).toEqual(['@faker-js/faker', 'commander']);
});

test.concurrent('list loads no event', async () => {
  const { stderr } = await spawnCli(['list'], { nodeFlags: tracing });
  const events = lines(stderr).filter((line) => /\/payloads\/\w+\//.test(line));
  expect(events).toEqual([]);
});
