import type { EventDefinition, ScenarioOptions } from '../../src/define/index.ts';

type Told = Pick<ScenarioOptions, 'steps' | 'disorders'>;

/** A private dialogue, for any of the message callbacks. */
export function dialogue(message: EventDefinition): Told {
  return {
    steps: [
      { event: message, words: { zh: '客户发来文字', en: 'the customer writes' } },
      {
        event: message,
        variant: { isSelf: 'yes', source: 'console' },
        words: { zh: '人工回复文字', en: 'a colleague answers by hand' },
      },
      {
        event: message,
        variant: { type: 'image' },
        words: { zh: '客户发来图片', en: 'the customer sends an image' },
      },
      {
        event: message,
        variant: { type: 'voice' },
        words: { zh: '客户发来语音', en: 'the customer sends a voice message' },
      },
      {
        event: message,
        variant: { quote: 'yes' },
        words: { zh: '客户引用之前的回复', en: 'the customer quotes the answer' },
      },
      {
        event: message,
        variant: { type: 'recalled' },
        words: { zh: '客户撤回消息', en: 'the customer recalls a message' },
      },
    ],
    disorders: [
      { zh: '引用先于被引用的消息到达', en: 'a quote before the message it quotes', arrivals: [0, 4, 1] },
      { zh: '撤回先于消息到达', en: 'a recall before any message', arrivals: [5, 0] },
    ],
  };
}

/** Messages in a room, which is renamed and then left by a member. */
export function roomStory(message: EventDefinition, others: ScenarioOptions['steps']): Told {
  const last = others.length + 2;
  return {
    steps: [
      { event: message, variant: { chat: 'room' }, words: { zh: '成员发言', en: 'a member writes' } },
      {
        event: message,
        variant: { chat: 'room', mentionSelf: 'yes' },
        words: { zh: '成员@托管账号', en: 'the member mentions the hosted account' },
      },
      {
        event: message,
        variant: { chat: 'room', isSelf: 'yes', source: 'auto_reply' },
        words: { zh: '托管账号自动回复', en: 'the hosted account answers automatically' },
      },
      ...others,
    ],
    disorders: [
      { zh: '成员退群后消息才到达', en: 'a message after its sender left', arrivals: [0, last, 1] },
    ],
  };
}
