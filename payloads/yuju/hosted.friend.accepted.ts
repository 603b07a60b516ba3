import { defineEvent, emptyObject } from '../../src/define/index.ts';
import { cardSender, found, friendsPhone, friendsRoom, taskInfo, taskMadeAt } from '../juzi/_friend.ts';
import { f, newcomerScene } from '../juzi/_newcomer.ts';
import { yuju } from './_platform.ts';

const otherwise = [
  '其他添加方式为空字符串（推测）',
  '"" where the friend was found otherwise (inferred)',
] as const;

export default defineEvent({
  name: 'hosted.friend.accepted',
  platform: yuju,
  title: { zh: '好友通过事件回调', en: 'A friend request was accepted' },
  docs: { page: '语聚AI API 文档：好友通过事件回调', read: '2026-11-26' },
  basis: 'documented',
  note: {
    zh: 'contactSenderWxid 之后的键推测与句子秒回的好友通过后回调相同。',
    en: "The keys after contactSenderWxid are inferred from juzi's callback of the same purpose.",
  },
  dimensions: [found],
  scene: newcomerScene,
  payload: f.object({
    code: f.integer(() => 0).label('错误码，0表示成功', 'error code, 0 means success'),
    data: f.object({
      fromwxid: f.string((s) => s.bot.wxid).label('所属托管账号系统联系人id', 'wxid of the hosted account'),
      wxid: f.string((s) => s.person.wxid).label('通过好友的系统联系人id', 'wxid of the new friend'),
      phoneNum: f
        .string((s) => (s.variant['type'] === 'phone' ? friendsPhone(s) : ''))
        .label('添加的手机号', 'phone number that was added')
        .note(...otherwise),
      roomWxid: f
        .string((s) => (s.variant['type'] === 'room' ? friendsRoom(s) : ''))
        .label('群聊加好友的系统群id', 'wxid of the room')
        .note(...otherwise),
      contactSenderWxid: f
        .string((s) => (s.variant['type'] === 'card' ? cardSender(s) : ''))
        .label('名片发送者的系统联系人id', 'wxid of who sent the card')
        .note(...otherwise),
      externalUserId: f
        .string((s) => s.person.externalUserId)
        .label('externalUserId', 'external user id')
        .inferred(),
      extraInfo: f.string(taskInfo).label('附加信息', 'extra information given with the task').inferred(),
      createTimestamp: f
        .integer((s) => taskMadeAt(s, s.addedAt))
        .label('任务创建时间（毫秒）', 'when the task was made, ms')
        .inferred(),
      token: f
        .string((s) => s.org.teamToken)
        .label('小组级token', 'team token')
        .secret()
        .inferred(),
    }),
  }),
  address: { basis: 'inferred' },
  response: emptyObject('inferred'),
});
