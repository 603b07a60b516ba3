import { defineEvent } from '../../src/define/index.ts';
import { teamMessageEvent } from './_message.ts';
import { juzi } from './_platform.ts';
import { errcodeObject } from './_response.ts';

export default defineEvent({
  name: 'message.received',
  platform: juzi,
  title: { zh: '小组级接收消息回调', en: 'A message was received (team level)' },
  docs: { page: '句子秒回 API 文档：小组级接收消息回调', read: '2026-11-21' },
  basis: 'documented',
  note: {
    zh: '真实消息体与字段表一致，包在 data 里；该页的示例是扁平的，那是企业级回调 enterprise.message.received。',
    en: 'Real bodies follow the field table, wrapped in data. The flat example on that page belongs to enterprise.message.received.',
  },
  ...teamMessageEvent,
  address: { path: '/message', basis: 'documented' },
  response: errcodeObject,
  deduplicateBy: 'data.messageId',
  ownMessage: { isSelf: 'yes', source: 'api' },
});
