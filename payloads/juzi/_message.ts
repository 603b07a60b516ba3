import type { Dimension, Rule } from '../../src/define/index.ts';
import { externalRequest } from './_friend.ts';
import {
  contactType,
  coworker,
  isSelf,
  mentionRules,
  mentionSelf,
  messageDimensions,
  messageRules,
  source,
  type,
} from './_message-dimensions.ts';
import { operator, payloadByType } from './_message-payloads.ts';
import { chatted, f, hosted, messageId, messageScene } from './_message-scene.ts';

/** The team-level message body, which `message.received` and `hosted.message` share. */
export const teamMessage = f.object({
  data: f.object({
    messageId: f
      .ascii([messageId])
      .label('消息id', 'message id')
      .note('每次重试不变', 'the same on every retry'),
    chatId: f
      .string((s) => s.chat.chatId)
      .from(chatted)
      .label('对话id（表示一个bot和一个客户）', 'conversation: one bot and one customer'),
    avatar: f
      .string((s) => s.chat.room?.avatar ?? s.chat.person.avatar)
      .from(chatted)
      .label('客户或者群头像', 'avatar of the customer or the room'),
    roomTopic: f
      .string((s) => s.chat.room?.topic ?? '')
      .from(chatted)
      .label('群名', 'name of the room')
      .note('单聊为空字符串（观察所得）', '"" in private (observed)'),
    roomId: f
      .string((s) => s.chat.room?.wxid ?? '')
      .from(chatted)
      .label('群聊的系统wxid', 'wxid of the room')
      .note(
        '单聊为空字符串（观察所得）；接收端以此区分群聊与单聊',
        '"" in private (observed); its presence is what tells room from private',
      ),
    contactName: f
      .string((s) => s.chat.person.name)
      .from(chatted)
      .label('客户姓名', 'name of the customer')
      .note('系统消息为空字符串（观察所得）', '"" on system messages (observed)'),
    contactId: f
      .string((s) => s.chat.person.wxid)
      .from(chatted)
      .label('客户的系统wxid', 'wxid of the customer')
      .note('系统消息为空字符串（观察所得）', '"" on system messages (observed)'),
    payload: payloadByType
      .label('消息内容', 'the message')
      .note('各类型的键为观察所得', 'the keys of each type are observed'),
    type: f
      .choice(type)
      .label('消息的payload类型', 'message type')
      .note('页面上的标签写作“消息的payload”', 'the page labels it "payload of the message"'),
    timestamp: f
      .integer((s) => s.sentAt)
      .label('消息时间戳', 'when, ms')
      .observed()
      .note('页面写作 string，真实消息体为数字', 'string in the table, a number in real bodies'),
    token: f
      .string((s) => s.chat.bot.org.teamToken)
      .from(hosted)
      .label('小组级token', 'team token')
      .secret(),
    contactType: f.choice(contactType).label('客户的类型', 'type of the customer'),
    coworker: f.choice(coworker).label('是否为内部员工', 'is a colleague'),
    botId: f
      .string((s) => s.chat.bot.botId)
      .from(hosted)
      .label('bot的账号id', 'account id of the bot'),
    botWxid: f
      .string((s) => s.chat.bot.wxid)
      .from(hosted)
      .label('托管账号对应成员的系统wxid', 'wxid of the hosted account'),
    botWeixin: f
      .string((s) => s.chat.bot.weixin)
      .from(hosted)
      .label('bot的企业微信userId', 'WeCom user id of the bot'),
    source: f.choice(source).label('消息来源', 'source').alsoSeen('absent'),
    sendBy: f
      .string(operator)
      .label('消息发送者的秒回id', 'console id of the sender')
      .note(
        '仅当托管账号发送且来源为控制台手动发送',
        'only when the hosted account sent it, by hand in the team console',
      )
      .when({ isSelf: 'yes', source: 'console' }),
    isSelf: f.choice(isSelf).label('消息是否是托管账号自己发送的消息', 'sent by the hosted account itself'),
    mentionSelf: f
      .boolean((s) => s.variant['mentionSelf'] === 'yes')
      .settled()
      .label('当前消息是否@了托管账号', 'mentions the hosted account'),
    externalUserId: f
      .string((s) => s.chat.person.externalUserId)
      .from(chatted)
      .label('客户的企业微信externalUserId', 'WeCom external user id of the customer')
      .alsoSeen('', null),
    roomWecomChatId: f
      .nullable((s) => s.chat.room?.wecomChatId ?? null)
      .from(chatted)
      .label('群的企微chatId', 'WeCom chat id of the room')
      .note(
        '单聊为 null，较早的消息体没有这个键（观察所得）',
        'null in private; older bodies do not have the key (observed)',
      )
      .alsoSeen(null, 'absent'),
    externalRequestId: f
      .string(externalRequest)
      .label('外部请求id', 'the external request id given with the API call')
      .note('通过 API 发送且带有该参数的消息才有', 'only on messages sent through the API with one')
      .observed()
      .when({ isSelf: 'yes', source: 'api' })
      .optional(),
  }),
});

/** What both team-level message events have in common, except for name, title and address. */
export const teamMessageEvent: {
  readonly dimensions: readonly Dimension[];
  readonly rules: readonly Rule[];
  readonly scene: typeof messageScene;
  readonly payload: typeof teamMessage;
} = {
  dimensions: [type, ...messageDimensions, mentionSelf],
  rules: [...messageRules, ...mentionRules],
  scene: messageScene,
  payload: teamMessage,
};
