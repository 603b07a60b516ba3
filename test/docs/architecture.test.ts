import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { json } from '../../src/report/load/json.ts';
import { sampleResult } from '../report/load/sample.ts';
import { readText, root } from './support/markdown.ts';

const page = readText('docs/ARCHITECTURE.md');
describe('dependencies', () => {
  const { dependencies } = JSON.parse(readText('package.json')) as { dependencies: Record<string, string> };

  test('each has a reason, and is pinned', () => {
    for (const [name, version] of Object.entries(dependencies)) {
      expect(page).toContain(`**${name}** `);
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  const reports = mkdtempSync(join(tmpdir(), 'webhook-sim-reports-'));
  const sampleReport = join(reports, 'burst.json');
  writeFileSync(sampleReport, json(sampleResult()));
  afterAll(() => rmSync(reports, { recursive: true }));

  // Prints each loaded package to stderr, from the thread of the import hooks.
  const hooks = `import { writeSync } from 'node:fs';
export async function load(url, context, next) { writeSync(2, 'loaded ' + url + '\\n'); return next(url, context); }`;
  const spy = `import module from 'node:module';
module.register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hooks)}));`;

  function loadedBy(argv: readonly string[]): string[] {
    // `init` writes to the working directory.
    const folder = mkdtempSync(join(tmpdir(), 'webhook-sim-loads-'));
    const { stdout: output } = spawnSync(
      'sh',
      [
        '-c',
        'exec "$0" "$@" 2>&1 >/dev/null',
        process.execPath,
        '--import',
        `data:text/javascript,${encodeURIComponent(spy)}`,
        fileURLToPath(new URL('bin/webhook-sim.js', root)),
        ...argv,
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    rmSync(folder, { recursive: true });
    const packages = [...output.matchAll(/^loaded file:.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/gm)];
    return [...new Set(packages.map(([, name = '']) => name))].sort();
  }

  const rows = [...page.matchAll(/^\| ((?:`[\w-]+`(?:, )?)+) \| ((?:nothing|commander).*?) \|$/gm)];
  const cases = rows.flatMap(([, commands = '', loads = '']) =>
    [...commands.matchAll(/`([\w-]+)`/g)].map(([, command = '']) => ({
      command,
      loads: loads === 'nothing' ? [] : loads.split(', ').sort(),
    })),
  );

  test('the table of loaded packages has every command', () => {
    expect(cases.map(({ command }) => command)).toEqual([
      '--help',
      '--version',
      'list',
      'show',
      'compare',
      'config',
      'init',
      'completion',
      'generate',
      'send',
      'test',
      'burst',
    ]);
  });

  test.each(cases)('$command loads $loads', ({ command, loads }) => {
    const argv: Readonly<Record<string, readonly string[]>> = {
      show: ['contact.updated'],
      generate: ['contact.updated'],
      send: ['contact.updated'],
      // Nothing listens at this port.
      test: ['account.renamed', '--to', 'http://127.0.0.1:9', '--only', 'variants'],
      burst: ['account.renamed', '--to', 'http://127.0.0.1:9', '--count', '1'],
      compare: [sampleReport, sampleReport],
      completion: ['bash'],
    };
    expect(loadedBy([command, ...(argv[command] ?? [])])).toEqual(loads);
  });
});
