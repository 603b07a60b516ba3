import { describe, expect, test } from 'vitest';
import type { GeneratedPayload } from '../../../src/generate/generator.ts';
import { at, type JsonObject, textAt } from '../../laws/json.ts';
import { bodies, scenarioNamed, tellings } from './tellings.ts';

/** A body of a room's story, whichever of its events it is. */
interface Told {
  readonly event: string;
  readonly variant: GeneratedPayload['variant'];
  readonly body: JsonObject;
}

/** Of several places, the one that this body has. */
const one = (body: JsonObject, ...paths: string[]): unknown =>
  paths.map((path) => at(body, path)).find((value) => value !== undefined);

const room = (body: JsonObject) => one(body, 'data.roomId', 'imRoomId', 'data.imRoomId');
const chat = (body: JsonObject) => one(body, 'data.chatId', 'chatId');
const topic = (body: JsonObject) => one(body, 'data.roomTopic', 'topic', 'data.topic');
const bot = (body: JsonObject) => one(body, 'data.botWxid', 'botInfo.imBotId', 'data.botInfo.imBotId');
const left = (body: JsonObject, key: string) => one(body, `leftMembers.0.${key}`, `leftMember.0.${key}`);

describe.each(['juzi/room-story', 'yuju/hosted-room-story'])('%s', (id) => {
  const scenario = scenarioNamed(id);
  const stories: Told[][] = tellings(scenario, 100).map((told) => {
    const read = bodies(told);
    return told.map(({ event, variant }, i) => ({ event: event.name, variant, body: read[i] ?? {} }));
  });
  const each = (story: readonly Told[], read: (body: JsonObject) => unknown): Set<unknown> =>
    new Set(story.map(({ body }) => read(body)));

  test('happens in one room, in one chat, to one hosted account', () => {
    for (const story of stories) {
      for (const read of [room, chat, bot]) {
        const values = [...each(story, read)];
        expect(values).toEqual([expect.stringMatching(/./)]);
      }
    }
  });

  test('the room has its new name from the renaming on, and its old one before', () => {
    for (const story of stories) {
      const renamed = story.findIndex(({ event }) => event === 'room.renamed');
      const before = each(story.slice(0, renamed < 0 ? undefined : renamed), topic);
      expect(before.size).toBe(1);
      if (renamed < 0) continue;
      const after = each(story.slice(renamed), topic);
      expect(after.size).toBe(1);
      expect([...after][0]).not.toBe([...before][0]);
    }
  });

  test('one member speaks, and who spoke is who leaves', () => {
    for (const story of stories) {
      const speakers = story.filter(({ variant }) => variant['isSelf'] === 'no' && 'type' in variant);
      const ids = new Set(speakers.map(({ body }) => textAt(body, 'data.contactId')));
      expect(speakers.length).toBeGreaterThanOrEqual(2);
      const last = story.at(-1)?.body ?? {};
      expect([...ids]).toEqual([left(last, 'imContactId')]);
      expect(speakers[0] && textAt(speakers[0].body, 'data.contactName')).toBe(left(last, 'nickName'));
    }
  });

  test('somebody mentions the hosted account by its wxid', () => {
    for (const story of stories) {
      const mentioning = story.filter(({ variant }) => variant['mentionSelf'] === 'yes');
      expect(mentioning).toHaveLength(1);
      for (const { body } of mentioning) expect(at(body, 'data.payload.mention.0')).toBe(bot(body));
    }
  });
});
