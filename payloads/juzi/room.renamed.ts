import { defineEvent, emptyObject } from '../../src/define/index.ts';
import { roomTopic } from '../_phrases.ts';
import { juzi } from './_platform.ts';
import { roomBody, roomHead, roomTail } from './_room.ts';
import { f, roomScene } from './_room-scene.ts';

export default defineEvent({
  name: 'room.renamed',
  platform: juzi,
  title: { zh: '更改群名事件回调', en: 'A room was renamed' },
  docs: { page: '句子秒回 API 文档：更改群名事件回调', read: '2026-11-21' },
  basis: 'documented',
  scene: roomScene,
  payload: f.object({
    ...roomHead,
    topic: f
      .string((s) => (s.story === undefined ? roomTopic(s.rng) : s.room.topic))
      .label('新群名', 'the new name')
      .freeText(),
    ...roomBody,
    ...roomTail,
  }),
  address: { path: '/room/topic', basis: 'documented' },
  response: emptyObject('documented'),
});
