import { describe, expect, test } from 'vitest';
import { start } from './run-cli.ts';

/** Runs CommonJS in a process of its own, in the package's folder, where it can require itself by name. */
const commonjs = (code: string, ...flags: string[]) =>
  start(process.execPath, [...flags, '--input-type=commonjs', '--eval', code]).ended;

// Node.js says whether it can (20.19, 22.12 and later).
const canRequire = process.features.require_module === true;

describe.runIf(canRequire)('CommonJS requires', () => {
  test.concurrent('the library', async () => {
    const code = `
      const { generate, builtinCatalog } = require('webhook-sim');
      (async () => {
        for await (const { payload } of generate('contact.updated', { seed: '1' })) console.log(payload.event_type);
        console.log(builtinCatalog.match('juzi/*').length > 5);
      })();`;
    const { code: exit, stdout } = await commonjs(code);
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: 'contact_updated\ntrue\n' });
  });

  test.concurrent('webhook-sim/define', async () => {
    const { stdout } = await commonjs("console.log(typeof require('webhook-sim/define').defineEvent)");
    expect(stdout).toBe('function\n');
  });

  test.concurrent('the package.json', async () => {
    const { stdout } = await commonjs("console.log(require('webhook-sim/package.json').name)");
    expect(stdout).toBe('webhook-sim\n');
  });
});

test('where Node.js cannot, its error says to import it', async () => {
  const { code, stderr } = await commonjs("require('webhook-sim')", '--no-experimental-require-module');
  expect(code).toBe(1);
  expect(stderr).toMatch(/ERR_REQUIRE_ESM[\s\S]*dynamic import\(\)|dynamic import\(\)[\s\S]*ERR_REQUIRE_ESM/);
});

test('import() works in every CommonJS module', async () => {
  const { stdout } = await commonjs(
    "import('webhook-sim').then(({ send }) => console.log(typeof send))",
    '--no-experimental-require-module',
  );
  expect(stdout).toBe('function\n');
});
