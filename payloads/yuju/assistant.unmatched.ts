import { defineEvent, emptyObject } from '../../src/define/index.ts';
import { assistantNote, assistantScene, f, turn } from './_assistant.ts';
import { envelope } from './_envelope.ts';
import { yuju } from './_platform.ts';

export default defineEvent({
  name: 'assistant.unmatched',
  platform: yuju,
  title: { zh: '当AI助手中无匹配知识时', en: 'An AI assistant found no matching knowledge' },
  docs: { page: '语聚AI API 文档：当AI助手中无匹配知识时', read: '2026-11-21' },
  basis: 'inferred',
  note: assistantNote,
  scene: assistantScene,
  payload: envelope({ value: 'ai_assistant_unmatched', basis: 'inferred' }, f.object({ ...turn })),
  address: { basis: 'documented' },
  response: emptyObject('inferred'),
  deduplicateBy: 'event_id',
});
