import { builtinCatalog } from '../../catalog/builtin.ts';
import type { Catalog } from '../../catalog/catalog.ts';

/** The built-in events, and those of `--event-files`. */
export async function openCatalog(eventPaths: readonly string[] = []): Promise<Catalog> {
  if (eventPaths.length === 0) return builtinCatalog;
  const { catalogWith } = await import('../../generate/user-catalog.ts');
  return catalogWith(builtinCatalog, eventPaths);
}
