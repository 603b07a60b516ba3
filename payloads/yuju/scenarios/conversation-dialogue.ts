import { defineScenario } from '../../../src/define/index.ts';
import { yuju } from '../_platform.ts';
import finished from '../conversation.finished.ts';
import message from '../conversation.message.ts';

export default defineScenario({
  name: 'conversation-dialogue',
  platform: yuju,
  title: { zh: '一次聚合对话', en: 'A conversation' },
  basis: 'inferred',
  steps: [
    { event: message, words: { zh: '客户发来文字', en: 'the customer writes' } },
    {
      event: message,
      variant: { direction: 'outgoing', userType: 'ai' },
      words: { zh: 'AI 回复', en: 'the AI answers' },
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
      words: { zh: '客户引用 AI 的回复', en: "the customer quotes the AI's answer" },
    },
    {
      event: message,
      variant: { direction: 'outgoing', userType: 'human_agent' },
      words: { zh: '人工客服接手', en: 'a human agent takes over' },
    },
    { event: finished, words: { zh: '会话结束', en: 'the conversation is finished' } },
  ],
  disorders: [
    { zh: '引用先于被引用的消息到达', en: 'a quote before the message it quotes', arrivals: [0, 4, 1] },
  ],
});
