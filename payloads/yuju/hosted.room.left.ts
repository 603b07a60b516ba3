import { defineEvent, emptyObject } from '../../src/define/index.ts';
import { member, memberDimensions, memberRules, roomBody, roomHead, roomTail, topic } from '../juzi/_room.ts';
import { f, roomScene } from '../juzi/_room-scene.ts';
import { yuju } from './_platform.ts';

export default defineEvent({
  name: 'hosted.room.left',
  platform: yuju,
  title: { zh: '离群事件回调', en: 'Members left a room' },
  docs: { page: '语聚AI API 文档：离群事件回调', read: '2026-11-21' },
  basis: 'documented',
  note: {
    zh: '字段表里没有 token，示例里有；contactType 是整数。',
    en: 'The field table has no token, the example has one; contactType is an integer.',
  },
  dimensions: memberDimensions,
  rules: memberRules,
  scene: roomScene,
  payload: f.object({
    ...roomHead,
    topic: topic.label('群名', 'name of the room'),
    ...roomBody,
    leftMember: f.list((s) => s.members, member).label('退出群聊的成员', 'who left'),
    ...roomTail,
  }),
  address: { path: '/leave-group', basis: 'documented' },
  response: emptyObject('inferred'),
});
