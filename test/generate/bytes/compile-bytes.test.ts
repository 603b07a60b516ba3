import { expect, test } from 'vitest';
import { builtinCatalog } from '../../../src/catalog/builtin.ts';
import type { Scene } from '../../../src/define/index.ts';
import { compileBytes } from '../../../src/generate/bytes/compile-bytes.ts';
import { FragmentCache } from '../../../src/generate/bytes/fragment-cache.ts';
import { JsonBytes } from '../../../src/generate/bytes/json-bytes.ts';
import { compile } from '../../../src/generate/compile.ts';
import { cover } from '../../../src/generate/coverage.ts';
import { Rng, seedKey } from '../../../src/world/rng.ts';
import { generator, now } from '../../laws/draws.ts';

// A cache for nothing, for a little, and for everything that is written here.
test.each([0, 5000, 2 ** 24])('with a cache of %i bytes the text is the same', async (budget) => {
  const event = await builtinCatalog.get('juzi/message.received');
  const { world } = generator({ contacts: 40 });
  const cache = new FragmentCache(budget);
  const out = new JsonBytes(16);
  for (const variant of cover(event, 'each')) {
    const write = compileBytes(event.payload, variant, cache);
    const draw = compile(event.payload, variant);
    const scene = (index: number): Scene =>
      event.scene({ rng: new Rng(seedKey('room'), index), world, now, index, variant });
    for (let index = 0; index < 12; index += 1) {
      out.length = 0;
      write(scene(index), out);
      expect(out.view().toString()).toBe(JSON.stringify(draw(scene(index))));
    }
  }
});
