import { defineEvent } from '../../src/define/index.ts';
import { f, memberAvatar, memberKeys, memberScene, source, timestamp } from './_member.ts';
import { juzi } from './_platform.ts';
import { errCodeObject } from './_response.ts';

export default defineEvent({
  name: 'member.logged_in',
  platform: juzi,
  title: { zh: '成员登录', en: 'A member logged in' },
  docs: { page: '句子秒回 API 文档（旧版）：成员登录', read: '2026-11-26' },
  basis: 'documented',
  note: source,
  scene: memberScene,
  payload: f.object({
    type: f.constant('login_user').identifies().label('类型', 'type'),
    data: f
      .object({
        ...memberKeys,
        avatar: memberAvatar,
        isLogin: f.boolean(() => true).label('是否已登录', 'has logged in'),
      })
      .label('成员', 'the member'),
    timestamp,
  }),
  address: { path: '/v1/notify/login/user', basis: 'documented' },
  response: errCodeObject,
});
