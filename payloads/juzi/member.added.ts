import { defineEvent, dimension } from '../../src/define/index.ts';
import { f, isLogin, memberAvatar, memberKeys, memberScene, source, timestamp } from './_member.ts';
import { juzi } from './_platform.ts';
import { errCodeObject } from './_response.ts';

const status = dimension('status', {
  title: { zh: '激活状态', en: 'status' },
  usual: 'active',
  members: {
    active: { value: '1', zh: '已激活', en: 'active', basis: 'documented' },
    disabled: { value: '2', zh: '已禁用', en: 'disabled', basis: 'documented' },
    inactive: { value: '4', zh: '未激活', en: 'inactive', basis: 'documented' },
    left: { value: '5', zh: '退出企业', en: 'left the enterprise', basis: 'documented' },
  },
});

export default defineEvent({
  name: 'member.added',
  platform: juzi,
  title: { zh: '新增企业成员', en: 'A member was added to the enterprise' },
  docs: { page: '句子秒回 API 文档（旧版）：新增企业成员', read: '2026-11-26' },
  basis: 'documented',
  note: source,
  dimensions: [status, isLogin],
  scene: memberScene,
  payload: f.object({
    type: f.constant('create_user').identifies().label('类型', 'type'),
    event: f
      .object({
        AuthCorpId: f
          .string((s) => s.org.corpId)
          .label('企业id', 'corporation')
          .note(
            '取值没有文档，这里用 wxCorpId（推测）',
            'its value is not documented; here the wxCorpId (inferred)',
          ),
        InfoType: f.constant('change_contact').label('通知类型', 'kind of notice'),
        TimeStamp: f
          .string((s) => String(Math.floor(s.happenedAt / 1000)))
          .label('时间戳', 'when')
          .note('字符串；单位推测为秒', 'a string; the unit, s, is inferred'),
        ChangeType: f.constant('create_user').label('变更类型', 'kind of change'),
        UserID: f.string((s) => s.member.userId).label('企业微信userId', 'WeCom user id'),
        Status: f.choice(status).label('激活状态', 'status').note('字符串', 'a string'),
      })
      .label('企业微信事件', 'the WeCom event'),
    data: f
      .object({
        ...memberKeys,
        isLogin: f.choice(isLogin).label('是否已登录', 'has logged in'),
        avatar: memberAvatar,
      })
      .label('成员', 'the member'),
    timestamp,
  }),
  address: { path: '/v1/notify/add/user', basis: 'documented' },
  response: errCodeObject,
});
