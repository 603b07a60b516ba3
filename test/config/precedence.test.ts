import { describe, expect, test } from 'vitest';
import { mergeSources, type Relations } from '../../src/config/precedence.ts';
import type { Setting, SourceValue } from '../../src/config/setting.ts';
import { UsageError } from '../../src/errors.ts';
import { asIs } from '../../src/language.ts';

const setting = (key: string, form: Setting['form'] = 'value'): Setting => ({
  key,
  flag: `--${key}`,
  variable: `WEBHOOK_SIM_${key.toUpperCase()}`,
  help: asIs(''),
  group: asIs(''),
  form,
  kind: undefined,
  default: undefined,
  negated: false,
});
const settings = [
  setting('to'),
  setting('base'),
  setting('set', 'list'),
  setting('unset', 'list'),
  setting('curl', 'switch'),
  setting('verbose', 'switch'),
];
const free: Relations = { conflicts: [], together: [], needs: {} };

type Words = Readonly<Record<string, string>>;

/** The merged settings, as `to=config:a`. */
function settled(
  flags: string,
  environment: Words,
  config: Words,
  relations: Partial<Relations> = {},
): string[] {
  const given = (from: SourceValue['from'], words: Words): Map<string, SourceValue> =>
    new Map(
      Object.entries(words).map(([key, text]) => [
        key,
        { from, place: from, texts: [{ text, place: `${from}.${key}` }] },
      ]),
    );
  const sources = {
    flags: new Set(flags.split(' ').filter((key) => key !== '')),
    environment: given('environment', environment),
    config: given('config', config),
  };
  return [...mergeSources(settings, sources, { ...free, ...relations })]
    .map(([key, { from, texts }]) => `${key}=${from}:${texts[0]?.text}`)
    .sort();
}

test.each<[string, string, Words, Words, string[]]>([
  ['defaults are not merged', '', {}, {}, []],
  ['the configuration alone', '', {}, { to: 'a' }, ['to=config:a']],
  ['the environment alone', '', { to: 'a' }, {}, ['to=environment:a']],
  ['the environment before the configuration', '', { to: 'a' }, { to: 'b' }, ['to=environment:a']],
  ['a flag before both', 'to', { to: 'a' }, { to: 'b' }, []],
  [
    'each setting by itself',
    'to',
    { set: 'a' },
    { to: 'b', unset: 'c' },
    ['set=environment:a', 'unset=config:c'],
  ],
  ['a key of another command', '', {}, { nosuch: 'a' }, []],
])('%s', (_, flags, environment, config, expected) => {
  expect(settled(flags, environment, config)).toEqual(expected);
});

describe('of two settings that exclude each other', () => {
  const relations = {
    conflicts: [
      ['to', 'base'],
      ['curl', 'verbose'],
      ['to', 'curl'],
    ],
  } as const;

  test.each<[string, string, Words, Words, string[]]>([
    ['a flag wins over the environment', 'base', { to: 'a' }, {}, []],
    ['a flag wins over the configuration', 'to', {}, { base: 'a' }, []],
    ['the environment wins over the configuration', '', { base: 'a' }, { to: 'b' }, ['base=environment:a']],
    [
      'a switch that is off excludes nothing',
      '',
      { curl: '0' },
      { verbose: 'yes' },
      ['curl=environment:0', 'verbose=config:yes'],
    ],
    ['a switch that is on excludes', '', { curl: '1' }, { verbose: 'yes' }, ['curl=environment:1']],
    ['an overridden setting excludes nothing', 'base', { to: 'a' }, { curl: 'true' }, ['curl=config:true']],
  ])('%s', (_, flags, environment, config, expected) => {
    expect(settled(flags, environment, config, relations)).toEqual(expected);
  });

  test.each<[Words, Words]>([
    [{ to: 'a', base: 'b' }, {}],
    [{}, { to: 'a', base: 'b' }],
  ])('both in one source are an error: %j %j', (environment, config) => {
    const settle = () => settled('', environment, config, relations);
    expect(settle).toThrow(UsageError);
    expect(settle).toThrow('base and to exclude each other');
    // A stronger source overrides both, so the conflict does not matter.
    expect(() => settled('to', environment, config, relations)).not.toThrow();
  });
});

test('the strongest source of one of several related settings wins for all of them', () => {
  const relations = { together: [['set', 'unset']] };
  expect(settled('set', { unset: 'a' }, {}, relations)).toEqual([]);
  expect(settled('', { unset: 'a' }, { set: 'b' }, relations)).toEqual(['unset=environment:a']);
  expect(settled('', {}, { set: 'a', unset: 'b' }, relations)).toEqual(['set=config:a', 'unset=config:b']);
});

test('a setting that needs another one is ignored without it, from whatever source', () => {
  const relations = { needs: { to: 'curl' } };
  expect(settled('', {}, { to: 'a' }, relations)).toEqual([]);
  expect(settled('curl', {}, { to: 'a' }, relations)).toEqual(['to=config:a']);
  expect(settled('', { curl: '1' }, { to: 'a' }, relations)).toEqual(['curl=environment:1', 'to=config:a']);
});
