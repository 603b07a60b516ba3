import { describe, expect, test } from 'vitest';
import type { GeneratedPayload } from '../../src/generate/generator.ts';
import { allVariants, draws, eventNamed, events, generator, nameOf, now } from './draws.ts';
import { at, isObject, type JsonObject, leaves, listAt, objectAt, textAt } from './json.ts';

/** One run that draws everything: all of it speaks of the same people. */
const source = generator({ seed: 'identity' });
const run: readonly GeneratedPayload[] = events.flatMap((event) => draws(event, 600, source));

/** Notes that something has a property, and fails when it had another one before. */
class Register {
  readonly #known = new Map<string, { readonly value: unknown; readonly by: string }>();

  note(thing: string, property: string, value: unknown, by: string): void {
    const key = `${property} of ${thing}`;
    const before = this.#known.get(key);
    if (before === undefined) this.#known.set(key, { value, by });
    else if (before.value !== value) {
      throw new Error(`${key} is ${value} in ${by}, and was ${before.value} in ${before.by}`);
    }
  }

  /** How many things have the property. */
  count(property: string): number {
    return [...this.#known.keys()].filter((key) => key.startsWith(`${property} of `)).length;
  }
}

const of = (...ids: readonly string[]): GeneratedPayload[] =>
  run.filter(({ event }) => ids.includes(event.id));

const teamMessages = of('juzi/message.received', 'yuju/hosted.message').map((draw) => ({
  name: nameOf(draw),
  body: objectAt(draw.payload, 'data'),
}));
const enterpriseMessages = of('juzi/enterprise.message.received').map((draw) => {
  const body = objectAt(draw.payload, '');
  const renamed: JsonObject = {
    ...body,
    // On messages of the hosted account itself it is that account.
    contactId: body['isSelf'] === true ? '' : (body['imContactId'] ?? ''),
    roomId: body['imRoomId'] ?? '',
    botWxid: body['imBotId'],
    botWeixin: body['botUserId'],
  };
  return { name: nameOf(draw), body: renamed };
});
const messages = [...teamMessages, ...enterpriseMessages];
const roomEvents = of(
  'juzi/room.left',
  'juzi/room.renamed',
  'yuju/hosted.room.joined',
  'yuju/hosted.room.left',
);

describe('over a run', () => {
  test('a contact has one name, one kind and one external id', () => {
    const people = new Register();
    for (const { body, name } of messages) {
      const id = body['contactId'];
      if (id === '') continue;
      for (const key of ['contactName', 'contactType', 'coworker', 'externalUserId']) {
        people.note(`contact ${id}`, key, body[key], name);
      }
      if (body['externalUserId'] !== '')
        people.note(`external ${body['externalUserId']}`, 'contactId', id, name);
    }
    for (const draw of roomEvents) {
      const [list = []] = Object.values(objectAt(draw.payload, '')).filter(Array.isArray);
      for (const member of list as unknown[]) {
        const id = textAt(member, 'imContactId');
        people.note(`contact ${id}`, 'contactName', textAt(member, 'nickName'), nameOf(draw));
      }
    }
    expect(people.count('contactName')).toBeGreaterThan(200);
  });

  test('a contact has one private chat with a bot, a room has one chat', () => {
    const chats = new Register();
    for (const { body, name } of messages) {
      const { contactId, roomId, botWxid, chatId } = body;
      if (roomId !== '') {
        chats.note(`room ${roomId} and ${botWxid}`, 'chatId', chatId, name);
        chats.note(`chat ${chatId}`, 'place', roomId, name);
      } else if (contactId !== '') {
        chats.note(`contact ${contactId} and ${botWxid}`, 'chatId', chatId, name);
        chats.note(`chat ${chatId}`, 'place', contactId, name);
      }
    }
    for (const draw of roomEvents) {
      const thing = `room ${textAt(draw.payload, 'imRoomId')} and ${textAt(draw.payload, 'botInfo.imBotId')}`;
      chats.note(thing, 'chatId', textAt(draw.payload, 'chatId'), nameOf(draw));
    }
    expect(chats.count('chatId')).toBeGreaterThan(200);
  });

  test('a room has one topic, one WeCom chat id, one avatar and one bot', () => {
    const rooms = new Register();
    for (const { body, name } of messages) {
      if (body['roomId'] === '') continue;
      for (const key of ['roomTopic', 'roomWecomChatId', 'botWxid', 'avatar']) {
        rooms.note(`room ${body['roomId']}`, key, body[key], name);
      }
    }
    for (const draw of roomEvents) {
      const room = `room ${textAt(draw.payload, 'imRoomId')}`;
      rooms.note(room, 'botWxid', textAt(draw.payload, 'botInfo.imBotId'), nameOf(draw));
      rooms.note(room, 'avatar', textAt(draw.payload, 'avatarUrl'), nameOf(draw));
      const topic = textAt(draw.payload, 'topic');
      // What a renamed room is called now is told by that event alone.
      if (draw.event.id !== 'juzi/room.renamed') rooms.note(room, 'roomTopic', topic, nameOf(draw));
    }
    for (const draw of of('yuju/contact.updated', 'yuju/contact.created', 'yuju/contact.deleted')) {
      const data = objectAt(draw.payload, 'data');
      if (data['room_id'] !== '') {
        rooms.note(`room ${data['room_id']}`, 'roomTopic', data['roomTopic'], nameOf(draw));
      }
    }
    for (const draw of of('yuju/conversation.message')) {
      const push = objectAt(draw.payload, 'data.push_data');
      const id = at(push, 'source.source_addition.room_id');
      if (id === undefined || id === '') continue;
      rooms.note(`room ${id}`, 'roomTopic', textAt(push, 'chat.chat_title'), nameOf(draw));
      rooms.note(`room ${id}`, 'botWxid', textAt(push, 'source.source_addition.bot_wxid'), nameOf(draw));
      const chatId = textAt(push, 'user.user_addition.external_chat_id');
      rooms.note(`room ${id}`, 'external_chat_id', chatId, nameOf(draw));
      rooms.note(`room ${id}`, 'chat_id', textAt(push, 'chat.chat_id'), nameOf(draw));
    }
    expect(rooms.count('roomTopic')).toBe(20);
  });

  test('a bot has one account id, one WeCom user id and one name', () => {
    const bots = new Register();
    for (const { body, name } of messages) {
      for (const key of ['botId', 'botWeixin']) bots.note(`bot ${body['botWxid']}`, key, body[key], name);
    }
    for (const draw of run) {
      const { payload } = draw;
      const name = nameOf(draw);
      const info = at(payload, 'botInfo');
      if (isObject(info)) {
        const bot = `bot ${textAt(info, 'imBotId')}`;
        if (info['botId'] !== undefined) bots.note(bot, 'botId', info['botId'], name);
        if (info['wecomUserId'] !== undefined) bots.note(bot, 'botWeixin', info['wecomUserId'], name);
        bots.note(bot, 'name', info['nickName'] ?? info['name'], name);
      }
      if (draw.event.id === 'juzi/account.renamed') {
        const bot = `bot ${textAt(payload, 'imBotId')}`;
        bots.note(bot, 'botId', textAt(payload, 'botId'), name);
        bots.note(bot, 'name', textAt(payload, 'existsValue.name'), name);
      }
      if (draw.event.id === 'juzi/friend.requested') {
        bots.note(
          `bot ${textAt(payload, 'data.fromwxid')}`,
          'name',
          textAt(payload, 'data.fromwxName'),
          name,
        );
      }
    }
    expect(bots.count('botWeixin')).toBe(3);
    expect(bots.count('name')).toBe(3);
  });

  test('the tenant has one of each of its ids and tokens', () => {
    const tenant = new Register();
    for (const draw of run) {
      const level = draw.event.id === 'juzi/enterprise.message.received' ? 'enterprise' : 'team';
      for (const { key, value } of leaves(draw.payload)) {
        if (key === 'token') tenant.note(level, key, value, nameOf(draw));
        if (['orgId', 'groupId', 'company_id', 'webhook_url', 'ToUserName'].includes(key)) {
          tenant.note('tenant', key, value, nameOf(draw));
        }
      }
      if (draw.query['token'] !== undefined) tenant.note('team', 'token', draw.query['token'], nameOf(draw));
    }
    for (const key of ['orgId', 'groupId', 'company_id', 'webhook_url', 'ToUserName']) {
      expect(tenant.count(key), key).toBe(1);
    }
    expect(tenant.count('token')).toBe(2);
  });

  test('both platforms have the same people: hosted WeCom’s contacts are the authors of messages', () => {
    const wrote = new Map<unknown, JsonObject>();
    for (const { body } of messages) {
      if (body['contactType'] === 1 && body['roomId'] === '') wrote.set(body['contactId'], body);
    }
    let common = 0;
    const event = eventNamed('yuju/contact.updated');
    const variant = { channel: 'hosted_wecom', userType: 'customer', metInRoom: 'no' };
    for (let index = 0; index < 200; index += 1) {
      const data = objectAt(source.draw(event, variant, index, now).payload, 'data');
      const message = wrote.get(data['im_id']);
      if (message === undefined) continue;
      common += 1;
      expect(data['wechat_userid']).toBe(message['externalUserId']);
      expect(data['botWeixin']).toBe(message['botWeixin']);
    }
    expect(common).toBeGreaterThan(50);
  });

  test('a writer of a conversation has one id, one name and one chat', () => {
    const writers = new Register();
    for (const draw of of('yuju/conversation.message')) {
      const push = objectAt(draw.payload, 'data.push_data');
      const id = at(push, 'user.user_addition.external_contact_id');
      if (typeof id !== 'string') continue;
      if (draw.variant['chat'] === 'private') {
        const chatId = textAt(push, 'user.user_addition.external_chat_id');
        writers.note(id, 'external_chat_id', chatId, nameOf(draw));
      }
      // What the hosted account sends has the wxid of the contact and the name of the account.
      if (draw.variant['direction'] === 'outgoing') continue;
      writers.note(id, 'user_id', textAt(push, 'user.user_id'), nameOf(draw));
      writers.note(id, 'user_name', textAt(push, 'user.user_name'), nameOf(draw));
      if (draw.variant['chat'] !== 'private') continue;
      writers.note(id, 'chat_id', textAt(push, 'chat.chat_id'), nameOf(draw));
      writers.note(id, 'bot', textAt(push, 'source.source_addition.bot_wxid'), nameOf(draw));
    }
    expect(writers.count('user_id')).toBeGreaterThan(40);
  });

  test('a customer_id means one person, on all events that have one', () => {
    const people = new Register();
    for (const draw of run) {
      const data = at(draw.payload, 'data');
      if (!isObject(data) || data['customer_id'] === undefined || data['im_id'] === '') continue;
      const id = `customer ${data['customer_id']}`;
      if (data['im_id'] !== undefined) people.note(id, 'im_id', data['im_id'], nameOf(draw));
      if (data['im_id'] !== undefined)
        people.note(`im ${data['im_id']}`, 'customer_id', data['customer_id'], nameOf(draw));
    }
    expect(people.count('im_id')).toBeGreaterThan(50);
  });

  test('a customer has one gender, and was met by one bot', () => {
    const people = new Register();
    for (const draw of of('juzi/customer.added')) {
      const id = textAt(draw.payload, 'data.externalUserId');
      people.note(id, 'gender', at(draw.payload, 'data.gender'), nameOf(draw));
      people.note(id, 'name', textAt(draw.payload, 'data.name'), nameOf(draw));
      const [member] = listAt(draw.payload, 'data.followUser');
      people.note(id, 'bot', textAt(member, 'userId'), nameOf(draw));
    }
    for (const draw of of('juzi/customer.added.rpa')) {
      const id = textAt(draw.payload, 'imInfo.externalUserId');
      people.note(id, 'gender', at(draw.payload, 'gender'), nameOf(draw));
      people.note(id, 'name', textAt(draw.payload, 'name'), nameOf(draw));
      people.note(id, 'bot', textAt(draw.payload, 'imInfo.followUser.wecomUserId'), nameOf(draw));
    }
  });
});

describe('over 10,000 draws of an event', () => {
  const unique = events.filter(({ deduplicateBy }) => deduplicateBy !== undefined);

  test.each(unique.map((event) => [event.id, event] as const))('%s: no id comes twice', (_, event) => {
    const variants = allVariants(event);
    const many = generator({ seed: 'unique' });
    const seen = new Set<unknown>();
    for (let n = 0; n < 10_000; n += 1) {
      const variant = variants[n % variants.length] ?? {};
      const { payload } = many.draw(event, variant, Math.floor(n / variants.length), now);
      seen.add(at(payload, event.deduplicateBy ?? ''));
    }
    expect(seen.size).toBe(10_000);
    for (const id of seen) expect(typeof id).toBe('string');
  });

  test('no id comes twice on two events with the same variant and index', () => {
    const many = generator();
    const ids = unique.flatMap((event) =>
      allVariants(event).flatMap((variant) =>
        [0, 1].map((index) => at(many.draw(event, variant, index, now).payload, event.deduplicateBy ?? '')),
      ),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('no id comes twice over 10,000 indices of one variant', () => {
    for (const event of [eventNamed('juzi/message.received'), eventNamed('yuju/contact.created')]) {
      const [variant = {}] = allVariants(event);
      const many = generator();
      const ids = Array.from({ length: 10_000 }, (_, index) =>
        at(many.draw(event, variant, index, now).payload, event.deduplicateBy ?? ''),
      );
      expect(new Set(ids).size).toBe(10_000);
    }
  });
});

describe('a world of another size', () => {
  // A twentieth of them is customers of juzi; there is one at least.
  test.each([
    [1, 1],
    [20, 1],
    [60, 3],
    [140, 7],
    [2000, 100],
  ])('%i contacts', (contacts, customers) => {
    const small = generator({ contacts });
    const event = eventNamed('juzi/message.received');
    const people = new Set<unknown>();
    const register = new Register();
    for (const draw of draws(event, 3000, small)) {
      const data = objectAt(draw.payload, 'data');
      if (data['contactId'] === '' || data['coworker'] === true) continue;
      register.note(`${data['contactId']}`, 'name', data['contactName'], nameOf(draw));
      if (data['contactType'] === 1) people.add(data['contactId']);
    }
    expect(people.size).toBe(customers);
  });
});
