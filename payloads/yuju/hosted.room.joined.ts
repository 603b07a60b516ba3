import { defineEvent, emptyObject } from '../../src/define/index.ts';
import { member, memberDimensions, memberRules, roomBody, roomHead, roomTail, topic } from '../juzi/_room.ts';
import { f, roomScene } from '../juzi/_room-scene.ts';
import { yuju } from './_platform.ts';

export default defineEvent({
  name: 'hosted.room.joined',
  platform: yuju,
  title: { zh: '入群事件回调', en: 'Members joined a room' },
  docs: { page: '语聚AI API 文档：入群事件回调', read: '2026-11-21' },
  basis: 'inferred',
  note: {
    zh: '标题来自文档；消息体和子路径为推测。',
    en: 'The title is documented; the body and the sub-path are inferred.',
  },
  dimensions: memberDimensions,
  rules: memberRules,
  scene: roomScene,
  payload: f.object({
    ...roomHead,
    topic: topic.label('群名', 'name of the room'),
    ...roomBody,
    joinMember: f.list((s) => s.members, member).label('加入群聊的成员', 'who joined'),
    ...roomTail,
  }),
  address: { path: '/join-group', basis: 'inferred' },
  response: emptyObject('inferred'),
});
