import { describe, expect, test } from 'vitest';
import { commandNames } from '../../src/cli/commands.ts';
import { type DeclaredFlag, everySetting, flagsOf, helpOf } from '../../src/cli/flags/declared.ts';
import { reproWords, wordsOf } from '../../src/cli/flags/print.ts';
import { readTexts } from '../../src/cli/flags/read-source.ts';
import { flags } from '../../src/cli/flags/table/index.ts';
import type { SourceValue } from '../../src/config/setting.ts';

const declared = commandNames.flatMap((command) => flagsOf(command).map((flag) => ({ command, flag })));
const valued = declared.filter(({ flag }) => flag.kind !== undefined);

test('every flag has its own key and variable', () => {
  const settings = everySetting();
  const onlyTyped = Object.values(flags).filter((flag) => flag.onlyTyped === true).length;
  expect(settings.length).toBe(Object.keys(flags).length - onlyTyped);
  expect(settings.length).toBeGreaterThan(60);
  const variables = settings.map(({ variable }) => variable);
  expect(new Set(variables).size).toBe(variables.length);
});

test('no command has two flags of the same name', () => {
  for (const command of commandNames) {
    const names = flagsOf(command).flatMap(({ long, short }) => [
      long,
      ...(short === undefined ? [] : [short]),
    ]);
    expect(new Set(names).size, command).toBe(names.length);
  }
});

test('a key has the same form in every command', () => {
  for (const { flag } of declared) {
    const base = flags[flag.key as keyof typeof flags];
    expect(flag.kind === undefined, flag.key).toBe(base.kind === undefined);
    expect(flag.kind?.content, flag.key).toBe(base.kind?.content);
  }
});

describe('a printed value reads back as the same value', () => {
  /** Prints values and reads them again. */
  const readAgain = (flag: DeclaredFlag, values: readonly unknown[]): unknown[] =>
    values.flatMap((value) => readTexts(flag.kind?.print(value) ?? '', flag));

  test.each(valued)('$flag.long of $command', ({ flag }) => {
    const { kind, default: standard } = flag;
    const typed = kind?.words ?? (kind?.example === '…' ? ['Name: value'] : [kind?.example ?? '']);
    const values = typed.flatMap((text) => readTexts(text, flag));
    expect(readAgain(flag, values)).toEqual(values);
    const defaults = standard === undefined ? [] : [standard].flat();
    expect(readAgain(flag, defaults)).toEqual(defaults);
  });
});

test('a default is in the help, as it would be typed', () => {
  const helps = Object.fromEntries(flagsOf('test').map((flag) => [flag.key, helpOf(flag).en]));
  expect(helps).toMatchObject({
    timeout: expect.stringMatching(/ \(default: 5s\)$/),
    coverage: 'cover these variants: each, pairwise, full (default: each)',
    reporter: expect.stringMatching(/ \(repeatable; default: pretty\)$/),
    filter: expect.stringMatching(/ \(repeatable\)$/),
  });
});

describe('the flags of a command that repeats a delivery or case', () => {
  const given = (texts: string[], from: SourceValue['from'] = 'config', literal = false): SourceValue => ({
    from,
    place: 'there',
    texts: texts.map((text) => ({ text, place: 'there', ...(literal && { literal }) })),
  });
  const settings = (known: Record<string, SourceValue>, ambient: string[] = Object.keys(known)) => ({
    file: undefined,
    folder: undefined,
    configFlags: [],
    given: new Map(Object.entries(known)),
    unused: new Map(),
    ambient: new Set(ambient),
  });

  test('print values in the syntax of the flag', () => {
    const values = {
      to: 'http://127.0.0.1:1/a b',
      headers: [['X-A', 'b: c']],
      token: 't',
      timeout: 250,
      insecure: true,
      contract: 'strict',
      verbose: true,
      eventFiles: ['a', 'b'],
    };
    expect(reproWords('send', values)).toEqual([
      ...['--to', 'http://127.0.0.1:1/a b', '-H', 'X-A: b: c', '--token', 't', '--timeout', '250ms'],
      ...['--insecure', '--contract', 'strict', '--event-files', 'a', '--event-files', 'b'],
    ]);
  });

  test('leave out configured values that may be secret', () => {
    const flags = {
      token: 'secret',
      base: 'http://secret.test/',
      headers: [
        ['A', 'configured'],
        ['B', 'typed'],
      ],
      timeout: 5,
      settings: settings({
        token: given(['secret']),
        base: given([`\${BASE}`]),
        headers: given(['A: configured']),
        timeout: given(['5ms']),
      }),
    };
    expect(reproWords('send', flags)).toEqual(['-H', 'B: typed', '--timeout', '5ms']);
  });

  test('override settings that would send several deliveries', () => {
    const both = { settings: settings({}, ['count', 'coverage', 'repeat', 'shard']) };
    expect(reproWords('send', both)).toEqual(['--coverage', 'default', '--count', '1']);
    expect(reproWords('test', both)).toEqual(['--shard', '1/1', '--repeat', '1']);
    expect(reproWords('send', { count: 3, coverage: 'full' })).toEqual([]);
  });

  test('include how the receiver of a suite is started and probed', () => {
    const values = {
      exec: 'x',
      wait: 5,
      waitOn: 'http://a.test/',
      probeCommand: 'y',
      coverage: 'full',
    };
    expect(reproWords('test', values)).toEqual(
      '--coverage full --exec x --wait-on http://a.test/ --probe-command y'.split(' '),
    );
    expect(reproWords('send', values)).toEqual([]);
    // A configured command runs in the configuration's folder, and is there next time.
    const configured = { ...values, settings: settings({ exec: given(['x']), probeCommand: given(['y']) }) };
    expect(reproWords('test', configured)).toEqual('--coverage full --wait-on http://a.test/'.split(' '));
  });
});

test('a switch is printed only if it is on', () => {
  const [insecure] = flagsOf('send').filter(({ key }) => key === 'insecure') as [DeclaredFlag];
  expect([true, false, undefined].map((value) => wordsOf(insecure, value))).toEqual([['--insecure'], [], []]);
});
