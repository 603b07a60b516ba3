import module from 'node:module';
import { pathToFileURL } from 'node:url';

let registered = false;

/**
 * Lets event files import `webhook-sim/define` wherever they are. With npx the package is in a cache of its own,
 * which a file in the user's folder would never find; an installed copy still comes first.
 */
export function selfResolve(): void {
  if (registered) return;
  registered = true;
  const { resolve } = module.createRequire(import.meta.url);
  const own = Object.fromEntries(
    ['webhook-sim', 'webhook-sim/define'].map((name) => [name, pathToFileURL(resolve(name)).href]),
  );
  // Hooks run on a thread of their own: they get their code as text.
  const hooks = `const own = ${JSON.stringify(own)};
export async function resolve(specifier, context, next) {
  if (!Object.hasOwn(own, specifier)) return next(specifier, context);
  try { return await next(specifier, context); }
  catch { return { url: own[specifier], shortCircuit: true }; }
}`;
  module.register(`data:text/javascript,${encodeURIComponent(hooks)}`);
}
