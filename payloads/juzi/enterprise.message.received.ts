import { createHash } from 'node:crypto';
import { defineEvent, emptyObject } from '../../src/define/index.ts';
import { externalRequest } from './_friend.ts';
import {
  contactType,
  coworker,
  enterpriseType,
  isSelf,
  messageDimensions,
  messageRules,
  source,
  speakerless,
} from './_message-dimensions.ts';
import { operator, payloadByType } from './_message-payloads.ts';
import { chatted, f, hosted, messageId, messageScene, sender } from './_message-scene.ts';
import { juzi } from './_platform.ts';

/**
 * The page's rule: join token, nonce and timestamp, sort the characters, SHA-1, lower hex.
 * Its worked example contradicts the rule; the rule stands.
 */
export function signature(token: string, nonce: string, timestamp: string): string {
  const sorted = [...(token + nonce + timestamp)].sort().join('');
  return createHash('sha1').update(sorted).digest('hex');
}

const optional = { chat: 'room' } as const;

/** Types of messages that a person wrote. The others have no contact. */
const humanTypes = Object.keys({ ...enterpriseType.members, ...enterpriseType.beyond }).filter(
  (name) => !speakerless.includes(name),
);

export default defineEvent({
  name: 'enterprise.message.received',
  platform: juzi,
  title: { zh: '企业级接收消息回调', en: 'A message was received (enterprise level)' },
  docs: { page: '句子秒回 API 文档：小组级接收消息回调（示例部分）', read: '2026-11-21' },
  basis: 'documented',
  note: {
    zh: '消息体是扁平的，字段名与小组级不同：type→messageType、contactId→imContactId、botWxid→imBotId、botWeixin→botUserId、roomId→imRoomId。有 imRoomId 即为群聊。',
    en: 'Flat, with other names than at team level: type→messageType, contactId→imContactId, botWxid→imBotId, botWeixin→botUserId, roomId→imRoomId. imRoomId present means room.',
  },
  dimensions: [enterpriseType, ...messageDimensions],
  rules: messageRules,
  scene: messageScene,
  payload: f.object({
    orgId: f
      .string((s) => s.chat.bot.org.orgId)
      .from(hosted)
      .label('企业id', 'organisation'),
    groupId: f
      .string((s) => s.chat.bot.org.groupId)
      .label('小组id', 'team')
      .optional(),
    token: f
      .string((s) => s.chat.bot.org.enterpriseToken)
      .from(hosted)
      .label('企业级token', 'enterprise token')
      .secret(),
    botId: f
      .string((s) => s.chat.bot.botId)
      .from(hosted)
      .label('bot的账号id', 'account id of the bot'),
    imBotId: f
      .string((s) => s.chat.bot.wxid)
      .from(hosted)
      .label('托管账号的系统wxid', 'wxid of the hosted account'),
    botUserId: f
      .string((s) => s.chat.bot.weixin)
      .from(hosted)
      .label('bot的企业微信userId', 'WeCom user id of the bot'),
    chatId: f
      .string((s) => s.chat.chatId)
      .from(chatted)
      .label('对话id', 'conversation'),
    avatar: f
      .string((s) => s.chat.room?.avatar ?? s.chat.person.avatar)
      .from(chatted)
      .label('客户或者群头像', 'avatar of the customer or the room'),
    coworker: f.choice(coworker).label('是否为内部员工', 'is a colleague'),
    imRoomId: f
      .string((s) => s.chat.room?.wxid ?? '')
      .from(chatted)
      .label('群聊的系统wxid', 'wxid of the room')
      .when(optional),
    roomWecomChatId: f
      .string((s) => s.chat.room?.wecomChatId ?? '')
      .from(chatted)
      .label('群的企微chatId', 'WeCom chat id of the room')
      .when(optional),
    roomTopic: f
      .string((s) => s.chat.room?.topic ?? '')
      .from(chatted)
      .label('群名', 'name of the room')
      .when(optional),
    imContactId: f
      .string((s) => sender(s).wxid)
      .from(sender)
      .label('发送息人员系统wxid', 'wxid of the sender')
      .note(
        '托管账号自己发送时，是它自己的 wxid，等于 imBotId（观察所得）',
        'on messages of the hosted account itself its own wxid, the same as imBotId (observed)',
      )
      .when({ type: humanTypes }),
    externalUserId: f
      .string((s) => s.chat.person.externalUserId)
      .from(chatted)
      .label('客户的企业微信externalUserId', 'WeCom external user id of the customer')
      .alsoSeen(''),
    customerExternalUserId: f
      .string((s) => s.chat.person.externalUserId)
      .from(chatted)
      .label('客户的externalUserId', 'external user id of the customer')
      .note('成为好友之前没有', 'absent until the person is a friend')
      .observed()
      .optional(),
    contactName: f
      .string((s) => sender(s).name)
      .from(sender)
      .label('发送者姓名', 'name of the sender')
      .note(
        '托管账号自己发送时，是它自己的名字（观察所得）',
        'on messages of the hosted account itself its own name (observed)',
      ),
    contactType: f
      .choice(contactType)
      .label('客户的类型', 'type of the customer')
      .note('成员退群的系统消息没有（观察所得）', 'not there when members leave a room (observed)')
      .unless({ wecomEvent: 'left' }),
    messageId: f
      .ascii([messageId])
      .label('消息id', 'message id')
      .note('每次重试不变', 'the same on every retry'),
    isSelf: f.choice(isSelf).label('消息是否是托管账号自己发送的消息', 'sent by the hosted account itself'),
    sendBy: f
      .string(operator)
      .label('消息发送者的秒回id', 'console id of the sender')
      .when({ isSelf: 'yes', source: 'console' }),
    source: f.choice(source).label('消息来源', 'source'),
    timestamp: f
      .string((s) => String(s.sentAt))
      .label('消息时间戳', 'when, ms')
      .observed()
      .note(
        '页面没有列出，真实消息体都有；字符串，也见过数字（单一来源）',
        'not on the page, present in every real body; a string, seen as a number too (single source)',
      )
      .alsoSeen(1622039616240)
      .offPage(),
    messageType: f.choice(enterpriseType).label('消息类型', 'message type'),
    payload: payloadByType
      .label('消息内容', 'the message')
      .note('各类型的键为观察所得', 'the keys of each type are observed'),
    externalRequestId: f
      .string(externalRequest)
      .label('外部请求id', 'the external request id given with the API call')
      .note('通过 API 发送且带有该参数的消息才有', 'only on messages sent through the API with one')
      .observed()
      .when({ isSelf: 'yes', source: 'api' })
      .optional(),
  }),
  address: {
    basis: 'documented',
    query: {
      basis: 'observed',
      parameters: {
        msg_signature: {
          zh: '签名：token、nonce、timestamp 拼接后按字符排序，再取 SHA-1（规则来自文档）',
          en: 'signature: SHA-1 of the sorted characters of token + nonce + timestamp (the rule is documented)',
        },
        timestamp: { zh: '时间戳（秒）', en: 'when, s' },
        nonce: { zh: '随机串', en: 'random text' },
      },
      compute({ rng, now, chat: { bot } }) {
        const nonce = rng.digits(10);
        const timestamp = String(Math.floor(now / 1000));
        return { msg_signature: signature(bot.org.enterpriseToken, nonce, timestamp), timestamp, nonce };
      },
    },
  },
  response: emptyObject('inferred'),
  deduplicateBy: 'messageId',
  ownMessage: { isSelf: 'yes', source: 'api' },
});
