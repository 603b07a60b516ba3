import { defineEvent, dimension, emptyObject } from '../../src/define/index.ts';
import { contactTypes } from '../juzi/_enums.ts';
import { f, newcomerScene } from '../juzi/_newcomer.ts';
import { yuju } from './_platform.ts';

const contactType = dimension('contactType', {
  title: { zh: '联系人类型', en: 'contact type' },
  usual: 'personal',
  members: { personal: contactTypes.personal, wecom: contactTypes.wecom },
});

export default defineEvent({
  name: 'hosted.friend.accepted',
  platform: yuju,
  title: { zh: '好友通过事件回调', en: 'A friend request was accepted' },
  docs: { page: '语聚AI API 文档：好友通过事件回调', read: '2026-11-21' },
  basis: 'inferred',
  note: {
    zh: '标题来自文档；消息体没有文档，全部为推测。',
    en: 'The title is documented; the body is not, and is inferred as a whole.',
  },
  dimensions: [contactType],
  scene: newcomerScene,
  payload: f.object({
    token: f
      .string((s) => s.org.teamToken)
      .label('小组级token', 'team token')
      .secret(),
    botInfo: f
      .object({
        imBotId: f.string((s) => s.bot.wxid).label('托管账号的系统wxid', 'wxid of the hosted account'),
        wecomUserId: f.string((s) => s.bot.weixin).label('企业微信userId', 'WeCom user id'),
        nickName: f.string((s) => s.bot.name).label('昵称', 'nickname'),
      })
      .label('托管账号信息', 'the hosted account'),
    contact: f
      .object({
        imContactId: f.string((s) => s.person.wxid).label('新好友的系统wxid', 'wxid of the new friend'),
        nickName: f.string((s) => s.person.name).label('昵称', 'nickname'),
        avatarUrl: f.string((s) => s.person.avatar).label('头像', 'avatar'),
        contactType: f.choice(contactType).label('联系人类型', 'contact type'),
        externalUserId: f.string((s) => s.person.externalUserId).label('externalUserId', 'external user id'),
      })
      .label('新好友', 'the new friend'),
    timestamp: f
      .string((s) => String(s.addedAt))
      .label('时间戳（毫秒）', 'when, ms')
      .note('字符串（推测）', 'a string (inferred)'),
  }),
  address: { basis: 'inferred' },
  response: emptyObject('inferred'),
});
