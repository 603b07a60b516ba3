import { defineEvent, emptyObject } from '../../src/define/index.ts';
import { channel, chat, finishedRules, ruleId, userType } from './_conversation.ts';
import { chatPart, sourcePart, userPart } from './_conversation-parts.ts';
import { conversationScene, f } from './_conversation-scene.ts';
import { envelope } from './_envelope.ts';
import { yuju } from './_platform.ts';

export default defineEvent({
  name: 'conversation.finished',
  platform: yuju,
  title: { zh: '当对话完成时', en: 'A conversation was finished' },
  docs: { page: '语聚AI API 文档：当对话完成时', read: '2026-11-26' },
  basis: 'inferred',
  note: {
    zh: '标题来自文档，event_type 为观察所得，消息体为推测。与 conversation.message 推送到同一地址，约占七分之一（观察所得）：没有 message，不能当作消息处理。',
    en: 'The title is documented, event_type observed, the body inferred. It comes to the same address as conversation.message, about one push in seven (observed), and has no message: it must not be taken for one.',
  },
  dimensions: [chat, userType, ruleId, channel],
  rules: finishedRules,
  scene: conversationScene,
  payload: envelope(
    { value: 'chat_finish', basis: 'observed' },
    f.object({ push_data: f.object({ chat: chatPart, user: userPart, source: sourcePart }) }),
  ),
  address: { basis: 'documented' },
  response: emptyObject('inferred'),
  deduplicateBy: 'event_id',
});
