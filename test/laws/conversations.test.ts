import { describe, expect, test } from 'vitest';
import { draws, eventNamed, nameOf } from './draws.ts';
import { at, isObject, listAt, objectAt, textAt } from './json.ts';

const drawn = draws(eventNamed('yuju/conversation.message'), 2000);
const push = drawn.map((draw) => ({ draw, ...parts(draw.payload), name: nameOf(draw) }));

function parts(payload: unknown) {
  return {
    chat: objectAt(payload, 'data.push_data.chat'),
    message: objectAt(payload, 'data.push_data.message'),
    content: objectAt(payload, 'data.push_data.message.message_content'),
    user: objectAt(payload, 'data.push_data.user'),
    source: objectAt(payload, 'data.push_data.source'),
  };
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

describe('conversation.message', () => {
  test('incoming ids end in i, outgoing ones do not', () => {
    for (const { message, name } of push) {
      const incoming = message['message_forward_type'] === 'incoming';
      expect(message['message_id'], name).toMatch(new RegExp(`^api_${uuid}${incoming ? 'i' : ''}$`));
    }
    const directions = new Set(push.map(({ message }) => message['message_forward_type']));
    expect(directions).toEqual(new Set(['incoming', 'outgoing']));
  });

  test('the event type is the observed one', () => {
    for (const { draw } of push) expect(at(draw.payload, 'event_type')).toBe('ai_assistant_receives_msg');
  });

  test('rule_id comes as a string and as a number, of the same rule', () => {
    const seen = new Set<unknown>();
    for (const { draw, source, name } of push) {
      expect(typeof source['rule_id'], name).toBe(draw.variant['ruleId']);
      seen.add(source['rule_id']);
    }
    const [one, other, ...more] = [...seen];
    expect(more).toEqual([]);
    expect(Number(one)).toBe(Number(other));
  });

  test('the author decides the direction', () => {
    const directions: Readonly<Record<number, readonly string[]>> = {
      1: ['incoming'],
      2: ['outgoing'],
      3: ['outgoing'],
      4: ['outgoing'],
      5: ['outgoing'],
      6: ['incoming', 'outgoing'],
      7: ['incoming'],
    };
    const met = new Map<number, Set<unknown>>();
    for (const { user, message } of push) {
      const type = Number(user['user_type']);
      met.set(type, (met.get(type) ?? new Set()).add(message['message_forward_type']));
    }
    for (const [type, expected] of Object.entries(directions)) {
      expect([...(met.get(Number(type)) ?? [])].sort(), type).toEqual(expected);
    }
    expect(met.size).toBe(7);
  });

  test('a quote is JSON in the text of a text message, the only type on which quotes have been seen', () => {
    const types = new Set<unknown>();
    for (const { draw, message, content, name } of push) {
      if (draw.variant['quote'] !== 'yes') continue;
      types.add(message['message_type']);
      const quoted: unknown = JSON.parse(textAt(content, 'text'));
      expect(Object.keys(objectAt(quoted, '')), name).toEqual(['text', 'quote_message']);
      expect(Object.keys(objectAt(quoted, 'quote_message'))).toEqual([
        'quote_message_id',
        'sender',
        'content',
        'quote_message_type',
      ]);
      expect(textAt(quoted, 'quote_message.quote_message_id')).toMatch(/^[0-9a-f]{32}$/);
    }
    expect([...types].sort()).toEqual([2]);
  });

  test('a file is JSON in the text', () => {
    const files = push.filter(({ message }) => message['message_type'] === 8);
    expect(files.length).toBeGreaterThan(0);
    for (const { content } of files) {
      const file: unknown = JSON.parse(textAt(content, 'text'));
      expect(Object.keys(objectAt(file, ''))).toEqual(['fileUrl', 'name', 'size']);
      expect(Number.isInteger(at(file, 'size'))).toBe(true);
    }
  });

  test('a chat history is JSON in the text', () => {
    const histories = push.filter(({ message }) => message['message_type'] === 12);
    expect(histories.length).toBeGreaterThan(0);
    for (const { content } of histories) {
      const history: unknown = JSON.parse(textAt(content, 'text'));
      expect(Object.keys(objectAt(history, ''))).toEqual(['chatHistoryList', 'title']);
      for (const item of listAt(history, 'chatHistoryList')) {
        expect(Object.keys(objectAt(item, ''))).toEqual(['senderName', 'corpName', 'message']);
        expect(Object.keys(objectAt(item, 'message'))).toEqual(['content']);
      }
    }
  });

  test('a customer’s own text may look like JSON without being a quote', () => {
    const looking = push.filter(({ draw }) => draw.variant['looksLikeJson'] === 'yes');
    expect(looking.length).toBeGreaterThan(0);
    for (const { content, user } of looking) {
      const value: unknown = JSON.parse(textAt(content, 'text'));
      expect(isObject(value) && !Object.hasOwn(value, 'quote_message')).toBe(true);
      expect(user['user_type']).toBe(1);
    }
  });

  test('other texts are not JSON', () => {
    for (const { draw, message, content, name } of push) {
      const { quote, looksLikeJson } = draw.variant;
      if (![2, 3].includes(Number(message['message_type'])) || quote === 'yes' || looksLikeJson === 'yes') {
        continue;
      }
      expect(() => JSON.parse(textAt(content, 'text')), name).toThrow();
    }
  });

  test('a room has its type, its title and its ids; a private chat is titled with the customer', () => {
    for (const { draw, chat, user, source, message, name } of push) {
      const room = draw.variant['chat'] === 'room';
      expect(chat['chat_type'] === '群聊', name).toBe(room);
      expect(chat['chat_id']).toMatch(new RegExp(`^${uuid}-\\d+$`));
      const hosted = draw.variant['channel'] === 'hosted_wecom';
      expect(at(source, 'source_addition.room_id') === undefined, name).toBe(!hosted);
      expect(at(user, 'user_addition.external_contact_id') === undefined, name).toBe(!hosted);
      if (hosted) expect(textAt(source, 'source_addition.room_id') !== '').toBe(room);
      expect(textAt(user, 'user_addition.external_chat_id')).toMatch(/^[0-9a-f]{24}$/);
      if (!room && message['message_forward_type'] === 'incoming') {
        expect(chat['chat_title']).toBe(user['user_name']);
      }
    }
  });

  test('system messages come from the system; leads come from a customer in a private chat', () => {
    for (const { chat, message, user, name } of push) {
      const type = Number(message['message_type']);
      if (type === 1) expect(user['user_type'], name).toBe(4);
      if (type === 10 || type === 11) {
        expect(user['user_type'], name).toBe(1);
        expect(chat['chat_type'], name).not.toBe('群聊');
      }
    }
  });
});

describe('the assistant', () => {
  test('an intent is satisfied when all its slots are filled, and not when some are missing', () => {
    const slotsOf = new Map<string, Set<string>>();
    for (const { payload } of draws(eventNamed('yuju/assistant.intent_satisfied'))) {
      const names = listAt(payload, 'data.filled_slots').map((slot) => textAt(slot, 'name'));
      const intent = textAt(payload, 'data.intent_name');
      slotsOf.set(intent, (slotsOf.get(intent) ?? new Set()).add(names.join()));
    }
    for (const { payload } of draws(eventNamed('yuju/assistant.intent_unsatisfied'))) {
      const filled = listAt(payload, 'data.filled_slots').map((slot) => textAt(slot, 'name'));
      const missing = listAt(payload, 'data.missing_slots');
      expect(missing.length).toBeGreaterThan(0);
      const [all] = [...(slotsOf.get(textAt(payload, 'data.intent_name')) ?? [])];
      expect([...filled, ...missing].join()).toBe(all);
    }
    for (const [intent, seen] of slotsOf) expect(seen.size, intent).toBe(1);
  });
});
