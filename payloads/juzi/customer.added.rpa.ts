import { defineEvent, dimension, emptyObject } from '../../src/define/index.ts';
import { mobileNumber } from '../_media.ts';
import { genders } from './_enums.ts';
import { f, newcomerScene } from './_newcomer.ts';
import { juzi } from './_platform.ts';

const gender = dimension('gender', { title: { zh: '性别', en: 'gender' }, usual: 'male', members: genders });

export default defineEvent({
  name: 'customer.added.rpa',
  platform: juzi,
  title: { zh: '新增客户回调—RPA', en: 'A customer was added (RPA)' },
  docs: { page: '句子秒回 API 文档：新增客户回调—RPA', read: '2026-11-21' },
  basis: 'observed',
  note: { zh: '标题来自文档，消息体为观察所得。', en: 'The title is documented, the body observed.' },
  dimensions: [gender],
  scene: newcomerScene,
  payload: f.object({
    imContactId: f.string((s) => s.person.wxid).label('客户的系统wxid', 'wxid of the customer'),
    name: f.string((s) => s.person.name).label('姓名', 'name'),
    avatar: f.string((s) => s.person.avatar).label('头像', 'avatar'),
    gender: f.choice(gender).label('性别', 'gender'),
    createTimestamp: f.integer((s) => s.addedAt).label('添加时间（毫秒）', 'when, ms'),
    remarkMobiles: f
      .list(
        (s) => (s.rng.chance(0.5) ? [mobileNumber(s.rng)] : []),
        f.item<string>().string((s) => s.item),
      )
      .label('备注手机号', 'phone numbers in the remark')
      .optional(),
    imInfo: f
      .object({
        externalUserId: f.string((s) => s.person.externalUserId).label('externalUserId', 'external user id'),
        followUser: f
          .object({ wecomUserId: f.string((s) => s.bot.weixin).label('企业微信userId', 'WeCom user id') })
          .label('添加了客户的成员', 'who added the customer'),
      })
      .label('企业微信信息', 'what WeCom knows'),
    botInfo: f
      .object({
        botId: f.string((s) => s.bot.botId).label('bot的账号id', 'account id of the bot'),
        imBotId: f.string((s) => s.bot.wxid).label('托管账号的系统wxid', 'wxid of the hosted account'),
        name: f.string((s) => s.bot.name).label('昵称', 'name'),
        avatar: f.string((s) => s.bot.avatar).label('头像', 'avatar'),
      })
      .label('托管账号信息', 'the hosted account'),
  }),
  address: { basis: 'observed' },
  response: emptyObject('inferred'),
});
