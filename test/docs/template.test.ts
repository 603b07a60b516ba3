import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import template from '../../payloads/_template.ts';
import { conform, cover, generate, jsonSchema } from '../../src/index.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
const valid = ajv.compile(jsonSchema(template));

test('every variant of the template is generated, and conforms to its definition and its schema', async () => {
  const kinds = new Set<unknown>();
  const options = { seed: '1', count: 20 } as const;
  const runs = [
    generate(template, { ...options, coverage: 'full' }),
    generate(template, { ...options, variant: 'kind=poll' }),
  ];
  for (const run of runs) {
    for await (const { payload, variant } of run) {
      kinds.add(payload.kind);
      expect(conform(template, payload, variant)).toEqual([]);
      expect(valid(payload), ajv.errorsText(valid.errors)).toBe(true);
      expect(Object.hasOwn(payload, 'pinned')).toBe(variant['kind'] !== 'file');
    }
  }
  expect(kinds).toEqual(new Set([1, 2, 3]));
});

test('its rule excludes the variants that it describes', () => {
  const variants = [...cover(template, 'full')];
  expect(variants.filter(({ bySelf, pinned }) => bySelf === 'yes' && pinned === 'yes')).toEqual([]);
  expect(variants.filter(({ pinned }) => pinned === 'yes')).not.toEqual([]);
});

test('it uses every method that makes a key optional', async () => {
  const payloads = [];
  for await (const { payload } of generate(template, { seed: '1', count: 40 })) payloads.push(payload);
  const reminded = payloads.filter((payload) => Object.hasOwn(payload, 'reminded'));
  expect(reminded.length).toBeGreaterThan(0);
  expect(reminded.length).toBeLessThan(40);
});
