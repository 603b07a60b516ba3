import { defineEvent, dimension, emptyObject, flag, type Scene, vocabulary } from '../../src/define/index.ts';
import { genders } from './_enums.ts';
import { cardSender, friendsPhone, friendsRoom, taskInfo, taskMadeAt } from './_friend.ts';
import { type NewcomerScene, newcomerScene } from './_newcomer.ts';
import { juzi } from './_platform.ts';

const code = dimension('code', {
  title: { zh: '结果', en: 'result' },
  usual: 'sent',
  members: {
    sent: { value: 0, zh: '已发送', en: 'sent', basis: 'documented' },
    not_found: { value: 1, zh: '未找到', en: 'not found', basis: 'documented' },
  },
});

const type = dimension('type', {
  title: { zh: '添加方式', en: 'how the friend was found' },
  usual: 'phone',
  members: {
    phone: { value: 1, zh: '手机号', en: 'phone number', basis: 'documented' },
    room: { value: 2, zh: '群聊', en: 'room', basis: 'documented' },
    card: { value: 3, zh: '名片', en: 'contact card', basis: 'documented' },
  },
});

const friend = flag('friend', { zh: '是否已是好友', en: 'is a friend already' }, { when: { code: 'sent' } });

/** When the request was sent is the newcomer's `addedAt`. */
interface RequestScene extends NewcomerScene {
  readonly createdAt: number;
}

function requestScene(scene: Scene): RequestScene {
  const newcomer = newcomerScene(scene);
  return { ...newcomer, createdAt: taskMadeAt(scene, newcomer.addedAt) };
}

const f = vocabulary<RequestScene>();

export default defineEvent({
  name: 'friend.requested',
  platform: juzi,
  title: { zh: '加好友任务成功回调', en: 'A friend request was carried out' },
  docs: { page: '句子秒回 API 文档：加好友任务成功回调', read: '2026-11-21' },
  basis: 'documented',
  dimensions: [code, type, friend],
  scene: requestScene,
  payload: f.object({
    code: f.choice(code).label('结果码', 'result code'),
    data: f.object({
      fromwxid: f.string((s) => s.bot.wxid).label('发起账号的系统wxid', 'wxid of the account that asks'),
      fromwxName: f.string((s) => s.bot.name).label('发起账号的昵称', 'its name'),
      fromwxAvatar: f.string((s) => s.bot.avatar).label('发起账号的头像', 'its avatar'),
      type: f.choice(type).label('添加方式', 'how the friend was found'),
      phoneNum: f.string(friendsPhone).label('手机号', 'phone number').when({ type: 'phone' }),
      roomWxid: f.string(friendsRoom).label('群聊的系统wxid', 'wxid of the room').when({ type: 'room' }),
      contactSenderWxid: f
        .string(cardSender)
        .label('名片发送者的系统wxid', 'wxid of who sent the card')
        .when({ type: 'card' }),
      extraInfo: f.string(taskInfo).label('附加信息', 'extra information given with the task'),
      payload: f
        .object({
          avatar: f.string((s) => s.person.avatar).label('头像', 'avatar'),
          name: f.string((s) => s.person.name).label('昵称', 'name'),
          gender: f.oneOf(genders, (s) => s.person.gender).label('性别', 'gender'),
          wxid: f.string((s) => s.person.wxid).label('系统wxid', 'wxid'),
          friend: f.choice(friend).label('是否已是好友', 'is a friend already'),
        })
        .label('被添加者', 'who was asked')
        .when({ code: 'sent' }),
      createTimestamp: f
        .integer((s) => s.createdAt)
        .label('任务创建时间（毫秒）', 'when the task was made, ms'),
      sendTimestamp: f.integer((s) => s.addedAt).label('发送时间（毫秒）', 'when the request was sent, ms'),
      token: f
        .string((s) => s.org.teamToken)
        .label('小组级token', 'team token')
        .secret(),
      message: f
        .string(() => '未找到该用户')
        .label('失败原因', 'why it failed')
        .when({ code: 'not_found' }),
      errorCode: f
        .integer((s) => (s.variant['code'] === 'sent' ? 0 : 1))
        .label('错误码', 'error code')
        .note(
          '取值没有文档，这里与 code 相同（推测）',
          'its values are not documented; here the same as code (inferred)',
        ),
    }),
  }),
  address: { path: '/friend/send', basis: 'documented' },
  response: emptyObject('inferred'),
});
