// Compiles to dist/. `--index` also writes payloads/index.ts anew, from the event files.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc');

/** @returns whether there were no type errors; JavaScript is written all the same */
function compile() {
  try {
    execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
    return true;
  } catch {
    return false;
  }
}

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
let compiled = compile();
if (process.argv.includes('--index')) {
  // The first time round, the old index may not fit the new files.
  const { writeIndex } = await import('./event-index.js');
  await writeIndex();
  compiled = compile();
}
process.exitCode = compiled ? 0 : 1;
