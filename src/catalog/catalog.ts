import type { EventDefinition } from '../define/event.ts';
import type { Scenario } from '../define/scenario.ts';
import type { CatalogEntry, CatalogScenario, PlatformSummary } from '../define/summary.ts';
import { CatalogError } from '../errors.ts';
import { comparable, isChinese, plainWidth } from '../typed-text.ts';
import { eventMatcher } from './glob.ts';
import { didYouMean, didYouMeanOneOf, inTypedLanguage } from './nearest.ts';
import { ambiguous, titled } from './titles.ts';

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
   * Events that a name, glob or title means, in catalog order: `contact.updated`, `yuju/contact.*`, `juzi/*`,
   * `当有联系人更新时`, or a part of a title that no other has. The title of a platform means all its events.
   * @throws CatalogError when there is none, naming the nearest
   */
  match(typed: string): readonly CatalogEntry[] {
    const pattern = this.#named(typed);
    const matches = named(this.entries, eventMatcher(pattern));
    if (matches.length > 0) return matches;
    const meant = this.#titled(pattern);
    if (meant.length > 1 && !/[*?]/.test(pattern)) throw ambiguous(typed, meant);
    const events = this.entries.filter((entry) => meant.includes(entry));
    if (events.length > 0) return events;
    if (/[,、]/.test(pattern)) {
      throw new CatalogError({
        zh: `没有事件 '${typed}'：多个事件之间用空格分隔`,
        en: `no event '${typed}': put blanks between events`,
      });
    }
    const key = pattern.includes('/') ? 'id' : 'name';
    const names = [...this.entries, ...this.scenarios].map((one) => one[key]);
    const platform = pattern.split('/')[0] as string;
    const platforms = this.platforms.map(({ id }) => id);
    if (pattern.includes('/') && !platforms.includes(platform)) {
      const hint = didYouMean(platform, platforms);
      throw new CatalogError({
        zh: `没有平台 '${platform}'${hint}；可选：${platforms.join('、')}`,
        en: `no platform '${platform}'${hint}; there are ${platforms.join(', ')}`,
      });
    }
    if (platforms.includes(pattern)) {
      throw new CatalogError({
        zh: `'${pattern}' 是平台：它的所有事件请写 '${pattern}/*'`,
        en: `'${pattern}' is a platform: write '${pattern}/*' for all its events`,
      });
    }
    const group = `${pattern}.*`;
    const likely =
      named(this.entries, eventMatcher(group)).length > 0
        ? didYouMeanOneOf([`'${group}'`])
        : isChinese(pattern)
          ? inTypedLanguage(
              pattern,
              [...this.entries, ...this.scenarios].map(({ id, title }) => ({ name: id, zh: title.zh })),
            ).hint
          : didYouMean(pattern, [...names, ...platforms.map((id) => `${id}/*`)]);
    throw new CatalogError({
      zh: `没有事件 '${pattern}'${likely}；\`webhook-sim list\` 列出所有事件`,
      en: `no event '${pattern}'${likely}; \`webhook-sim list\` shows them all`,
    });
  }

  /**
   * Events and scenarios that a name or glob means.
   * @throws CatalogError when there is neither
   */
  find(typed: string): {
    readonly events: readonly CatalogEntry[];
    readonly scenarios: readonly CatalogScenario[];
  } {
    const pattern = this.#named(typed);
    const scenarios = named(this.scenarios, eventMatcher(pattern));
    const events = named(this.entries, eventMatcher(pattern));
    if (scenarios.length + events.length > 0) return { scenarios, events };
    const meant = this.#titled(pattern);
    if (meant.length === 0) return { scenarios, events: this.match(typed) };
    return {
      scenarios: this.scenarios.filter((scenario) => meant.includes(scenario)),
      events: this.entries.filter((entry) => meant.includes(entry)),
    };
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
   * Loads the scenario with exactly this name or title; `undefined` when there is none. Globs mean events alone.
   * @throws CatalogError when two platforms share the name
   */
  async scenario(name: string): Promise<Scenario | undefined> {
    return (await this.scenarioNamed(name)?.load())?.default;
  }

  /** As {@link scenario}, without loading it. */
  scenarioNamed(typed: string): CatalogScenario | undefined {
    const name = this.#named(typed);
    const key = name.includes('/') ? 'id' : 'name';
    const scenario = onlyOne(
      typed,
      this.scenarios.filter((one) => one[key] === name),
    );
    if (scenario !== undefined || named(this.entries, eventMatcher(name)).length > 0) return scenario;
    const meant = /[*?]/.test(name) ? [] : this.#titled(name);
    return meant.length === 1 ? this.scenarios.find((one) => one === meant[0]) : undefined;
  }

  /** What was typed, in plain width, with the name of a platform for its title: `juzi/*` for `句子秒回`. */
  #named(typed: string): string {
    const plain = plainWidth(typed.trim());
    const [first = '', ...rest] = plain.split('/');
    const named = comparable(first);
    const platform = this.platforms.find(
      ({ title }) => named !== '' && [title.zh, title.en].some((one) => comparable(one) === named),
    );
    if (platform === undefined) return isChinese(plain) ? plain : plain.replaceAll('。', '.');
    return `${platform.id}/${rest.join('/') || '*'}`;
  }

  /** The events and scenarios whose title a text is, or else part of which it is; after `juzi/`, those of the platform. */
  #titled(text: string): readonly (CatalogEntry | CatalogScenario)[] {
    const all = [...this.entries, ...this.scenarios];
    const [, platform, rest] = /^([^/]+)\/(.+)$/s.exec(text) ?? [];
    const known = this.platforms.some(({ id }) => id === platform);
    return known && rest !== undefined
      ? titled(
          all.filter((one) => one.platform === platform),
          rest,
        )
      : titled(all, text);
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
      } else {
        throw new CatalogError({
          zh: `${scenario.id} 是场景：请单独发送`,
          en: `${scenario.id} is a scenario: send it alone`,
        });
      }
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
    const ids = matches.map(({ id }) => id);
    throw new CatalogError({
      zh: `'${name}' 可以指 ${ids.join('、')}：请指明其中一个`,
      en: `'${name}' means ${ids.join(', ')}: name one of them`,
    });
  }
  return matches[0];
}
