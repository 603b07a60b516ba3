import { defineEvent, emptyObject, uuid } from '../../src/define/index.ts';
import { conversationDimensions, conversationRules, direction, messageType } from './_conversation.ts';
import { contentByType } from './_conversation-content.ts';
import { chatPart, sourcePart, userPart } from './_conversation-parts.ts';
import { conversationScene, f } from './_conversation-scene.ts';
import { channelId, envelope } from './_envelope.ts';
import { yuju } from './_platform.ts';

/** Which `message_trigger_type` has which name is observed for the AI's replies alone. */
const trigger = (author: string | undefined): { readonly type: number; readonly name: string } => {
  if (author === 'ai') return { type: 1, name: 'AI智能体回复' };
  return author === 'human_agent' ? { type: 2, name: '人工客服回复' } : { type: 0, name: '' };
};

const pushData = f.object({
  chat: chatPart,
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
      .note(
        '平台自己的 AI 回复也会以 outgoing 推送，通过 API 发送的消息不会',
        "the platform's own AI replies come back as outgoing; messages sent through the API do not come back",
      ),
    message_trigger_type: f
      .integer((s) => trigger(s.variant['userType']).type)
      .label('触发类型', 'kind of trigger')
      .note('1 为观察所得，其余取值为推测', '1 is observed, the other values are inferred'),
    message_trigger_name: f
      .string((s) => trigger(s.variant['userType']).name)
      .label('触发名称', 'name of the trigger')
      .note('1 对应“AI智能体回复”，其余为推测', '1 is AI智能体回复, the others are inferred'),
  }),
  user: userPart,
  source: sourcePart,
  channel_num: f
    .string((s) => channelId(s.world, s.variant['channel'] ?? 'hosted_wecom'))
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
  ownMessage: { direction: 'outgoing', userType: 'ai' },
});
