import { dimension, flag, type Rule, rule } from '../../src/define/index.ts';
import { channels, userTypes } from './_enums.ts';

export const messageType = dimension('type', {
  title: { zh: '消息类型', en: 'message type' },
  usual: 'text',
  members: {
    system: { value: 1, zh: '系统消息', en: 'system', basis: 'observed' },
    text: { value: 2, zh: '文字', en: 'text', basis: 'observed' },
    voice: { value: 3, zh: '语音', en: 'voice', basis: 'observed' },
    card: { value: 4, zh: '名片', en: 'card', basis: 'observed' },
    location: { value: 5, zh: '位置', en: 'location', basis: 'observed' },
    video: { value: 6, zh: '视频', en: 'video', basis: 'observed' },
    link: { value: 7, zh: '链接', en: 'link', basis: 'observed' },
    file: {
      value: 8,
      zh: '文件',
      en: 'file',
      basis: 'observed',
      note: { zh: '页面上没有', en: 'Not on the page.' },
      offPage: true,
    },
    image: { value: 9, zh: '图片', en: 'image', basis: 'observed' },
    douyin_inbound: { value: 10, zh: '抖音进线', en: 'Douyin inbound', basis: 'observed' },
    ad_lead: { value: 11, zh: '广告线索', en: 'ad lead', basis: 'observed' },
    chat_history: { value: 12, zh: '聊天记录', en: 'chat history', basis: 'observed' },
  },
});

export const chat = dimension('chat', {
  title: { zh: '会话类型', en: 'room or private' },
  usual: 'private',
  members: {
    private: {
      value: '单聊',
      zh: '单聊',
      en: 'private',
      basis: 'inferred',
      note: { zh: '只见过群聊的取值', en: 'Only the value in rooms has been seen.' },
    },
    room: { value: '群聊', zh: '群聊', en: 'room', basis: 'observed' },
  },
});

/** Hosted WeCom, and two of the channels that have neither rooms nor WeCom ids. */
export const channel = dimension('channel', {
  title: { zh: '渠道', en: 'channel' },
  usual: 'hosted_wecom',
  members: {
    hosted_wecom: channels.hosted_wecom,
    wechat_service: channels.wechat_service,
    douyin: channels.douyin,
  },
});

export const direction = dimension('direction', {
  title: { zh: '方向', en: 'direction' },
  usual: 'incoming',
  members: {
    incoming: { value: 'incoming', zh: '客户发来', en: 'incoming', basis: 'observed' },
    outgoing: { value: 'outgoing', zh: '发给客户', en: 'outgoing', basis: 'observed' },
  },
});

export const userType = dimension('userType', {
  title: { zh: '用户类型', en: 'user type' },
  usual: 'customer',
  members: userTypes,
});

export const ruleId = dimension('ruleId', {
  title: { zh: 'rule_id 的写法', en: 'how rule_id is written' },
  usual: 'string',
  spellings: true,
  members: {
    string: { value: 'string', zh: '字符串', en: 'as a string', basis: 'observed' },
    number: { value: 'number', zh: '数字', en: 'as a number', basis: 'observed' },
  },
});

/** `text` first: on the others a quote is inferred. */
const quotable = ['text', 'voice', 'card', 'location', 'video', 'link', 'image'];

export const quote = flag('quote', { zh: '引用消息', en: 'quotes a message' }, { when: { type: quotable } });

export const looksLikeJson = flag(
  'looksLikeJson',
  { zh: '客户文字本身像 JSON', en: "the customer's own text looks like JSON" },
  { when: { type: 'text', quote: 'no' } },
);

export const conversationDimensions = [
  messageType,
  chat,
  direction,
  userType,
  ruleId,
  quote,
  looksLikeJson,
  channel,
] as const;

const hostedOnly = rule({
  zh: '群聊和企微内部成员只出现在企微托管渠道',
  en: 'rooms and WeCom internal members belong to the channel hosted_wecom',
  basis: 'inferred',
  when: { channel: ['wechat_service', 'douyin'] },
  must: { chat: 'private', userType: ['customer', 'human_agent', 'ai', 'system', 'flow', 'six'] },
});

export const conversationRules: readonly Rule[] = [
  rule({
    zh: '客户和企微内部成员的消息方向是 incoming',
    en: 'messages of a customer or a WeCom internal member come in (direction=incoming)',
    basis: 'inferred',
    when: { userType: ['customer', 'wecom_internal'] },
    must: { direction: 'incoming' },
  }),
  rule({
    zh: '人工客服、AI、系统、流程的消息方向是 outgoing',
    en: 'messages of a human agent, the AI, the system or a flow go out (direction=outgoing)',
    basis: 'inferred',
    when: { userType: ['human_agent', 'ai', 'system', 'flow'] },
    must: { direction: 'outgoing' },
  }),
  rule({
    zh: '系统消息由系统发出',
    en: 'a system message (type=system) is sent by the system',
    basis: 'inferred',
    when: { type: 'system' },
    must: { userType: 'system' },
  }),
  rule({
    zh: '抖音进线和广告线索由客户在单聊中发来',
    en: 'Douyin inbound and ad leads come from a customer, in private',
    basis: 'inferred',
    when: { type: ['douyin_inbound', 'ad_lead'] },
    must: { userType: 'customer', chat: 'private' },
  }),
  rule({
    zh: '像 JSON 的文字是客户发来的',
    en: 'text that looks like JSON is a customer’s own',
    basis: 'observed',
    when: { looksLikeJson: 'yes' },
    must: { userType: 'customer' },
  }),
  rule({
    zh: '引用只在文字消息上见过，其他类型的引用为推测',
    en: 'quotes have been seen on text alone; on other types they are inferred',
    basis: 'observed',
    usual: true,
    when: { quote: 'yes' },
    must: { type: 'text' },
  }),
  hostedOnly,
  rule({
    zh: '抖音进线来自抖音渠道',
    en: 'Douyin inbound (type=douyin_inbound) belongs to the channel douyin',
    basis: 'inferred',
    when: { type: 'douyin_inbound' },
    must: { channel: 'douyin' },
  }),
];

/** Of a conversation's end, which has no message. */
export const finishedRules: readonly Rule[] = [hostedOnly];
