import { defineEvent, dimension, emptyObject, opaque } from '../../src/define/index.ts';
import { mobileNumber } from '../_media.ts';
import { customerTags } from '../_phrases.ts';
import { remark } from './_cast.ts';
import { customerTypes, genders } from './_enums.ts';
import { f, newcomerScene } from './_newcomer.ts';
import { juzi } from './_platform.ts';
import { errCode } from './_response.ts';

const changeType = dimension('changeType', {
  title: { zh: '变更类型', en: 'kind of change' },
  usual: 'added',
  members: {
    added: { value: 'add_external_contact', zh: '添加客户', en: 'customer added', basis: 'documented' },
    half_added: {
      value: 'add_half_external_contact',
      zh: '客户免验证添加成员',
      en: 'customer added without confirmation by the member',
      basis: 'documented',
    },
  },
});

const gender = dimension('gender', { title: { zh: '性别', en: 'gender' }, usual: 'male', members: genders });

const customerType = dimension('customerType', {
  title: { zh: '客户的类型', en: 'type of the customer' },
  usual: 'wechat',
  members: customerTypes,
});

const tagKind = dimension('tagKind', {
  title: { zh: '标签类型', en: 'kind of the tags' },
  usual: 'company',
  members: {
    company: { value: '1', zh: '企业标签', en: "the company's", basis: 'documented' },
    personal: { value: '2', zh: '个人标签', en: "the member's own", basis: 'documented' },
  },
});

const t = f.item<string>();
const tags = f.list(
  (s) => customerTags(s.rng),
  t.object({
    groupName: t
      .string((s) => s.rng.pick(['客户阶段', '来源', '等级']))
      .label('标签组名称', 'name of the tag group'),
    tagName: t.string((s) => s.item).label('标签名称', 'name of the tag'),
    type: t.choice(tagKind).label('标签类型', 'type of the tag').note('字符串', 'a string'),
    tagId: t
      .string((s) => `et${opaque(s.rng, 30)}`)
      .label('标签id', 'id of the tag')
      .note('个人标签没有（较早的文档）', 'personal tags have none (earlier documentation)')
      .when({ tagKind: 'company' }),
  }),
);

export default defineEvent({
  name: 'customer.added',
  platform: juzi,
  title: { zh: '新增客户回调', en: 'A customer was added' },
  docs: { page: '句子秒回 API 文档：新增客户回调', read: '2026-11-21' },
  basis: 'documented',
  dimensions: [changeType, gender, customerType, tagKind],
  scene: newcomerScene,
  payload: f.object({
    type: f.constant('add_external_contact').identifies().label('类型', 'type'),
    event: f
      .object({
        ToUserName: f
          .string((s) => s.org.corpId)
          .label('企业id', 'corporation')
          .note(
            '取值没有文档，这里用 wxCorpId（推测）',
            'its value is not documented; here the wxCorpId (inferred)',
          ),
        FromUserName: f.constant('sys').label('发送者', 'sender'),
        CreateTime: f
          .string((s) => String(Math.floor(s.addedAt / 1000)))
          .label('创建时间（秒）', 'when, s')
          .note('字符串', 'a string'),
        MsgType: f.constant('event').label('消息类型', 'kind of message'),
        Event: f.constant('change_external_contact').label('事件', 'event'),
        ChangeType: f.choice(changeType).label('变更类型', 'kind of change'),
        UserID: f.string((s) => s.bot.weixin).label('成员的企业微信userId', 'WeCom user id of the member'),
        ExternalUserID: f
          .string((s) => s.person.externalUserId)
          .label('客户的externalUserId', 'external user id of the customer'),
        State: f
          .string((s) => s.rng.pick(['', `channel_${s.rng.digits(4)}`]))
          .label('渠道参数', 'state of the contact-me link'),
        WelcomeCode: f.string((s) => opaque(s.rng, 43)).label('欢迎语code', 'code to send a welcome with'),
      })
      .label('企业微信事件', 'the WeCom event'),
    data: f
      .object({
        unionId: f.string((s) => `o${opaque(s.rng, 27)}`).label('unionId', 'union id'),
        name: f.string((s) => s.person.name).label('姓名', 'name'),
        avatar: f.string((s) => s.person.avatar).label('头像', 'avatar'),
        externalUserId: f.string((s) => s.person.externalUserId).label('externalUserId', 'external user id'),
        gender: f.choice(gender).label('性别', 'gender'),
        type: f
          .choice(customerType)
          .label('客户的类型', 'type of the customer')
          .note(
            '取值来自较早的文档，与 contactType 不同',
            'values of the earlier documentation; not a contactType',
          ),
        followUser: f
          .list(
            (s) => [s.bot],
            f.object({
              userId: f.string((s) => s.bot.weixin).label('企业微信userId', 'WeCom user id'),
              name: f.string((s) => s.bot.name).label('姓名', 'name'),
              remark: f.string((s) => remark(s.rng, s.person.name)).label('备注', 'remark'),
              avatar: f.string((s) => s.bot.avatar).label('头像', 'avatar'),
              createTimestamp: f.integer((s) => s.addedAt).label('添加时间（毫秒）', 'when, ms'),
              state: f
                .string((s) => `channel_${s.rng.digits(4)}`)
                .label('渠道参数', 'state of the contact-me link')
                .note('见于较早的文档', 'in the earlier documentation')
                .optional(),
              tags: tags.label('标签', 'tags'),
              remarkMobiles: f
                .list(
                  (s) => (s.rng.chance(0.5) ? [mobileNumber(s.rng)] : []),
                  f.item<string>().string((s) => s.item),
                )
                .label('备注手机号', 'phone numbers in the remark'),
            }),
          )
          .label('添加了客户的成员', 'who added the customer'),
      })
      .label('客户', 'the customer'),
    timestamp: f.integer((s) => s.addedAt).label('时间戳（毫秒）', 'when, ms'),
  }),
  address: {
    path: '/v1/notify/add/customer',
    basis: 'documented',
    query: {
      parameters: { token: { zh: '小组级token', en: 'team token' } },
      basis: 'documented',
      compute: ({ org }) => ({ token: org.teamToken }),
    },
  },
  response: emptyObject('inferred', [errCode]),
});
