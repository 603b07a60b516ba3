import type { EventDefinition } from '../define/event.ts';
import type { Scenario } from '../define/scenario.ts';
import type { CatalogEntry, CatalogScenario, PlatformSummary } from '../define/summary.ts';
import { CatalogError } from '../errors.ts';
import { globExpression } from './glob.ts';
import { didYouMean } from './nearest.ts';

/** The events at hand: the built-in ones, and the user's own. */
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
   * Events of a name or glob, in catalog order: `contact.updated`, `yuju/contact.*`, `juzi/*`. A pattern without
   * a slash is matched against the name alone.
   * @throws CatalogError when there is none, naming the nearest
   */
  match(pattern: string): readonly CatalogEntry[] {
    const matches = this.entries.filter(matcher(pattern));
    if (matches.length > 0) return matches;
    const names = [...this.entries, ...this.scenarios].flatMap(({ name, id }) => [name, id]);
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
   * Events and scenarios of a name or glob.
   * @throws CatalogError when there is neither
   */
  find(pattern: string): {
    readonly events: readonly CatalogEntry[];
    readonly scenarios: readonly CatalogScenario[];
  } {
    const scenarios = this.scenarios.filter(matcher(pattern));
    const events = this.entries.filter(matcher(pattern));
    return { scenarios, events: events.length + scenarios.length > 0 ? events : this.match(pattern) };
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

  /**
   * Loads the scenario of this very name; `undefined` when there is none. A glob is for events.
   * @throws CatalogError when two platforms share the name
   */
  async scenario(name: string): Promise<Scenario | undefined> {
    const key = name.includes('/') ? 'id' : 'name';
    const matches = this.scenarios.filter((scenario) => scenario[key] === name);
    if (matches.length > 1) {
      throw new CatalogError(`'${name}' means ${matches.map(({ id }) => id).join(', ')}: name one of them`);
    }
    return (await matches[0]?.load())?.default;
  }

  /**
   * What a word on the command line means: a scenario of this name, or else the events of a name or glob.
   * @returns the events, a scenario's each once
   */
  async choose(
    pattern: string,
  ): Promise<{ readonly events: readonly EventDefinition[]; readonly scenario?: Scenario }> {
    const scenario = await this.scenario(pattern);
    if (scenario === undefined) return { events: await this.load(pattern) };
    return { scenario, events: [...new Set(scenario.steps.map(({ event }) => event))] };
  }

  /** Every platform's own hosts, to which nothing is ever sent. */
  get hosts(): readonly string[] {
    return this.platforms.flatMap(({ hosts }) => hosts);
  }
}

/** A pattern without a slash is matched against the name alone. */
function matcher(pattern: string): (named: { readonly id: string; readonly name: string }) => boolean {
  const key = pattern.includes('/') ? 'id' : 'name';
  const expression = globExpression(pattern);
  return (named) => expression.test(named[key]);
}
