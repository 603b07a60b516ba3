import { describe, expect, test } from 'vitest';
import { at, type JsonObject, textAt } from '../../laws/json.ts';
import { bodies, scenarioNamed, tellings } from './tellings.ts';

describe.each([
  ['juzi/private-dialogue', 'data.'],
  ['juzi/enterprise-dialogue', ''],
  ['yuju/hosted-dialogue', 'data.'],
])('%s', (id, prefix) => {
  const dialogues = tellings(scenarioNamed(id), 100).map(bodies);
  const read = (body: JsonObject | undefined, key: string): unknown => at(body, `${prefix}${key}`);
  const typeOf = (body: JsonObject | undefined): unknown => read(body, 'type') ?? read(body, 'messageType');

  test('has text, image, voice, a quote and a recall', () => {
    for (const dialogue of dialogues) {
      expect(dialogue.map(typeOf)).toEqual([7, 7, 6, 2, 7, 11]);
      expect(dialogue.map((body) => read(body, 'payload.quoteMessage') !== undefined)).toEqual([
        false,
        false,
        false,
        false,
        true,
        false,
      ]);
    }
  });

  test('is one chat of one customer with one hosted account, outside of any room', () => {
    for (const dialogue of dialogues) {
      for (const key of ['chatId', 'botId', 'imBotId', 'botWxid', 'contactId', 'externalUserId']) {
        expect(new Set(dialogue.map((body) => read(body, key))).size, key).toBe(1);
      }
      expect(read(dialogue[0], 'chatId')).toMatch(/^[0-9a-f]{24}$/);
    }
  });

  test('the recall names the customer’s last message', () => {
    for (const dialogue of dialogues) {
      expect(read(dialogue[5], 'payload.content')).toBe(read(dialogue[4], 'messageId'));
    }
  });

  test('the quote names an earlier message: its id, text, author and time', () => {
    for (const dialogue of dialogues) {
      const quoting = dialogue.findIndex((body) => read(body, 'payload.quoteMessage') !== undefined);
      const quote = (key: string): unknown => read(dialogue[quoting], `payload.quoteMessage.${key}`);
      const quoted = dialogue.findIndex((body) => read(body, 'messageId') === quote('messageId'));
      const body = dialogue[quoted];
      expect(quoted).toBeGreaterThanOrEqual(0);
      expect(quoted).toBeLessThan(quoting);
      expect(quote('content')).toEqual({ text: read(body, 'payload.text') });
      expect(quote('timestamp')).toBe(String(read(body, 'timestamp')));
      expect(quote('type')).toBe(String(typeOf(body)));
      // The hosted account wrote it, by hand of a colleague.
      expect(read(body, 'isSelf')).toBe(true);
      expect(quote('wxid')).toBe(read(body, 'botWxid') ?? read(body, 'imBotId'));
    }
  });
});

describe('yuju/conversation-dialogue', () => {
  const dialogues = tellings(scenarioNamed('yuju/conversation-dialogue'), 100).map((told) =>
    bodies(told).map((body) => at(body, 'data.push_data') as JsonObject),
  );

  test('is one chat with one customer', () => {
    for (const dialogue of dialogues) {
      expect(new Set(dialogue.map((push) => textAt(push, 'chat.chat_id'))).size).toBe(1);
      expect(new Set(dialogue.map((push) => textAt(push, 'chat.chat_title'))).size).toBe(1);
      const customers = dialogue.filter((push) => at(push, 'message.message_forward_type') === 'incoming');
      expect(new Set(customers.map((push) => textAt(push, 'user.user_id'))).size).toBe(1);
    }
  });

  test('the quote says what an earlier message of the other side said, and who said it', () => {
    for (const dialogue of dialogues) {
      const quoting = dialogue.findIndex((push) =>
        String(at(push, 'message.message_content.text')).includes('quote_message'),
      );
      const { quote_message: quote } = JSON.parse(
        textAt(dialogue[quoting], 'message.message_content.text'),
      ) as { quote_message: JsonObject };
      const quoted = dialogue
        .slice(0, quoting)
        .find((push) => at(push, 'message.message_content.text') === quote['content']);
      expect(quoted && textAt(quoted, 'message.message_forward_type')).toBe('outgoing');
      expect(quote['sender']).toBe(quoted && textAt(quoted, 'user.user_name'));
      expect(quoted && at(quoted, 'message.message_type')).toBe(2);
      expect(quote['quote_message_type']).toBe('text');
      expect(quote['quote_message_id']).toBe(quoted && at(quoted, 'message.message_content.message_id'));
    }
  });
});
