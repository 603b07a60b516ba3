import { defineEvent, emptyObject } from '../../src/define/index.ts';
import { juzi } from './_platform.ts';
import { member, memberDimensions, memberRules, roomBody, roomHead, roomTail, topic } from './_room.ts';
import { f, roomScene } from './_room-scene.ts';

export default defineEvent({
  name: 'room.left',
  platform: juzi,
  title: { zh: '退出群聊事件回调', en: 'Members left a room' },
  docs: { page: '句子秒回 API 文档：退出群聊事件回调', read: '2026-11-21' },
  basis: 'documented',
  dimensions: memberDimensions,
  rules: memberRules,
  scene: roomScene,
  payload: f.object({
    ...roomHead,
    topic: topic.label('群名', 'name of the room'),
    ...roomBody,
    leftMembers: f.list((s) => s.members, member).label('退出群聊的成员', 'who left'),
    ...roomTail,
  }),
  address: { path: '/room/left', basis: 'documented' },
  response: emptyObject('documented'),
});
