import { defineEvent, emptyObject } from '../../src/define/index.ts';
import {
  assistantNote,
  assistantScene,
  f,
  filledSlots,
  intentName,
  missingSlots,
  turn,
} from './_assistant.ts';
import { envelope } from './_envelope.ts';
import { yuju } from './_platform.ts';

export default defineEvent({
  name: 'assistant.intent_unsatisfied',
  platform: yuju,
  title: { zh: '当AI助手意图不满足时', en: "An AI assistant's intent was not satisfied" },
  docs: { page: '语聚AI API 文档：当AI助手意图不满足时', read: '2026-11-21' },
  basis: 'inferred',
  note: assistantNote,
  scene: assistantScene,
  payload: envelope(
    { value: 'ai_assistant_intent_unsatisfied', basis: 'inferred' },
    f.object({
      ...turn,
      intent_name: intentName,
      filled_slots: filledSlots((s) => s.intent.slots.slice(0, 1)),
      missing_slots: missingSlots,
    }),
  ),
  address: { basis: 'documented' },
  response: emptyObject('inferred'),
  deduplicateBy: 'event_id',
});
