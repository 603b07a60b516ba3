import { isAbsolute } from 'node:path';

/** The places that an error from loading the user's module names, innermost first: `/path/file.mjs:3:1`. */
export async function placesOf(error: Error, file: string): Promise<string[]> {
  const places = placesIn(error.stack ?? '');
  if (places.length > 0 || !(error instanceof SyntaxError)) return places;
  // A caught syntax error does not say its line; `node --check` does.
  const { spawnSync } = await import('node:child_process');
  const { stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' });
  const [message = ''] = error.message.split('\n');
  return stderr.includes(message) ? placesIn(stderr) : [];
}

/** The files in a stack, without Node.js's own and the resolve hook. */
const placesIn = (stack: string): string[] =>
  [...stack.matchAll(/(?:file:\/\/)?([^\s()]+:\d+(?::\d+)?)/g)]
    .map(([, place = '']) => place)
    .filter((place) => isAbsolute(place));
