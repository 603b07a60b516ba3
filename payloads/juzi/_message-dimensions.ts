import { dimension, flag, type Rule, rule } from '../../src/define/index.ts';
import {
  contactTypes,
  enterpriseMessageTypes,
  inviteStatuses,
  messageTypes,
  messageTypesBeyond,
  sources,
  sourcesBeyond,
  systemNotices,
  wecomEvents,
} from './_enums.ts';

const typeOf = <E extends typeof messageTypes | typeof enterpriseMessageTypes>(members: E) =>
  dimension('type', {
    title: { zh: '消息类型', en: 'message type' },
    usual: 'text',
    members,
    beyond: messageTypesBeyond,
  });

export const type = typeOf(messageTypes);
export const enterpriseType = typeOf(enterpriseMessageTypes);

export const chat = dimension('chat', {
  title: { zh: '会话类型', en: 'room or private' },
  usual: 'private',
  members: {
    private: { value: 'private', zh: '单聊', en: 'private', basis: 'observed' },
    room: { value: 'room', zh: '群聊', en: 'room', basis: 'observed' },
  },
});

export const contactType = dimension('contactType', {
  title: { zh: '客户的类型', en: 'contact type' },
  usual: 'personal',
  members: contactTypes,
});

export const coworker = flag('coworker', { zh: '是否为内部员工', en: 'is a colleague' });
export const isSelf = flag('isSelf', { zh: '托管账号自己发送', en: 'sent by the hosted account itself' });

export const source = dimension('source', {
  title: { zh: '消息来源', en: 'source' },
  usual: 'phone',
  members: sources,
  beyond: sourcesBeyond,
});

export const quote = flag('quote', { zh: '引用消息', en: 'quotes a message' }, { when: { type: 'text' } });

export const mentionSelf = flag(
  'mentionSelf',
  { zh: '@了托管账号', en: 'mentions the hosted account' },
  { when: { type: 'text' } },
);

export const notice = dimension('notice', {
  title: { zh: '系统消息内容', en: 'what the system message tells' },
  usual: 'notice',
  members: systemNotices,
  when: { type: 'system' },
});

export const wecomEvent = dimension('wecomEvent', {
  title: { zh: '企微系统消息类型', en: 'WeCom system event' },
  usual: 'joined',
  members: wecomEvents,
  when: { type: 'wecom_system' },
});

export const inviteStatus = dimension('inviteStatus', {
  title: { zh: '邀请状态', en: 'invitation status' },
  usual: 'created',
  members: inviteStatuses,
  when: { type: 'room_invitation' },
});

/** The dimensions of both message callbacks, behind the type. */
export const messageDimensions = [
  chat,
  contactType,
  coworker,
  isSelf,
  source,
  quote,
  notice,
  wecomEvent,
  inviteStatus,
] as const;

/** Types of messages without a sender. */
export const speakerless: readonly string[] = ['room_invitation', 'system', 'wecom_system'];

export const messageRules: readonly Rule[] = [
  rule({
    zh: '客户发来的消息（isSelf=no）来源只能是手机推送',
    en: 'a message that the hosted account did not send (isSelf=no) has source phone',
    basis: 'inferred',
    when: { isSelf: 'no' },
    must: { source: 'phone' },
  }),
  rule({
    zh: '内部员工的类型是企业微信',
    en: 'a colleague (coworker=yes) has contactType wecom',
    basis: 'inferred',
    when: { coworker: 'yes' },
    must: { contactType: 'wecom' },
  }),
  rule({
    zh: '入群邀请、系统消息、企微系统消息没有真人发送者：不是内部员工发的，客户的类型未知',
    en: 'room_invitation, system and wecom_system messages have no speaker: coworker=no, contactType=unknown',
    basis: 'inferred',
    when: { type: speakerless },
    must: { coworker: 'no', contactType: 'unknown' },
  }),
  rule({
    zh: '系统消息、企微系统消息不是托管账号发的',
    en: 'system and wecom_system messages have no speaker: isSelf=no',
    basis: 'inferred',
    when: { type: ['system', 'wecom_system'] },
    must: { isSelf: 'no' },
  }),
  rule({
    zh: '入群邀请通常不是托管账号自己发的（isSelf 为 true 只见于单一来源）',
    en: 'a room_invitation usually has isSelf=no; isSelf=yes has been seen in a single source',
    basis: 'observed',
    usual: true,
    when: { type: 'room_invitation' },
    must: { isSelf: 'no' },
  }),
  rule({
    zh: '托管账号自己的入群邀请来源是手机推送',
    en: 'a room_invitation with isSelf=yes has source phone',
    basis: 'observed',
    when: { type: 'room_invitation', isSelf: 'yes' },
    must: { source: 'phone' },
  }),
  rule({
    zh: '群聊接龙和企微系统消息只出现在群聊中',
    en: 'solitaire and wecom_system messages happen in rooms only',
    basis: 'inferred',
    when: { type: ['solitaire', 'wecom_system'] },
    must: { chat: 'room' },
  }),
  rule({
    zh: '成员入群的系统消息只出现在群聊中',
    en: 'the system message that members joined happens in rooms only',
    basis: 'inferred',
    when: { notice: 'members_joined' },
    must: { chat: 'room' },
  }),
];

export const mentionRules: readonly Rule[] = [
  rule({
    zh: '只有群聊中的文字消息才能@托管账号',
    en: 'only a text in a room can mention the hosted account (mentionSelf=yes)',
    basis: 'observed',
    when: { mentionSelf: 'yes' },
    must: { chat: 'room' },
  }),
  rule({
    zh: '托管账号不会@自己',
    en: 'the hosted account does not mention itself (mentionSelf=yes needs isSelf=no)',
    basis: 'inferred',
    when: { mentionSelf: 'yes' },
    must: { isSelf: 'no' },
  }),
];
