import { Catalog } from '../catalog/catalog.ts';
import { loadUserModules } from '../catalog/user-events.ts';
import { CatalogError } from '../errors.ts';
import { normalizeHost } from '../host.ts';
import type { LocalizedText } from '../language.ts';
import { summarize, summarizeScenario } from './summarize.ts';

const anEvent: LocalizedText = { zh: '事件', en: 'an event' };
const aScenario: LocalizedText = { zh: '场景', en: 'a scenario' };

/**
 * A new catalog with the user's events and scenarios added, from event files or folders of them.
 * @throws CatalogError when a file does not load, or an event or scenario exists already
 */
export async function catalogWith(catalog: Catalog, paths: readonly string[]): Promise<Catalog> {
  const entries = [...catalog.entries];
  const scenarios = [...catalog.scenarios];
  const platforms = new Map(catalog.platforms.map((platform) => [platform.id, platform]));
  for (const path of paths) {
    const added = await loadUserModules(path);
    const refuseTwice = (
      kind: LocalizedText,
      id: string,
      known: readonly { readonly id: string }[],
    ): void => {
      if (!known.some((one) => one.id === id)) return;
      throw new CatalogError({
        zh: `--event-files ${path}：${kind.zh} ${id} 已存在，请换一个名称`,
        en: `--event-files ${path}: there is already ${kind.en} ${id}; give yours another name`,
      });
    };
    for (const event of added.events) {
      refuseTwice(anEvent, event.id, entries);
      entries.push({ ...summarize(event), load: async () => ({ default: event }) });
    }
    for (const scenario of added.scenarios) {
      refuseTwice(aScenario, scenario.id, scenarios);
      scenarios.push({ ...summarizeScenario(scenario), load: async () => ({ default: scenario }) });
    }
    for (const { platform } of added.events) {
      const { id, hosts, ...more } = platform;
      if (platforms.has(id)) continue;
      if (!Array.isArray(hosts)) {
        throw new CatalogError({
          zh: `--event-files ${path}：平台 ${id}：hosts 不是列表`,
          en: `--event-files ${path}: platform ${id}: hosts is not a list`,
        });
      }
      const normal = hosts.map((host: unknown) => {
        const normalized = typeof host === 'string' ? normalizeHost(host) : undefined;
        if (normalized !== undefined) return normalized;
        const shown = JSON.stringify(host);
        throw new CatalogError({
          zh: `--event-files ${path}：平台 ${id}：${shown} 不是主机名；请只写主机名本身，例如 api.example.com`,
          en: `--event-files ${path}: platform ${id}: ${shown} is not a host; write its name alone, such as api.example.com`,
        });
      });
      platforms.set(id, {
        id,
        title: more.title,
        hosts: normal,
        ...(more.titleOnly && { titleOnly: more.titleOnly }),
      });
    }
  }
  return new Catalog(entries, [...platforms.values()], scenarios);
}
