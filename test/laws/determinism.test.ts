import { describe, expect, test } from 'vitest';
import type { Variant } from '../../src/define/dimension.ts';

import { cover } from '../../src/generate/coverage.ts';
import type { GeneratedPayload } from '../../src/generate/generator.ts';
import type { PayloadOptions } from '../../src/send/payload-options.ts';
import { openPayloadRun } from '../../src/send/payload-run.ts';
import { Rng, seedKey } from '../../src/world/rng.ts';
import { allVariants, bytesOf, draws, eventNamed, events, generator, named, nameOf, now } from './draws.ts';

const shuffled = <T>(list: readonly T[], seed: string): T[] => {
  const rng = new Rng(seedKey('shuffle', seed));
  return list
    .map((value) => ({ value, rank: rng.float() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
};

describe.each(named)('%s', (_, event) => {
  const reference = draws(event);
  const bytes = reference.map(bytesOf);

  test('same seed, same bytes', () => {
    expect(reference.length).toBeGreaterThanOrEqual(200);
    expect(draws(event).map(bytesOf)).toEqual(bytes);
    expect(draws(event).map(({ query }) => query)).toEqual(reference.map(({ query }) => query));
  });

  test('another seed, other bytes', () => {
    const others = draws(event, 200, generator({ seed: 'laws2' })).map(bytesOf);
    for (const [i, other] of others.entries()) expect(other).not.toBe(bytes[i]);
  });

  test('another index, other bytes', () => {
    const source = generator();
    const [variant = {}] = cover(event, 'default');
    const many = Array.from({ length: 2000 }, (_, index) => bytesOf(source.draw(event, variant, index, now)));
    // What has no id of its own, such as a renamed account, is soon exhausted.
    const least = event.id === 'juzi/account.renamed' ? 10 : event.deduplicateBy === undefined ? 1900 : 2000;
    expect(new Set(many).size).toBeGreaterThanOrEqual(least);
  });

  test('the order of the draws changes nothing', () => {
    const source = generator();
    for (const { variant, index, payload, query } of shuffled(reference, event.id)) {
      const again = source.draw(event, variant, index, now);
      expect(JSON.stringify(again.payload)).toBe(JSON.stringify(payload));
      expect(again.query).toEqual(query);
    }
  });

  test('index n is the same whether or not those before it were drawn', () => {
    for (const drawn of shuffled(reference, event.id).slice(0, 20)) {
      const alone = generator().draw(event, drawn.variant, drawn.index, now);
      expect(bytesOf(alone), nameOf(drawn)).toBe(bytesOf(drawn));
    }
  });

  test('the order in which a variant names its choices changes nothing', () => {
    const source = generator();
    for (const drawn of reference.slice(0, 200)) {
      const backwards = Object.fromEntries(Object.entries(drawn.variant).reverse());
      expect(bytesOf(source.draw(event, backwards, drawn.index, now)), nameOf(drawn)).toBe(bytesOf(drawn));
    }
  });

  test('drawing leaves the variant unchanged', () => {
    const source = generator();
    for (const variant of allVariants(event).slice(0, 50)) {
      const frozen: Variant = Object.freeze({ ...variant });
      expect(source.draw(event, frozen, 0, now).variant).toBe(frozen);
    }
  });
});

test('other events drawn before change nothing', () => {
  const busy = generator();
  const everything = shuffled(
    events.flatMap((event) => draws(event, 1)),
    'everything',
  );
  for (const { event, variant, index } of everything.slice(0, 4000)) busy.draw(event, variant, index, now);
  for (const event of events) {
    for (const drawn of draws(event, 1).slice(0, 100)) {
      expect(bytesOf(busy.draw(event, drawn.variant, drawn.index, now)), nameOf(drawn)).toBe(bytesOf(drawn));
    }
  }
});

test('a clock that runs changes times, not people', () => {
  const event = eventNamed('juzi/message.received');
  const later = generator({ now: now + 86_400_000 });
  for (const { variant, index, payload } of draws(event, 1).slice(0, 200)) {
    const { data } = later.draw(event, variant, index, now + 86_400_000).payload as { data: object };
    const { data: before } = payload as { data: object };
    const stable = (body: object): string =>
      JSON.stringify(body, (key, value: unknown) => (key === 'timestamp' ? undefined : value));
    expect(stable(data)).toBe(stable(before));
  }
});

describe('a run', () => {
  interface Body {
    readonly id: string;
    readonly text: string;
  }
  const caseOf = ({ event, variant, index }: Pick<GeneratedPayload, 'event' | 'variant' | 'index'>): string =>
    `${event.id} ${JSON.stringify(variant)} ${index}`;
  const bodies = async (names: readonly string[], options: PayloadOptions): Promise<Body[]> => {
    const run = await openPayloadRun(names.map(eventNamed), { seed: '7', ...options });
    return [...run].map((prepared) => ({ id: caseOf(prepared), text: prepared.body.toString() }));
  };
  const byId = (list: readonly Body[]): Map<string, string> =>
    new Map(list.map(({ id, text }) => [id, text]));
  const names = ['juzi/message.received', 'yuju/contact.updated', 'yuju/conversation.message'];

  test('filtering events changes no body', async () => {
    const all = byId(await bodies(names, { coverage: 'pairwise', count: 2 }));
    for (const name of names) {
      for (const { id, text } of await bodies([name], { coverage: 'pairwise', count: 2 })) {
        expect(all.get(id), id).toBe(text);
      }
    }
  });

  test('filtering variants changes no body', async () => {
    const all = byId(await bodies(names, { coverage: 'full' }));
    const some = await bodies(['juzi/message.received'], {
      coverage: 'each',
      variants: [{ type: 'image' }, { chat: 'room', type: 'text' }],
    });
    expect(some.length).toBeGreaterThan(20);
    for (const { id, text } of some) expect(all.get(id), id).toBe(text);
  });

  test('the order of the events changes no body', async () => {
    const forwards = await bodies(names, { coverage: 'each', count: 3 });
    const backwards = byId(await bodies([...names].reverse(), { coverage: 'each', count: 3 }));
    expect(backwards.size).toBe(forwards.length);
    for (const { id, text } of forwards) expect(backwards.get(id), id).toBe(text);
  });

  test('a run from index n gives the same as a longer run from there on', async () => {
    const all = byId(await bodies(names, { coverage: 'each', count: 10 }));
    const last = await bodies(names, { coverage: 'each', count: 3, index: 7 });
    for (const { id, text } of last) expect(all.get(id), id).toBe(text);
  });
});
