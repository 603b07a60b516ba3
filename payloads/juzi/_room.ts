import { type Dimension, dimension, flag, type Rule, rule } from '../../src/define/index.ts';
import type { Person } from './_cast.ts';
import { contactTypes } from './_enums.ts';
import { f } from './_room-scene.ts';

/** The hosted account, as room callbacks describe it. */
export const botInfo = f.object({
  imBotId: f.string((s) => s.bot.wxid).label('托管账号的系统wxid', 'wxid of the hosted account'),
  wecomUserId: f.string((s) => s.bot.weixin).label('企业微信userId', 'WeCom user id'),
  nickName: f.string((s) => s.bot.name).label('昵称', 'nickname'),
});

/** The first keys of every room callback. */
export const roomHead = {
  chatId: f.string((s) => s.chatId).label('对话id', 'conversation'),
  token: f
    .string((s) => s.org.teamToken)
    .label('小组级token', 'team token')
    .secret(),
  botInfo: botInfo.label('托管账号信息', 'the hosted account'),
  imRoomId: f.string((s) => s.room.wxid).label('群聊的系统wxid', 'wxid of the room'),
};

/** The keys after those. */
export const roomBody = {
  avatarUrl: f.string((s) => s.room.avatar).label('群头像', 'avatar of the room'),
  ownerImContactId: f.string((s) => s.bot.wxid).label('群主的系统wxid', "wxid of the room's owner"),
};

/** The last keys. */
export const roomTail = {
  groupId: f.string((s) => s.org.groupId).label('小组id', 'team'),
  timestamp: f
    .string((s) => String(s.happenedAt))
    .label('时间戳', 'when, ms')
    .note('字符串', 'a string'),
};

export const topic = f.string((s) => s.room.topic);

const contactType = dimension('contactType', {
  title: { zh: '成员的类型', en: 'type of the member' },
  usual: 'personal',
  members: contactTypes,
});
const several = flag('several', { zh: '多名成员', en: 'several members at once' });
const isFriend = flag('isFriend', { zh: '是否为好友', en: 'is a friend of the hosted account' });
const coworker = flag('coworker', { zh: '是否为内部员工', en: 'is a colleague' });
const isSelf = flag('isSelf', { zh: '是否为托管账号自己', en: 'is the hosted account itself' });

/** The dimensions of a callback about members who joined or left. */
export const memberDimensions: readonly Dimension[] = [several, contactType, isFriend, coworker, isSelf];

export const memberRules: readonly Rule[] = [
  rule({
    zh: '内部员工的类型是企业微信',
    en: 'a colleague (coworker=yes) has contactType wecom',
    basis: 'inferred',
    when: { coworker: 'yes' },
    must: { contactType: 'wecom' },
  }),
  rule({
    zh: '托管账号自己是企业微信的内部员工，不是自己的好友，且只有它一人',
    en: 'the hosted account itself (isSelf=yes) is a colleague, no friend of its own, and alone',
    basis: 'inferred',
    when: { isSelf: 'yes' },
    must: { contactType: 'wecom', coworker: 'yes', isFriend: 'no', several: 'no' },
  }),
];

const m = f.item<Person>();

/** A member who joined or left. */
export const member = m.object({
  imContactId: m.string((s) => s.item.wxid).label('成员的系统wxid', 'wxid of the member'),
  nickName: m.string((s) => s.item.name).label('昵称', 'nickname'),
  avatarUrl: m.string((s) => s.item.avatar).label('头像', 'avatar'),
  roomAlias: m
    .string((s) =>
      s.rng.chance(0.3) ? `${s.item.name}（${s.rng.pick(['采购', '财务', '店长', '老师'])}）` : '',
    )
    .label('群昵称', 'name in the room')
    .note('没有群昵称时为空字符串（推测）', '"" when there is none (inferred)'),
  isFriend: m.choice(isFriend).label('是否为好友', 'is a friend'),
  contactType: m.choice(contactType).label('成员的类型', 'type of the member'),
  coworker: m.choice(coworker).label('是否为内部员工', 'is a colleague'),
  isSelf: m.choice(isSelf).label('是否为托管账号自己', 'is the hosted account itself'),
});
