import { variableOf } from '../../config/environment.ts';
import type { SendFlags } from '../commands/send.ts';
import type { SettledFlags } from './settings.ts';

/** The flags of `send` that a repeated delivery needs too, as they were typed. */
const repeated = [
  ['to', '--to'],
  ['base', '--base'],
  ['body', '--body'],
  ['cacert', '--cacert'],
  ['cert', '--cert'],
  ['key', '--key'],
  ['proxy', '--proxy'],
  ['contract', '--contract'],
] as const satisfies readonly (readonly [keyof SendFlags, string])[];

type RepeatedFlags = Pick<
  SendFlags,
  (typeof repeated)[number][0] | 'header' | 'token' | 'timeout' | 'insecure' | 'events' | keyof SettledFlags
>;

export function reproFlags(flags: RepeatedFlags): string[] {
  // Where events have addresses of their own, one for all would take their place.
  const left: readonly string[] = flags.addresses === undefined ? [] : ['to', 'base'];
  const kept = repeated.filter(([name]) => !left.includes(name) && !isSecretSetting(flags, name));
  const ambient = flags.settled?.given.get('headers')?.texts.length ?? 0;
  return [
    ...settledWords(flags),
    ...(flags.events ?? []).flatMap((path) => ['--events', path]),
    ...kept.flatMap(([name, flag]) => (flags[name] === undefined ? [] : [flag, flags[name]])),
    ...(flags.header ?? []).slice(ambient).flatMap((header) => ['-H', header]),
    ...(flags.token === undefined || flags.settled?.given.has('token') === true
      ? []
      : ['--token', flags.token]),
    ...(flags.timeout === undefined ? [] : ['--timeout', `${flags.timeout}ms`]),
    ...(flags.insecure === true ? ['--insecure'] : []),
  ];
}

/**
 * Whether a setting of the configuration holds what `${NAME}` put there: masked it would be wrong, and the configuration
 * has it the next time, too.
 */
export function isSecretSetting(flags: SettledFlags, key: string): boolean {
  const given = flags.settled?.given.get(key);
  if (given?.from !== 'config') return false;
  return given.texts.some(({ text }) => text.includes('${'));
}

/**
 * What of the environment and the configuration a repeated delivery has to be told. A token and headers from there
 * are there the next time, too; but so is what would make several deliveries of the one.
 */
function settledWords({ settled }: SettledFlags): string[] {
  // Even where something was typed in its place: the command that repeats one delivery has not typed it.
  const isThere = (key: 'count' | 'coverage'): boolean =>
    settled?.inFile.has(key) === true || (process.env[variableOf(`--${key}`)] ?? '') !== '';
  return [
    ...(settled?.chosen ?? []),
    ...(isThere('count') ? ['--count', '1'] : []),
    ...(isThere('coverage') ? ['--coverage', 'default'] : []),
  ];
}
