// Line coverage of src/, by the tests in their own process and by the processes that they start.
// `npm test` alone cannot see the latter: the command line is tested as a user runs it.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const floor = 95;
const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));

rmSync(new URL('../coverage', import.meta.url), { recursive: true, force: true });
execFileSync(process.execPath, ['scripts/build.js', '--sourcemap'], { cwd: root, stdio: 'inherit' });
const tests = spawnSync(bin('vitest'), ['run', '--coverage'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_V8_COVERAGE: 'coverage/processes' },
});
const c8 = [
  'report',
  '--temp-directory=coverage/processes',
  '--reports-dir=coverage/started',
  '--reporter=json',
];
execFileSync(bin('c8'), [...c8, '--exclude-after-remap', '--include=src/**'], {
  cwd: root,
  stdio: 'inherit',
});

/** For each file its lines that hold statements, and whether any of them ran. */
function lines(report) {
  const files = new Map();
  const coverage = JSON.parse(readFileSync(new URL(`../coverage/${report}`, import.meta.url), 'utf8'));
  for (const [path, { statementMap, s }] of Object.entries(coverage)) {
    const hit = new Map();
    for (const [id, { start }] of Object.entries(statementMap)) {
      hit.set(start.line, (hit.get(start.line) ?? false) || s[id] > 0);
    }
    files.set(relative(root, path), hit);
  }
  return files;
}

const own = lines('coverage-final.json');
const started = lines('started/coverage-final.json');
let all = 0;
let covered = 0;
const rows = [];
for (const [file, hit] of own) {
  const missed = [...hit]
    .filter(([line, ran]) => !ran && started.get(file)?.get(line) !== true)
    .map(([line]) => line);
  all += hit.size;
  covered += hit.size - missed.length;
  if (missed.length > 0) rows.push(`${file}: ${missed.join(', ')}`);
}
const percent = (covered / all) * 100;
console.log(
  `\nLines that no test runs:\n${rows.join('\n')}\n\n${covered} of ${all} lines of src/: ${percent.toFixed(1)} %`,
);
process.exitCode = tests.status !== 0 || percent < floor ? 1 : 0;
