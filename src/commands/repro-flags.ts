import type { SendFlags } from './send.ts';

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

export function reproFlags(flags: SendFlags): string[] {
  return [
    ...(flags.events ?? []).flatMap((path) => ['--events', path]),
    ...repeated.flatMap(([name, flag]) => (flags[name] === undefined ? [] : [flag, flags[name]])),
    ...(flags.header ?? []).flatMap((header) => ['-H', header]),
    // A token from the environment is there the next time, too.
    ...(flags.token === undefined || flags.token === process.env['WEBHOOK_SIM_TOKEN']
      ? []
      : ['--token', flags.token]),
    ...(flags.timeout === undefined ? [] : ['--timeout', `${flags.timeout}ms`]),
    ...(flags.insecure === true ? ['--insecure'] : []),
  ];
}
