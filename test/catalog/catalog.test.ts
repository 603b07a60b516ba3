import { describe, expect, test } from 'vitest';
import { builtinCatalog as catalog } from '../../src/catalog/builtin.ts';
import { Catalog } from '../../src/catalog/catalog.ts';
import { CatalogError } from '../../src/errors.ts';

const ids = (pattern: string): string[] => catalog.match(pattern).map(({ id }) => id);

function complaint(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(CatalogError);
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

describe('matching', () => {
  test.each([
    ['contact.updated', ['yuju/contact.updated']],
    ['yuju/contact.updated', ['yuju/contact.updated']],
    ['contact.*', ['yuju/contact.created', 'yuju/contact.deleted', 'yuju/contact.updated']],
    ['juzi/room.*', ['juzi/room.joined', 'juzi/room.left', 'juzi/room.renamed']],
    ['*/room.*', ['juzi/room.joined', 'juzi/room.left', 'juzi/room.renamed']],
    ['*.room.*', ['yuju/hosted.room.joined', 'yuju/hosted.room.left']],
    ['room.lef?', ['juzi/room.left']],
    ['message.received', ['juzi/message.received']],
  ])('%s', (pattern, expected) => {
    expect(ids(pattern)).toEqual(expected);
  });

  test('* means everything and platform/* all of a platform, in catalog order', () => {
    expect(ids('*')).toEqual(catalog.entries.map(({ id }) => id));
    expect(ids('*')).toHaveLength(26);
    expect([...ids('juzi/*'), ...ids('yuju/*')]).toEqual(ids('*'));
  });

  test('a name must match completely, and a dot means a dot', () => {
    for (const pattern of [
      'updated',
      'contact',
      'contactXupdated',
      'contact.updated.',
      'ontact.updated',
      '',
    ]) {
      complaint(() => catalog.match(pattern));
    }
  });

  test.each(['(', '[', 'a+b', '$', '^', '|', '\\', 'contact.(updated|created)'])(
    'what means something in a regular expression means itself: %s',
    (pattern) => {
      expect(complaint(() => catalog.match(pattern))).toContain(`no event '${pattern}'`);
    },
  );
});

describe('an unknown name', () => {
  test('suggests the nearest', () => {
    expect(complaint(() => catalog.match('contact.udpated'))).toMatch(
      /^no event 'contact\.udpated' \(did you mean contact\.updated.*\?\); `webhook-sim list` shows them all$/,
    );
    expect(complaint(() => catalog.match('yuju/contact.updatd'))).toContain('yuju/contact.updated');
    expect(complaint(() => catalog.match('CONTACT.UPDATED'))).toContain('did you mean contact.updated');
  });

  test('suggests nothing when nothing is near', () => {
    expect(complaint(() => catalog.match('zzzzzzzzzzzz'))).toBe(
      "no event 'zzzzzzzzzzzz'; `webhook-sim list` shows them all",
    );
  });

  test('an unknown platform is an error that lists the known ones', () => {
    expect(complaint(() => catalog.match('juji/message.received'))).toBe(
      "no platform 'juji' (did you mean juzi?); there are juzi, yuju",
    );
  });
});

describe('loading', () => {
  test('one event', async () => {
    expect((await catalog.get('contact.updated')).id).toBe('yuju/contact.updated');
  });

  test('a name of several events is an error that lists them', async () => {
    await expect(catalog.get('room.*')).rejects.toThrow(
      "'room.*' means juzi/room.joined, juzi/room.left, juzi/room.renamed: name one",
    );
  });

  test('a name that two platforms share needs the platform', async () => {
    const shared = new Catalog(
      [
        ...catalog.entries,
        ...catalog.match('contact.updated').map((entry) => ({ ...entry, id: 'other/contact.updated' })),
      ],
      catalog.platforms,
    );
    await expect(shared.get('contact.updated')).rejects.toThrow(
      "'contact.updated' means yuju/contact.updated, other/contact.updated: name one of them",
    );
    expect((await shared.get('yuju/contact.updated')).id).toBe('yuju/contact.updated');
  });

  test('every event of a pattern', async () => {
    const events = await catalog.load('juzi/*');
    expect(events.map(({ id }) => id)).toEqual(ids('juzi/*'));
  });

  test('the platforms’ own hosts are known', () => {
    expect(catalog.hosts).toEqual(['aa-hub.ddregion.com', 'chat.jijyun.cn']);
  });
});
