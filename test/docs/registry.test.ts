import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readText, root } from './support/markdown.ts';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: fileURLToPath(root),
  encoding: 'utf8',
})
  .split('\n')
  .filter((name) => /\.(?:md|ts|m?js|ya?ml|json|sh)$|^\.ci\//.test(name) && name !== 'package-lock.json');

test('nothing runs or installs the package by its name from a registry, where anybody could take it', () => {
  const byName = [
    // `npx --yes NAME`: a path after --package is no name.
    /npx (?:-y|--yes) (?!-)\S*webhook-sim/,
    /npx (?:-y|--yes) (?:-p|--package)[ =](?!node@)(?!\.\/|"|\$)\S+/,
    /(?:npm|pnpm|yarn|bun) (?:i|install|add)(?: -[\w-]+)* webhook-sim(?![\w./-])/,
    /webhook-sim@(?:\d|latest)/,
  ];
  const found = files.flatMap((name) =>
    readText(name)
      .split('\n')
      .filter((line) => byName.some((pattern) => pattern.test(line)))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(files.length).toBeGreaterThan(300);
  expect(found.filter((line) => !line.startsWith('test/docs/registry.test.ts'))).toEqual([]);
});
