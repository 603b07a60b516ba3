import { defineEvent, emptyObject } from '../../src/define/index.ts';
import { cardSender, found, friendsPhone, friendsRoom, taskInfo, taskMadeAt } from './_friend.ts';
import { f, newcomerScene } from './_newcomer.ts';
import { juzi } from './_platform.ts';

export default defineEvent({
  name: 'friend.confirmed',
  platform: juzi,
  title: { zh: '好友通过后回调', en: 'A friend request was confirmed' },
  docs: { page: '句子秒回 API 文档：好友通过后回调', read: '2026-11-26' },
  basis: 'observed',
  note: {
    zh: '标题和子路径来自文档，消息体为观察所得。',
    en: 'The title and the sub-path are documented, the body observed.',
  },
  dimensions: [found],
  scene: newcomerScene,
  payload: f.object({
    code: f.integer(() => 0).label('结果码', 'result code'),
    data: f.object({
      fromwxid: f.string((s) => s.bot.wxid).label('发起账号的系统wxid', 'wxid of the account that asked'),
      wxid: f.string((s) => s.person.wxid).label('新好友的系统wxid', 'wxid of the new friend'),
      phoneNum: f.string(friendsPhone).label('手机号', 'phone number').when({ type: 'phone' }),
      roomWxid: f.string(friendsRoom).label('群聊的系统wxid', 'wxid of the room').when({ type: 'room' }),
      contactSenderWxid: f
        .string(cardSender)
        .label('名片发送者的系统wxid', 'wxid of who sent the card')
        .when({ type: 'card' }),
      externalUserId: f.string((s) => s.person.externalUserId).label('externalUserId', 'external user id'),
      extraInfo: f
        .string(taskInfo)
        .label('附加信息', 'extra information given with the task')
        .note('手动添加的好友为空字符串', '"" where a person added the friend by hand')
        .alsoSeen(''),
      createTimestamp: f
        .integer((s) => taskMadeAt(s, s.addedAt))
        .label('任务创建时间（毫秒）', 'when the task was made, ms'),
      token: f
        .string((s) => s.org.teamToken)
        .label('小组级token', 'team token')
        .secret(),
    }),
  }),
  address: { path: '/friend/confirm', basis: 'documented' },
  response: emptyObject('inferred'),
});
