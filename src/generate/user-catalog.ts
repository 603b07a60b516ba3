import { Catalog } from '../catalog/catalog.ts';
import { loadUserModules, platformsOf } from '../catalog/user-events.ts';
import { CatalogError } from '../errors.ts';
import { summarize, summarizeScenario } from './summarize.ts';

/**
 * A catalog with the user's own events and scenarios beside those of another.
 * @param paths event files or folders of them
 * @throws CatalogError when a file does not load, or an event is there already
 */
export async function catalogWith(catalog: Catalog, paths: readonly string[]): Promise<Catalog> {
  const entries = [...catalog.entries];
  const scenarios = [...catalog.scenarios];
  const platforms = new Map(catalog.platforms.map((platform) => [platform.id, platform]));
  for (const path of paths) {
    const { events, scenarios: stories } = await loadUserModules(path);
    for (const event of events) {
      if (entries.some(({ id }) => id === event.id)) {
        throw new CatalogError(
          `--events ${path}: there is an event ${event.id} already; give yours another name`,
        );
      }
      entries.push({ ...summarize(event), load: async () => ({ default: event }) });
    }
    for (const scenario of stories) {
      if (scenarios.some(({ id }) => id === scenario.id)) {
        throw new CatalogError(
          `--events ${path}: there is a scenario ${scenario.id} already; give yours another name`,
        );
      }
      scenarios.push({ ...summarizeScenario(scenario), load: async () => ({ default: scenario }) });
    }
    for (const { id, title, hosts } of platformsOf(events)) {
      if (!platforms.has(id)) platforms.set(id, { id, title, hosts });
    }
  }
  return new Catalog(entries, [...platforms.values()], scenarios);
}
