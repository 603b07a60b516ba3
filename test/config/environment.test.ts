import { expect, test } from 'vitest';
import { everySetting } from '../../src/cli/flags/declared.ts';
import { readEnvironment, unknownVariableWarnings, variableOf } from '../../src/config/environment.ts';

const settings = everySetting();

/** The settings in the environment, by key. */
function read(environment: Record<string, string>): Record<string, string[]> {
  const entries = [...readEnvironment(settings, environment)];
  return Object.fromEntries(entries.map(([key, { texts }]) => [key, texts.map(({ text }) => text)]));
}

test('the variable of a flag is its name in capitals', () => {
  expect(variableOf('--to')).toBe('WEBHOOK_SIM_TO');
  expect(variableOf('--max-cases')).toBe('WEBHOOK_SIM_MAX_CASES');
});

test.each([
  [{ WEBHOOK_SIM_TO: 'http://a.test/' }, { to: ['http://a.test/'] }],
  [{ WEBHOOK_SIM_TO: '' }, {}],
  [{ WEBHOOK_SIM_MAX_CASES: '3' }, { maxCases: ['3'] }],
  [{ WEBHOOK_SIM_HEADER: 'A: b\n\nC: d\r\n' }, { headers: ['A: b', 'C: d'] }],
  [{ WEBHOOK_SIM_REPORTER: 'pretty\njunit=x.xml' }, { reporter: ['pretty', 'junit=x.xml'] }],
  [{ WEBHOOK_SIM_TOKEN: 'a\nb' }, { token: ['a\nb'] }],
  // A negated flag.
  [{ WEBHOOK_SIM_NO_COLOR: '1' }, { color: ['false'] }],
  [{ WEBHOOK_SIM_NO_COLOR: 'no' }, { color: ['true'] }],
  [{ webhook_sim_to: 'x', TO: 'x', WEBHOOK_SIM_: 'x' }, {}],
])('%j', (environment, expected) => {
  expect(read(environment)).toEqual(expected);
});

test('an unknown variable with our prefix is a warning that names the nearest', () => {
  const known = settings.map(({ variable }) => variable);
  expect(unknownVariableWarnings(known, { WEBHOOK_SIM_TO: 'x', PATH: 'x', WEBHOOK_SIM_OLD: '' })).toEqual([]);
  expect(unknownVariableWarnings(known, { WEBHOOK_SIM_TIMEUOT: '1' })).toEqual([
    expect.objectContaining({
      en: 'unknown environment variable WEBHOOK_SIM_TIMEUOT (did you mean WEBHOOK_SIM_TIMEOUT?)',
    }),
  ]);
});
