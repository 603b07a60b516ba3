import { defineEvent, emptyObject } from '../../src/define/index.ts';
import { juzi } from './_platform.ts';
import { member, memberDimensions, memberRules, roomBody, roomHead, roomTail, topic } from './_room.ts';
import { f, roomScene } from './_room-scene.ts';

export default defineEvent({
  name: 'room.joined',
  platform: juzi,
  title: { zh: '加入群聊事件回调', en: 'Members joined a room' },
  docs: { page: '句子秒回 API 文档：加入群聊事件回调', read: '2026-11-26' },
  basis: 'inferred',
  note: {
    zh: '标题和子路径来自文档；消息体按退出群聊推测，成员数组的键名未知，这里用 joinedMembers。',
    en: 'The title and the sub-path are documented. The body is inferred from room.left; the name of the list is unknown, here joinedMembers.',
  },
  dimensions: memberDimensions,
  rules: memberRules,
  scene: roomScene,
  payload: f.object({
    ...roomHead,
    topic: topic.label('群名', 'name of the room'),
    ...roomBody,
    joinedMembers: f.list((s) => s.members, member).label('加入群聊的成员', 'who joined'),
    ...roomTail,
  }),
  address: { path: '/room/joined', basis: 'documented' },
  response: emptyObject('inferred'),
});
