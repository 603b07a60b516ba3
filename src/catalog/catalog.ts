import type { EventDefinition } from '../define/event.ts';
import type { CatalogEntry, PlatformSummary } from '../define/summary.ts';
import { CatalogError } from '../errors.ts';
import { didYouMean } from './nearest.ts';

/** The events at hand: the built-in ones, and the user's own. */
export class Catalog {
  readonly entries: readonly CatalogEntry[];
  readonly platforms: readonly PlatformSummary[];

  constructor(entries: readonly CatalogEntry[], platforms: readonly PlatformSummary[]) {
    this.entries = entries;
    this.platforms = platforms;
  }

  /**
   * Events of a name or glob, in catalog order: `contact.updated`, `yuju/contact.*`, `juzi/*`. A pattern without
   * a slash is matched against the name alone.
   * @throws CatalogError when there is none, naming the nearest
   */
  match(pattern: string): readonly CatalogEntry[] {
    const key = pattern.includes('/') ? 'id' : 'name';
    const expression = globExpression(pattern);
    const matches = this.entries.filter((entry) => expression.test(entry[key]));
    if (matches.length > 0) return matches;
    const names = this.entries.flatMap((entry) => [entry.name, entry.id]);
    const platform = pattern.split('/')[0] as string;
    const platforms = this.platforms.map(({ id }) => id);
    if (pattern.includes('/') && !platforms.includes(platform)) {
      throw new CatalogError(
        `no platform '${platform}'${didYouMean(platform, platforms)}; there are ${platforms.join(', ')}`,
      );
    }
    throw new CatalogError(
      `no event '${pattern}'${didYouMean(pattern, names)}; \`webhook-sim list\` shows them all`,
    );
  }

  /**
   * Loads one event by its name, or by its full name where two platforms share it.
   * @throws CatalogError when there is none, or more than one
   */
  async get(name: string): Promise<EventDefinition> {
    const matches = this.match(name);
    const [entry] = matches;
    if (entry === undefined || matches.length > 1) {
      throw new CatalogError(`'${name}' means ${matches.map(({ id }) => id).join(', ')}: name one of them`);
    }
    return (await entry.load()).default;
  }

  /** Loads every event of a name or glob. */
  async load(pattern: string): Promise<readonly EventDefinition[]> {
    return Promise.all(this.match(pattern).map(async (entry) => (await entry.load()).default));
  }

  /** Every platform's own hosts, to which nothing is ever sent. */
  get hosts(): readonly string[] {
    return this.platforms.flatMap(({ hosts }) => hosts);
  }
}

function globExpression(pattern: string): RegExp {
  const source = pattern.replace(/[.*+?^${}()|[\]\\]/g, (char) =>
    char === '*' ? '.*' : char === '?' ? '.' : `\\${char}`,
  );
  return new RegExp(`^${source}$`);
}
