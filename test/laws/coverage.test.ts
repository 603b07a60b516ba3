import { describe, expect, test } from 'vitest';
import { events as index } from '../../payloads/index.ts';
import type { Variant } from '../../src/define/dimension.ts';
import type { EventDefinition } from '../../src/define/event.ts';
import { cover } from '../../src/generate/coverage.ts';
import { resolveVariant, variantKey } from '../../src/generate/variants.ts';
import { eventNamed, named } from './draws.ts';

/** Brute force: every combination in which conditional dimensions are there just where they apply, then the rules. */
function validByBruteForce({ dimensions, rules }: EventDefinition): Variant[] {
  let combinations: Variant[] = [{}];
  for (const { name, members, when = {} } of dimensions) {
    combinations = combinations.flatMap((variant) => {
      const applies = Object.entries(when).every(([other, wanted]) =>
        [wanted].flat().some((member) => variant[other] === member),
      );
      return applies ? Object.keys(members).map((member) => ({ ...variant, [name]: member })) : [variant];
    });
  }
  return combinations.filter((variant) => rules.every((rule) => rule.allows(variant)));
}

const text = (variant: Variant): string =>
  Object.entries(variant)
    .map(([name, member]) => `${name}=${member}`)
    .sort()
    .join(',');

const pairs = (variant: Variant): string[] => {
  const choices = text(variant).split(',');
  return choices.flatMap((first, i) => choices.slice(i).map((second) => `${first} with ${second}`));
};

const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort();

describe.each(named)('%s', (id, event) => {
  const valid = validByBruteForce(event);
  const validTexts = new Set(valid.map(text));
  const summary = index.find((entry) => entry.id === id);

  test('full is exactly the set of valid variants, each once', () => {
    const full = [...cover(event, 'full')].map(text);
    expect(full).toHaveLength(valid.length);
    expect(sorted(full)).toEqual(sorted(validTexts));
    expect(summary?.variants.full).toBe(valid.length);
  });

  test('full can be iterated again', () => {
    const full = cover(event, 'full');
    expect([...full].map(text)).toEqual([...full].map(text));
  });

  test('each reaches every member of every dimension', () => {
    const each = [...cover(event, 'each')];
    const reached = new Set(each.flatMap((variant) => text(variant).split(',')));
    for (const { name, members } of event.dimensions) {
      for (const member of Object.keys(members)) expect(reached).toContain(`${name}=${member}`);
    }
    expect(summary?.variants.each).toBe(each.length);
  });

  test('pairwise reaches every pair that a valid variant has', () => {
    const pairwise = [...cover(event, 'pairwise')];
    expect(sorted(pairwise.flatMap(pairs))).toEqual(sorted(valid.flatMap(pairs)));
    expect(summary?.variants.pairwise).toBe(pairwise.length);
  });

  test('every variant of every coverage is valid and occurs once', () => {
    for (const coverage of ['default', 'each', 'pairwise', 'full'] as const) {
      const texts = [...cover(event, coverage)].map(text);
      for (const one of texts) expect(validTexts.has(one), `${coverage}: ${one}`).toBe(true);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  test('the usual variant has the usual member of every dimension that applies', () => {
    const [variant = {}] = cover(event, 'default');
    for (const { name, usual } of event.dimensions) expect([usual, undefined]).toContain(variant[name]);
  });

  test('a variant that is valid resolves to itself', () => {
    for (const variant of valid) expect(text(resolveVariant(event, variant))).toBe(text(variant));
  });

  test('every member can be chosen alone, and gives a valid variant', () => {
    for (const { name, members, beyond } of event.dimensions) {
      for (const member of Object.keys({ ...members, ...beyond })) {
        const variant = resolveVariant(event, { [name]: member });
        expect(variant[name]).toBe(member);
        for (const rule of event.rules) expect(rule.allows(variant), rule.en).toBe(true);
      }
    }
  });
});

describe('a coverage with fixed choices', () => {
  const event = eventNamed('juzi/message.received');
  const valid = validByBruteForce(event);

  test.each<Variant>([
    { type: 'image' },
    { chat: 'room' },
    { type: 'text', chat: 'room' },
    { quote: 'yes' },
    { source: 'api' },
    { coworker: 'yes', type: 'wecom_system', isSelf: 'no', chat: 'private' },
  ])('%o keeps them', (fixed) => {
    const choices = Object.entries(fixed);
    const expected = valid.filter((variant) => choices.every(([name, member]) => variant[name] === member));
    if (expected.length === 0) {
      for (const coverage of ['default', 'each', 'pairwise', 'full'] as const) {
        expect(() => cover(event, coverage, fixed)).toThrow('cannot have');
      }
      return;
    }
    expect(sorted([...cover(event, 'full', fixed)].map(text))).toEqual(sorted(expected.map(text)));
    const pairwise = [...cover(event, 'pairwise', fixed)];
    expect(sorted(pairwise.flatMap(pairs))).toEqual(sorted(expected.flatMap(pairs)));
    const each = [...cover(event, 'each', fixed)];
    const members = (variants: readonly Variant[]): string[] =>
      sorted(variants.flatMap((variant) => text(variant).split(',')));
    expect(members(each)).toEqual(members(expected));
    for (const variant of [...pairwise, ...each]) expect(variant).toMatchObject(fixed);
  });

  test('values beyond the page are visited only when chosen', () => {
    const beyond = ['ai_reply', 'api_broadcast', 'tag_sop', 'scheduled'];
    for (const variant of cover(event, 'full')) expect(beyond).not.toContain(variant['source']);
    const [asked = {}] = cover(event, 'default', { source: 'ai_reply' });
    expect(asked).toMatchObject({ source: 'ai_reply', isSelf: 'yes' });
  });

  test('the key of a variant is the same whatever the order of its choices', () => {
    for (const variant of valid) {
      const backwards = Object.fromEntries(Object.entries(variant).reverse());
      expect(variantKey(event, backwards)).toBe(variantKey(event, variant));
    }
    expect(new Set(valid.map((variant) => variantKey(event, variant))).size).toBe(valid.length);
  });
});
