import module from 'node:module';

let registered = false;

/**
 * Lets event files import `webhook-sim/define` wherever they are. With npx the package is in a cache of its own,
 * which a file in the user's folder would never find; an installed copy still comes first.
 */
export function resolveOwnName(): void {
  if (registered) return;
  registered = true;
  const own = {
    'webhook-sim': new URL('../index.js', import.meta.url).href,
    'webhook-sim/define': new URL('../define/index.js', import.meta.url).href,
  };
  // Hooks run on a thread of their own: they get their code as text.
  const hooks = `const own = ${JSON.stringify(own)};
export async function resolve(specifier, context, next) {
  if (!Object.hasOwn(own, specifier)) return next(specifier, context);
  try { return await next(specifier, context); }
  catch { return { url: own[specifier], shortCircuit: true }; }
}`;
  module.register(`data:text/javascript,${encodeURIComponent(hooks)}`);
}
