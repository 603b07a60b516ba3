import { defineEvent, emptyObject } from '../../src/define/index.ts';
import { teamMessageEvent } from '../juzi/_message.ts';
import { yuju } from './_platform.ts';

export default defineEvent({
  name: 'hosted.message',
  platform: yuju,
  title: { zh: '对话消息回调', en: 'A hosted account received a message' },
  docs: { page: '语聚AI API 文档：对话消息回调', read: '2026-11-21' },
  basis: 'documented',
  note: {
    zh: '消息体与句子秒回的小组级接收消息回调完全相同。页面上的键 roomWecomChatId 末尾多了一个制表符，真实消息体没有（观察所得）。',
    en: "The body is that of juzi's team-level message callback. The page's key roomWecomChatId carries a stray TAB, which real bodies do not have (observed).",
  },
  ...teamMessageEvent,
  address: { path: '/notice', basis: 'documented' },
  response: emptyObject('inferred'),
  deduplicateBy: 'data.messageId',
  ownMessage: { isSelf: 'yes', source: 'api' },
});
