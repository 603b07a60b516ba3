// Builds dist/: the library as tsc writes it, and the command line joined into a few files.
// `--index` also writes payloads/index.ts anew, from the event files. `--sourcemap` adds source maps.

import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sourcemap = process.argv.includes('--sourcemap');

/** @returns whether the tool found nothing wrong */
function run(tool, ...args) {
  const bin = fileURLToPath(new URL(`../node_modules/.bin/${tool}`, import.meta.url));
  try {
    execFileSync(bin, args, {
      cwd: root,
      stdio: ['ignore', tool === 'tsc' ? 'inherit' : 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    return true;
  } catch {
    return false;
  }
}

const compile = () => run('tsc', '-p', 'tsconfig.build.json', ...(sourcemap ? ['--sourceMap'] : []));

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
let built = compile();
if (process.argv.includes('--index')) {
  // The first time round, the old index may not fit the new files: JavaScript is written all the same.
  const { writeIndex } = await import('./event-index.js');
  await writeIndex();
  built = compile();
}
const { writeSchemas } = await import('./schemas.js');
await writeSchemas();
built = run('rolldown', '-c', ...(sourcemap ? ['--sourcemap'] : [])) && built;
process.exitCode = built ? 0 : 1;
