import { defineScenario } from '../../../src/define/index.ts';
import { juzi } from '../_platform.ts';
import confirmed from '../friend.confirmed.ts';
import requested from '../friend.requested.ts';
import message from '../message.received.ts';
import sent from '../message.sent.ts';

export default defineScenario({
  name: 'new-friend',
  platform: juzi,
  title: { zh: '添加一位好友', en: 'A friend is made' },
  basis: 'inferred',
  steps: [
    { event: requested, words: { zh: '托管账号发出好友申请', en: 'the hosted account asks' } },
    { event: confirmed, words: { zh: '对方通过申请', en: 'the friend confirms' } },
    { event: message, words: { zh: '好友的第一句问候', en: "the friend's first greeting" } },
    { event: sent, words: { zh: '通过 API 发送的消息已发出', en: 'an answer was sent through the API' } },
    {
      event: message,
      variant: { isSelf: 'yes', source: 'api' },
      words: {
        zh: '这条消息作为自己发送的消息推送回来',
        en: "the answer comes back as the account's own message",
      },
    },
    { event: message, words: { zh: '好友发来文字', en: 'the friend writes' } },
  ],
  disorders: [
    { zh: '问候先于好友通过到达', en: 'the greeting before the confirmation', arrivals: [0, 2, 1] },
    {
      zh: '自己发送的消息先于发送结果到达',
      en: 'the own message before the result of sending it',
      arrivals: [0, 1, 2, 4, 3],
    },
  ],
});
