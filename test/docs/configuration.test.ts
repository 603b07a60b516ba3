import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { blocksOf, readText, root } from './support/markdown.ts';

const bin = fileURLToPath(new URL('bin/webhook-sim.js', root));
const name = 'webhook-sim.config.yaml';

describe.each(['docs/usage.md', 'docs/usage.zh-CN.md'])('%s', (page) => {
  const examples = blocksOf(readText(page)).filter(({ text }) => text.startsWith(`# ${name}`));

  test('shows a configuration', () => {
    expect(examples).toHaveLength(1);
  });

  test.each(examples)('line $line: every key is valid, and takes effect', async ({ text }) => {
    const folder = mkdtempSync(join(tmpdir(), 'webhook-sim-docs-'));
    try {
      writeFileSync(join(folder, name), text);
      const variables = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, variable = '']) => [
        variable,
        'a secret value',
      ]);
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [bin, 'config', '--json'], {
        cwd: folder,
        env: { ...process.env, ...Object.fromEntries(variables) },
      });
      expect(stdout).toContain(name);
      for (const word of ['http://localhost:3000', '2s', 'junit=contract.xml', 'contact.*', 'X-Tenant']) {
        expect(stdout).toContain(word);
      }
      expect(stdout + stderr).not.toContain('a secret value');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
