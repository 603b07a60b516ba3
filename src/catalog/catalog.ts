import type { EventDefinition } from '../define/event.ts';
import type { Scenario } from '../define/scenario.ts';
import type { CatalogEntry, CatalogScenario, PlatformSummary } from '../define/summary.ts';
import { CatalogError } from '../errors.ts';
import { eventMatcher } from './glob.ts';
import { didYouMean } from './nearest.ts';

/** The known events and scenarios: the built-in ones and the user's own. */
export class Catalog {
  readonly entries: readonly CatalogEntry[];
  readonly platforms: readonly PlatformSummary[];
  readonly scenarios: readonly CatalogScenario[];

  constructor(
    entries: readonly CatalogEntry[],
    platforms: readonly PlatformSummary[],
    scenarios: readonly CatalogScenario[] = [],
  ) {
    this.entries = entries;
    this.platforms = platforms;
    this.scenarios = scenarios;
  }

  /**
   * Events that a name or glob means, in catalog order: `contact.updated`, `yuju/contact.*`, `juzi/*`.
   * @throws CatalogError when there is none, naming the nearest
   */
  match(pattern: string): readonly CatalogEntry[] {
    const matches = named(this.entries, eventMatcher(pattern));
    if (matches.length > 0) return matches;
    const key = pattern.includes('/') ? 'id' : 'name';
    const names = [...this.entries, ...this.scenarios].map((one) => one[key]);
    const platform = pattern.split('/')[0] as string;
    const platforms = this.platforms.map(({ id }) => id);
    if (pattern.includes('/') && !platforms.includes(platform)) {
      throw new CatalogError(
        `no platform '${platform}'${didYouMean(platform, platforms)}; there are ${platforms.join(', ')}`,
      );
    }
    if (platforms.includes(pattern)) {
      throw new CatalogError(`'${pattern}' is a platform: write '${pattern}/*' for all its events`);
    }
    const group = `${pattern}.*`;
    const likely =
      named(this.entries, eventMatcher(group)).length > 0
        ? ` (did you mean '${group}'?)`
        : didYouMean(pattern, [...names, ...platforms.map((id) => `${id}/*`)]);
    throw new CatalogError(`no event '${pattern}'${likely}; \`webhook-sim list\` shows them all`);
  }

  /**
   * Events and scenarios that a name or glob means.
   * @throws CatalogError when there is neither
   */
  find(pattern: string): {
    readonly events: readonly CatalogEntry[];
    readonly scenarios: readonly CatalogScenario[];
  } {
    const scenarios = named(this.scenarios, eventMatcher(pattern));
    const events = scenarios.length > 0 ? named(this.entries, eventMatcher(pattern)) : this.match(pattern);
    return { scenarios, events };
  }

  /**
   * Loads one event by its name, or by its full name where two platforms share it.
   * @throws CatalogError when there is none, or more than one
   */
  async get(name: string): Promise<EventDefinition> {
    const entry = onlyOne(name, this.match(name)) as CatalogEntry;
    return (await entry.load()).default;
  }

  /** Loads every event that a name or glob means. */
  async load(pattern: string): Promise<readonly EventDefinition[]> {
    return Promise.all(this.match(pattern).map(async (entry) => (await entry.load()).default));
  }

  /**
   * Loads the scenario with exactly this name; `undefined` when there is none. Globs mean events alone.
   * @throws CatalogError when two platforms share the name
   */
  async scenario(name: string): Promise<Scenario | undefined> {
    const key = name.includes('/') ? 'id' : 'name';
    const scenario = onlyOne(
      name,
      this.scenarios.filter((one) => one[key] === name),
    );
    return (await scenario?.load())?.default;
  }

  /**
   * Loads what the arguments of the command line mean: the scenario of this name, or else the events.
   * @returns the events, each once; those of the scenario if there is one
   * @throws CatalogError when a scenario is not alone
   */
  async choose(
    ...patterns: readonly string[]
  ): Promise<{ readonly events: readonly EventDefinition[]; readonly scenario?: Scenario }> {
    const events: EventDefinition[] = [];
    for (const pattern of patterns) {
      const scenario = await this.scenario(pattern);
      if (scenario === undefined) events.push(...(await this.load(pattern)));
      else if (patterns.length === 1) {
        return { scenario, events: [...new Set(scenario.steps.map(({ event }) => event))] };
      } else throw new CatalogError(`${scenario.id} is a scenario: send it alone`);
    }
    return { events: [...new Set(events)] };
  }

  /** The hosts of all platforms. Nothing is ever sent to them. */
  get hosts(): readonly string[] {
    return this.platforms.flatMap(({ hosts }) => hosts);
  }
}

const named = <T extends { readonly id: string }>(all: readonly T[], matches: (id: string) => boolean): T[] =>
  all.filter(({ id }) => matches(id));

/** @throws CatalogError when there is more than one */
function onlyOne<T extends { readonly id: string }>(name: string, matches: readonly T[]): T | undefined {
  if (matches.length > 1) {
    throw new CatalogError(`'${name}' means ${matches.map(({ id }) => id).join(', ')}: name one of them`);
  }
  return matches[0];
}
