import { expect, test } from 'vitest';
import { builtinCatalog } from '../../src/catalog/builtin.ts';
import { reproCommand } from '../../src/delivery/recorder.ts';
import { cover } from '../../src/generate/coverage.ts';
import { parseChoices, resolveVariant, variantKey } from '../../src/generate/variants.ts';

test('the choices in a command lead back to the variant, for every value of every dimension', async () => {
  for (const entry of builtinCatalog.entries) {
    const event = (await entry.load()).default;
    for (const variant of cover(event, 'each')) {
      const command = reproCommand({ event, variant, seed: '1', index: 0, now: 0, flags: [] });
      const choices = / --variant (\S+)/.exec(command)?.[1];
      const back = resolveVariant(event, choices === undefined ? {} : parseChoices(event, choices));
      expect(variantKey(event, back), command).toBe(variantKey(event, variant));
    }
  }
});

test('a usual delivery has a short command', async () => {
  const event = await builtinCatalog.get('contact.updated');
  const variant = resolveVariant(event);
  const now = Date.parse('2025-01-01T00:00:00.007+08:00');
  expect(reproCommand({ event, variant, seed: 'a b', index: 3, now, flags: ['--to', 'http://a/'] })).toBe(
    "webhook-sim send yuju/contact.updated --seed 'a b' --index 3 --now 2025-01-01T00:00:00.007+08:00 --to http://a/",
  );
});
