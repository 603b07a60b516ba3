import module from 'node:module';
import { pathToFileURL } from 'node:url';

let registered = false;

/**
 * Lets event files anywhere import `webhook-sim/define`. Under npx the package is in npx's own cache, where a file in
 * the user's folder would not find it. An installed copy takes precedence.
 */
export function selfResolve(): void {
  if (registered) return;
  registered = true;
  const { resolve } = module.createRequire(import.meta.url);
  const own = Object.fromEntries(
    ['webhook-sim', 'webhook-sim/define'].map((name) => [name, pathToFileURL(resolve(name)).href]),
  );
  // Hooks run on another thread, so their code is passed as text.
  const hooks = `const own = ${JSON.stringify(own)};
export async function resolve(specifier, context, next) {
  if (!Object.hasOwn(own, specifier)) return next(specifier, context);
  try { return await next(specifier, context); }
  catch { return { url: own[specifier], shortCircuit: true }; }
}`;
  module.register(`data:text/javascript,${encodeURIComponent(hooks)}`);
}
