import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { builtinCatalog } from '../../src/catalog/builtin.ts';
import { CatalogError } from '../../src/errors.ts';
import { catalogWith } from '../../src/generate/user-catalog.ts';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/events/${name}`, import.meta.url));

describe('a catalog with events of the user’s own', () => {
  test('has them after the built-in ones, with their platform and the number of their variants', async () => {
    const catalog = await catalogWith(builtinCatalog, [fixture('parcel.sent.js'), fixture('pack')]);
    const added = catalog.entries.slice(builtinCatalog.entries.length);
    expect(catalog.entries.slice(0, builtinCatalog.entries.length)).toEqual(builtinCatalog.entries);
    expect(added.map(({ id }) => id).sort()).toEqual([
      'post/parcel.sent',
      'shop/order.cancelled',
      'shop/order.paid',
      'shop/order.placed',
    ]);
    expect(added[0]).toMatchObject({
      platform: 'post',
      path: '/parcels',
      dimensions: 1,
      variants: { each: 2, pairwise: 2, full: 2 },
    });
    expect(catalog.platforms.map(({ id }) => id)).toEqual(['juzi', 'yuju', 'post', 'shop']);
    expect(catalog.hosts).toContain('post.example.com');
    expect((await catalog.get('parcel.sent')).id).toBe('post/parcel.sent');
    expect((await catalog.load('shop/*')).length).toBe(3);
  });

  test('leaves the other catalog unchanged', async () => {
    const before = builtinCatalog.entries.length;
    await catalogWith(builtinCatalog, [fixture('pack')]);
    expect(builtinCatalog.entries).toHaveLength(before);
    expect(builtinCatalog.platforms).toHaveLength(2);
  });

  test('without paths is the same catalog', async () => {
    const catalog = await catalogWith(builtinCatalog, []);
    expect(catalog.entries).toEqual(builtinCatalog.entries);
  });

  test('an event that exists already is refused', async () => {
    const path = fixture('parcel.sent.js');
    const error: unknown = await catalogWith(builtinCatalog, [path, path]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CatalogError);
    expect((error as Error).message).toBe(
      `--event-files ${path}: there is already an event post/parcel.sent; give yours another name`,
    );
  });
});
