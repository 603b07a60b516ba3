import { UsageError } from '../errors.ts';
import { readSwitch, type Setting, type SourceValue } from './setting.ts';

/** The three sources of a setting. */
export interface Sources {
  /** The keys of typed flags. */
  readonly flags: ReadonlySet<string>;
  readonly environment: ReadonlyMap<string, SourceValue>;
  readonly config: ReadonlyMap<string, SourceValue>;
}

export interface Relations {
  /** Pairs that exclude each other. Between two sources, the stronger one wins; within one source, it is an error. */
  readonly conflicts: readonly (readonly [string, string])[];
  /** Groups of keys that one source sets together: the strongest source of any of them wins for all. */
  readonly together: readonly (readonly string[])[];
  /** Keys that are ignored without another key, unless typed. */
  readonly needs: Readonly<Record<string, string>>;
}

type Strength = 3 | 2 | 1 | 0;

/**
 * Applies the order of precedence: flag, environment, configuration, default.
 * @returns the settings whose value comes from the environment or the configuration
 * @throws UsageError if one source sets two keys that exclude each other
 */
export function mergeSources(
  settings: readonly Setting[],
  sources: Sources,
  relations: Relations,
): ReadonlyMap<string, SourceValue> {
  const { flags, environment, config } = sources;
  const switches = new Set(settings.filter(({ form }) => form === 'switch').map(({ key }) => key));
  const given = (key: string): SourceValue | undefined => environment.get(key) ?? config.get(key);
  const strength = (key: string): Strength => {
    if (flags.has(key)) return 3;
    const { from } = given(key) ?? {};
    return from === 'environment' ? 2 : from === 'config' ? 1 : 0;
  };

  const admitted = new Set<string>();
  const byStrength = settings
    .filter(({ key }) => strength(key) > 0)
    .sort((a, b) => strength(b.key) - strength(a.key));
  for (const { key } of byStrength) {
    const companions = relations.together.find((keys) => keys.includes(key)) ?? [];
    if (companions.some((other) => strength(other) > strength(key))) continue;
    const rival = isOn(key) ? [...admitted].find((other) => isOn(other) && excludes(other, key)) : undefined;
    if (rival === undefined || strength(key) === 3) admitted.add(key);
    else if (strength(rival) === strength(key)) complain(rival, key);
  }
  const merged = new Map<string, SourceValue>();
  for (const key of admitted) {
    const value = given(key);
    const beside = relations.needs[key];
    if (value === undefined || flags.has(key)) continue;
    if (beside === undefined || admitted.has(beside)) merged.set(key, value);
  }
  return merged;

  /** A switch that is off, such as `verbose: false`, excludes nothing. */
  function isOn(key: string): boolean {
    if (flags.has(key) || !switches.has(key)) return true;
    return given(key)?.texts.some(({ text }) => readSwitch(text) === false) !== true;
  }
  function excludes(a: string, b: string): boolean {
    return relations.conflicts.some(([x, y]) => (x === a && y === b) || (x === b && y === a));
  }
  function complain(a: string, b: string): never {
    const [first, second] = [given(a)?.place, given(b)?.place];
    const apart = first !== second;
    throw new UsageError({
      zh: `${second}：${b} 与 ${a}${apart ? `（位于 ${first}）` : ' '}不能同时使用：请去掉一个`,
      en: `${second}: ${b} and ${a}${apart ? ` (at ${first})` : ''} exclude each other: leave one out`,
    });
  }
}
