import { describe, expect, test } from 'vitest';
import { builtinCatalog } from '../../src/catalog/builtin.ts';
import { JsonBytes } from '../../src/generate/bytes/json-bytes.ts';
import { cover } from '../../src/generate/coverage.ts';
import { PayloadGenerator } from '../../src/generate/generator.ts';
import { fakerPeople } from '../../src/world/people-faker.ts';

const now = Date.UTC(2025, 5, 1);
const open = (): PayloadGenerator =>
  new PayloadGenerator({ seed: 'written', now, people: fakerPeople, contacts: 40 });

describe.each(builtinCatalog.entries.map(({ id, load }) => ({ id, load })))('$id', ({ load }) => {
  test('written bytes are the JSON of the drawn value, in every variant', async () => {
    const { default: event } = await load();
    const generator = open();
    const out = new JsonBytes(16);
    for (const variant of cover(event, 'pairwise')) {
      // Enough to meet the same people again.
      for (let index = 0; index < 12; index += 1) {
        const at = now + index * 60_000;
        const drawn = generator.draw(event, variant, index, at);
        const query = generator.writer(event, variant)(index, at, out);
        expect(out.view().toString()).toBe(JSON.stringify(drawn.payload));
        expect(query).toEqual(drawn.query);
      }
    }
  });

  test('the bytes do not depend on what was written before', async () => {
    const { default: event } = await load();
    const variants = [...cover(event, 'each')];
    const [first] = variants;
    if (first === undefined) throw new Error('an event has a variant');
    const fresh = new JsonBytes();
    open().writer(event, first)(3, now, fresh);
    const used = new JsonBytes();
    const generator = open();
    for (const variant of variants.toReversed()) {
      for (let index = 0; index < 200; index += 7) generator.writer(event, variant)(index, now, used);
    }
    generator.writer(event, first)(3, now, used);
    expect(used.view().toString()).toBe(fresh.view().toString());
  });
});
