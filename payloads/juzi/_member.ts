import { type Dimension, flag, type Scene, type Vocabulary, vocabulary } from '../../src/define/index.ts';
import { employeeAt, type Org, org } from './_cast.ts';

/** A member of the enterprise. */
export interface MemberScene extends Scene {
  readonly org: Org;
  readonly member: ReturnType<typeof employeeAt>;
  readonly happenedAt: number;
}

const members = 200;

export function memberScene(scene: Scene): MemberScene {
  const { rng, world, now } = scene;
  return {
    ...scene,
    org: org(world),
    member: employeeAt(world, 'member', rng.int(members)),
    happenedAt: now - rng.between(50, 1500),
  };
}

export const f: Vocabulary<MemberScene> = vocabulary<MemberScene>();

export const isLogin: Dimension = flag('isLogin', { zh: '是否已登录', en: 'has logged in' });

/** The keys of `data`. The order of the last two differs between the callbacks. */
export const memberKeys = {
  userId: f.string((s) => s.member.userId).label('企业微信userId', 'WeCom user id'),
  name: f
    .string((s) => s.member.name)
    .label('姓名', 'name')
    .optional(0.8),
  email: f
    .string((s) => `${s.member.userId.toLowerCase()}@example.com`)
    .label('邮箱', 'e-mail address')
    .optional(),
};

export const memberAvatar = f
  .string((s) => s.member.avatar)
  .label('头像', 'avatar')
  .optional(0.8);

export const timestamp = f.integer((s) => s.happenedAt).label('时间戳（毫秒）', 'when, ms');

export const source = {
  zh: '消息体来自平台较早的文档站。平台还会带请求头 sign，由消息体和 token 算出，规则不明，这里不发送。',
  en: 'As the platform’s earlier documentation has it. A header sign, made of body and token by a rule that is unknown, is not sent.',
};
