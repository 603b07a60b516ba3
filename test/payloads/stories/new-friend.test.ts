import { expect, test } from 'vitest';
import { at } from '../../laws/json.ts';
import { bodies, scenarioNamed, tellings } from './tellings.ts';

const stories = tellings(scenarioNamed('juzi/new-friend'), 60).map(bodies);

test('is about one friend, one hosted account, one task and one chat', () => {
  for (const [requested, confirmed, greeting, sent, own, answer] of stories) {
    const bot = at(requested, 'data.fromwxid');
    const friend = at(requested, 'data.payload.wxid');
    expect(at(confirmed, 'data.fromwxid')).toBe(bot);
    expect(at(confirmed, 'data.wxid')).toBe(friend);
    for (const key of ['phoneNum', 'extraInfo', 'createTimestamp']) {
      expect(at(confirmed, `data.${key}`), key).toBe(at(requested, `data.${key}`));
    }
    for (const message of [greeting, own, answer]) {
      expect(at(message, 'data.botWxid')).toBe(bot);
      expect(at(message, 'data.contactId')).toBe(friend);
      expect(at(message, 'data.contactName')).toBe(at(requested, 'data.payload.name'));
      expect(at(message, 'data.externalUserId')).toBe(at(confirmed, 'data.externalUserId'));
      expect(at(message, 'data.chatId')).toBe(at(sent, 'data.chatId'));
    }
  }
});

test('begins with the greeting, and says no two things in the same words', () => {
  for (const [, , greeting, , own, answer] of stories) {
    expect(at(greeting, 'data.payload.text')).toBe('我已经添加了你，现在我们可以开始聊天了。');
    expect(at(greeting, 'data.isSelf')).toBe(false);
    const texts = [greeting, own, answer].map((message) => at(message, 'data.payload.text'));
    expect(new Set(texts).size).toBe(3);
  }
});

test('the message that comes back has the request’s own id, if it has one', () => {
  const told = stories.filter(([, , , , own]) => at(own, 'data.externalRequestId') !== undefined);
  expect(told.length).toBeGreaterThan(10);
  for (const [, , , sent, own] of told) {
    expect(at(own, 'data.externalRequestId')).toBe(at(sent, 'data.externalRequestId'));
    expect(at(own, 'data')).toMatchObject({ isSelf: true, source: 6 });
  }
});
