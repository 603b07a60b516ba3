import { didYouMean } from '../catalog/nearest.ts';
import type { LocalizedText } from '../language.ts';
import { readSwitch, type Setting, type SourceValue } from './setting.ts';

export const prefix = 'WEBHOOK_SIM_';

/** `WEBHOOK_SIM_MAX_CASES` for `--max-cases` */
export const variableOf = (flag: string): string =>
  prefix + flag.replace(/^--/, '').replaceAll('-', '_').toUpperCase();

type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment says, by key. Empty variables count as unset. */
export function readEnvironment(
  settings: readonly Setting[],
  environment: Environment,
): ReadonlyMap<string, SourceValue> {
  const given = new Map<string, SourceValue>();
  for (const { key, variable, form, negated } of settings) {
    const value = environment[variable];
    if (value === undefined || value === '') continue;
    const repeated = form === 'list' || form === 'map';
    const texts = repeated ? value.split(/\r?\n/).filter((line) => line.trim() !== '') : [value];
    const off = negated ? readSwitch(value) : undefined;
    given.set(key, {
      from: 'environment',
      place: variable,
      texts: texts.map((text) => ({
        text: off === undefined ? text : String(!off),
        place: variable,
        literal: true,
      })),
    });
  }
  return given;
}

/** Warnings about unknown variables with our prefix, which are probably misspelled. */
export function unknownVariableWarnings(known: readonly string[], environment: Environment): LocalizedText[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith(prefix) && environment[name] !== '' && !known.includes(name))
    .map((name) => ({
      zh: `未知环境变量 ${name}${didYouMean(name, known)}`,
      en: `unknown environment variable ${name}${didYouMean(name, known)}`,
    }));
}
