import { defineEvent, emptyObject, uuid } from '../../src/define/index.ts';
import {
  chat,
  conversationDimensions,
  conversationRules,
  direction,
  messageType,
  ruleId,
  userType,
} from './_conversation.ts';
import { contentByType } from './_conversation-content.ts';
import { conversationScene, f } from './_conversation-scene.ts';
import { channelId, envelope } from './_envelope.ts';
import { yuju } from './_platform.ts';

const pushData = f.object({
  chat: f.object({
    chat_id: f.string((s) => s.chatId).label('会话id', 'conversation'),
    chat_type: f
      .choice(chat)
      .label('会话类型', 'room or private')
      .note('群聊为“群聊”；单聊的取值为推测', '"群聊" in rooms; the value in private is inferred'),
    chat_title: f.string((s) => s.chatTitle).label('会话标题', 'title of the conversation'),
  }),
  message: f.object({
    message_id: f
      .string((s) => `api_${uuid(s.rng)}${s.variant['direction'] === 'outgoing' ? '' : 'i'}`)
      .label('消息id', 'message id')
      .note(
        '收到的消息以 i 结尾，同一轮发出的没有',
        'incoming ones end in i, the outgoing one of the same turn does not',
      ),
    message_type: f.choice(messageType).label('消息类型', 'message type'),
    message_content: contentByType.label('消息内容', 'the message'),
    message_create_time: f.integer((s) => s.sentAt).label('消息时间（毫秒）', 'when, ms'),
    message_forward_type: f
      .choice(direction)
      .label('消息方向', 'direction')
      .note('平台自己的 AI 回复也会以 outgoing 推送', "the platform's own AI replies come back as outgoing"),
    message_trigger_type: f
      .integer((s) => (s.variant['direction'] === 'outgoing' ? 2 : 1))
      .label('触发类型', 'kind of trigger')
      .note('取值为推测', 'its values are inferred'),
    message_trigger_name: f
      .string((s) => (s.variant['direction'] === 'outgoing' ? 'AI助手' : '客户消息'))
      .label('触发名称', 'name of the trigger')
      .note('取值为推测', 'its values are inferred'),
  }),
  user: f.object({
    user_id: f.string((s) => s.author.id).label('用户id', 'user'),
    user_name: f.string((s) => s.author.name).label('用户名', 'name of the user'),
    user_type: f.choice(userType).label('用户类型', 'user type').note('7 不在页面上', '7 is not on the page'),
    user_addition: f.object({
      external_contact_id: f.string((s) => s.author.externalId).label('外部联系人id', 'external contact'),
      external_chat_id: f.string((s) => s.externalChatId).label('外部群id', 'external room'),
    }),
  }),
  source: f.object({
    source_name: f.string(() => '企业微信托管').label('来源名称', 'name of the source'),
    source_account_id: f
      .nullable(() => null)
      .label('来源账号id', 'account of the source')
      .alsoSeen(null),
    rule_id: f
      .byVariant(ruleId, {
        string: f.string((s) => String(s.ruleNumber)),
        number: f.integer((s) => s.ruleNumber),
      })
      .label('规则id', 'rule')
      .note('有时是字符串，有时是数字', 'comes as a string and as a number'),
    source_addition: f.object({
      room_id: f.string((s) => s.roomId).label('群聊的系统wxid', 'wxid of the room'),
      bot_wxid: f.string((s) => s.bot.wxid).label('托管账号的系统wxid', 'wxid of the hosted account'),
      bot_name: f.string((s) => s.bot.name).label('托管账号名称', 'name of the hosted account'),
    }),
  }),
  channel_num: f
    .string((s) => channelId(s.world, 'hosted_wecom'))
    .label('渠道编号', 'channel')
    .note('类型为推测', 'its type is inferred'),
});

export default defineEvent({
  name: 'conversation.message',
  platform: yuju,
  title: { zh: '当聚合对话有新消息时', en: 'A conversation has a new message' },
  docs: { page: '语聚AI API 文档：当聚合对话有新消息时', read: '2026-11-21' },
  basis: 'observed',
  note: {
    zh: '标题来自文档，消息体为观察所得：页面把各对象写在 data 下，真实推送多一层 push_data。',
    en: 'The title is documented, the body observed: the page has the objects under data, real pushes have them under data.push_data.',
  },
  dimensions: conversationDimensions,
  rules: conversationRules,
  scene: conversationScene,
  payload: envelope(
    { value: 'ai_assistant_receives_msg', basis: 'observed' },
    f.object({ push_data: pushData }),
  ),
  address: { basis: 'documented' },
  response: emptyObject('inferred'),
  deduplicateBy: 'event_id',
});
