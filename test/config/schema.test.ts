import Ajv from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { everySetting } from '../../src/cli/flags/declared.ts';
import { configSchema } from '../../src/config/schema.ts';

const settings = everySetting();
const schema = configSchema(settings) as { properties: Record<string, { description?: string }> };
const validate = new Ajv.default({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);
const valid = (config: unknown): boolean => validate(config);

test('it has every key, described by the help of the flag', () => {
  expect(Object.keys(schema.properties).sort()).toEqual(
    [...settings.map(({ key }) => key), 'addresses', '$schema'].sort(),
  );
  for (const { key, help, variable } of settings) {
    expect(schema.properties[key]?.description).toContain(help.zh);
    expect(schema.properties[key]?.description).toContain(help.en);
    expect(schema.properties[key]?.description).toContain(variable);
  }
});

describe('valid', () => {
  test.each([
    {},
    { $schema: './x.json' },
    { to: 'http://127.0.0.1:3000/', token: `\${TOKEN}`, timeout: '2.5s', bail: 3, insecure: true },
    { bail: '3', seed: 42, only: 'variants', skip: ['forward'], timeout: `\${TIMEOUT}`, insecure: `\${YES}` },
    { contract: 'strict', headers: { 'X-A': 'b', 'X-N': 1 } },
    {
      addresses: {
        'contact.*': 'https://a.test/',
        '*': { base: `\${BASE}`, token: 'x', headers: { A: 'b' } },
      },
    },
    { addresses: { 'contact.*': { token: 'x' } } },
  ])('%j', (config) =>
    expect({ valid: valid(config), errors: validate.errors }).toMatchObject({ valid: true }),
  );
});

describe('not valid', () => {
  test.each([
    { timeuot: '5s' },
    { timeout: 5 },
    { timeout: '5' },
    { bail: 1.5 },
    { bail: 'x' },
    { insecure: 'maybe' },
    { contract: 'strikt' },
    { seed: true },
    { only: [{}] },
    { headers: ['A: b'] },
    { headers: { 'A:': 'b' } },
    { addresses: 'http://a.test/' },
    { addresses: { 'contact.*': {} } },
    { addresses: { 'contact.*': { to: 'http://a.test/', base: 'http://a.test/' } } },
    { addresses: { 'contact.*': { tokne: 'x' } } },
    [],
  ])('%j', (config) => expect(valid(config)).toBe(false));
});
