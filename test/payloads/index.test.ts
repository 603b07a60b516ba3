import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { events, platforms } from '../../payloads/index.ts';
import type { EventDefinition } from '../../src/define/event.ts';
import { summarize } from '../../src/generate/summarize.ts';

const payloads = new URL('../../payloads/', import.meta.url);

/** Event files as `<platform>/<event>`. What begins with `_` is a part that events share. */
const files = readdirSync(payloads, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(new URL(`${name}/`, payloads)).map((file) => `${name}/${file}`))
  .filter((path) => path.endsWith('.ts') && !path.includes('/_'))
  .map((path) => path.slice(0, -'.ts'.length))
  .sort();

const defined: readonly EventDefinition[] = await Promise.all(
  files.map(async (file) => {
    const module = (await import(new URL(`${file}.ts`, payloads).href)) as { default: EventDefinition };
    return module.default;
  }),
);

describe('the generated index', () => {
  test('lists every event file, in order, each named as its event', () => {
    expect(files).toHaveLength(26);
    expect(defined.map(({ id }) => id)).toEqual(files);
    expect(events.map(({ id }) => id)).toEqual(files);
  });

  test('agrees with every definition: `npm run index` updates it', () => {
    for (const [i, event] of defined.entries()) {
      const { load, ...summary } = events[i] ?? {};
      expect(summary).toEqual(summarize(event));
      expect(load).toBeTypeOf('function');
    }
  });

  test('loads the event that it names', async () => {
    for (const [i, entry] of events.entries()) expect((await entry.load()).default).toBe(defined[i]);
  });

  test('lists every platform once', () => {
    const known = new Map(
      defined.map(({ platform: { id, title, hosts, titleOnly } }) => [id, { id, title, hosts, titleOnly }]),
    );
    expect(platforms).toEqual([...known.values()]);
  });
});

describe('every event', () => {
  test('names its page and the date it was read', () => {
    for (const { id, docs, title } of defined) {
      expect(docs.page, id).not.toBe('');
      expect(docs.read, id).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
      expect(title.zh, id).not.toBe('');
      expect(title.en, id).not.toBe('');
    }
  });

  test('posts to a documented sub-path, or to an address of its own', () => {
    const paths = Object.fromEntries(defined.map(({ id, address }) => [id, address.path]));
    expect(paths).toMatchObject({
      'juzi/message.received': '/message',
      'juzi/room.left': '/room/left',
      'juzi/room.renamed': '/room/topic',
      'juzi/room.joined': '/room/joined',
      'juzi/friend.requested': '/friend/send',
      'juzi/friend.confirmed': '/friend/confirm',
      'juzi/message.sent': '/sentResult',
      'juzi/follow.timeout': '/api/follow/timeout',
      'juzi/member.added': '/v1/notify/add/user',
      'juzi/member.logged_in': '/v1/notify/login/user',
      'juzi/customer.added': '/v1/notify/add/customer',
      'yuju/hosted.message': '/notice',
      'yuju/hosted.room.joined': '/join-group',
      'yuju/hosted.room.left': '/leave-group',
    });
    expect(Object.values(paths).filter((path) => path === undefined)).toHaveLength(12);
    for (const { address } of defined)
      if (address.path !== undefined) expect(address.path).toMatch(/^\/[\w/-]+$/);
  });

  test('has the documented response, with the basis of its page', () => {
    const responses = Object.fromEntries(
      defined.map(({ id, response }) => [id, `${response.example} ${response.basis}`]),
    );
    expect(responses).toEqual({
      'juzi/account.renamed': '{} documented',
      'juzi/customer.added': '{} inferred',
      'juzi/customer.added.rpa': '{} inferred',
      'juzi/enterprise.message.received': '{} inferred',
      'juzi/follow.timeout': '{} inferred',
      'juzi/friend.confirmed': '{} inferred',
      'juzi/friend.requested': '{} inferred',
      'juzi/member.added': '{"errCode":0} documented',
      'juzi/member.logged_in': '{"errCode":0} documented',
      'juzi/message.received': '{"errcode":0,"errmsg":"string"} documented',
      'juzi/message.sent': '{} inferred',
      'juzi/room.joined': '{} inferred',
      'juzi/room.left': '{} documented',
      'juzi/room.renamed': '{} documented',
      'yuju/assistant.intent_satisfied': '{} inferred',
      'yuju/assistant.intent_unsatisfied': '{} inferred',
      'yuju/assistant.unmatched': '{} inferred',
      'yuju/contact.created': '{} inferred',
      'yuju/contact.deleted': '{} inferred',
      'yuju/contact.updated': '{} documented',
      'yuju/conversation.finished': '{} inferred',
      'yuju/conversation.message': '{} inferred',
      'yuju/hosted.friend.accepted': '{} inferred',
      'yuju/hosted.message': '{} inferred',
      'yuju/hosted.room.joined': '{} inferred',
      'yuju/hosted.room.left': '{} inferred',
    });
    for (const { response } of defined) {
      expect(response).toMatchObject({ status: 200, mediaType: 'application/json' });
      const example = JSON.parse(response.example) as Record<string, unknown>;
      const required = response.keys.filter(({ optional }) => optional !== true);
      expect(Object.keys(example)).toEqual(required.map(({ name }) => name));
      for (const key of required) expect(typeof example[key.name]).toBe(key.type);
    }
  });

  test('has the documented basis', () => {
    const bases = Object.fromEntries(defined.map(({ id, basis }) => [id, basis]));
    expect(bases).toEqual({
      'juzi/account.renamed': 'documented',
      'juzi/customer.added': 'documented',
      'juzi/customer.added.rpa': 'observed',
      'juzi/enterprise.message.received': 'documented',
      'juzi/follow.timeout': 'documented',
      'juzi/friend.confirmed': 'observed',
      'juzi/friend.requested': 'documented',
      'juzi/member.added': 'documented',
      'juzi/member.logged_in': 'documented',
      'juzi/message.received': 'documented',
      'juzi/message.sent': 'observed',
      'juzi/room.joined': 'inferred',
      'juzi/room.left': 'documented',
      'juzi/room.renamed': 'documented',
      'yuju/assistant.intent_satisfied': 'inferred',
      'yuju/assistant.intent_unsatisfied': 'inferred',
      'yuju/assistant.unmatched': 'inferred',
      'yuju/contact.created': 'inferred',
      'yuju/contact.deleted': 'inferred',
      'yuju/contact.updated': 'documented',
      'yuju/conversation.finished': 'inferred',
      'yuju/conversation.message': 'observed',
      'yuju/hosted.friend.accepted': 'documented',
      'yuju/hosted.message': 'documented',
      'yuju/hosted.room.joined': 'inferred',
      'yuju/hosted.room.left': 'documented',
    });
  });
});
