import {
  castRng,
  chinaDateTime,
  chinaTime,
  dimension,
  flag,
  happenedAt,
  hexDigits,
  type Rule,
  rule,
  type Scene,
  type Story,
  type Vocabulary,
  vocabulary,
} from '../../src/define/index.ts';
import { type ChannelKeys, type ContactSelf, contactSelf, type Profile } from './_contact-cast.ts';
import { channels, userTypes } from './_enums.ts';
import { envelope } from './_envelope.ts';

export const channel = dimension('channel', {
  title: { zh: '渠道', en: 'channel' },
  usual: 'hosted_wecom',
  members: channels,
});

export const userType = dimension('userType', {
  title: { zh: '用户类型', en: 'user type' },
  usual: 'customer',
  members: userTypes,
});

export const metInRoom = flag(
  'metInRoom',
  { zh: '在群聊中遇到', en: 'met in a room' },
  { when: { channel: 'hosted_wecom' } },
);

export const contactDimensions = [channel, userType, metInRoom];

export const contactRules: readonly Rule[] = [
  rule({
    zh: '企微内部成员只会出现在企微托管渠道',
    en: 'a WeCom internal member (userType=wecom_internal) belongs to the channel hosted_wecom',
    basis: 'inferred',
    when: { userType: 'wecom_internal' },
    must: { channel: 'hosted_wecom' },
  }),
];

/** One contact at one moment of its life. */
export interface ContactScene extends Scene {
  readonly self: ContactSelf;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The moment of a contact's life that an event is about. */
type Moment = 'created' | 'updated' | 'deleted';

/**
 * The customers of hosted WeCom are the same people as in juzi's events. A contact has one user type: those of another
 * type are other people.
 */
function poolOf(channel: string, userType: string): string {
  const names = poolNames[channel] ?? {};
  poolNames[channel] = names;
  names[userType] ??= nameOfPool(channel, userType);
  return names[userType];
}

/** Precomputed: a concatenated string is slow as a key. */
const poolNames: Record<string, Record<string, string>> = {};

function nameOfPool(channel: string, userType: string): string {
  if (userType !== 'customer') return `yuju.${channel}.${userType}`;
  return channel === 'hosted_wecom' ? 'personal' : `yuju.${channel}`;
}

/** Chooses a contact of the variant's channel: a new one for a creation, one of the cast for all other moments. */
export function contactScene(moment: Moment): (scene: Scene) => ContactScene {
  return (scene) => {
    if (scene.story !== undefined) return lifeScene(scene, scene.story);
    const { rng, world, now, variant, index } = scene;
    const inChannel = variant['channel'] ?? 'web';
    const inRoom = variant['metInRoom'] === 'yes';
    const pool = poolOf(inChannel, variant['userType'] ?? 'customer');
    const noticedAt = now - rng.between(200, 3000);
    const isNew = moment === 'created';
    const number = isNew ? index : rng.int(world.poolSize);
    // Nobody is created twice, once in a room and once outside of it.
    const contact = isNew
      ? world.newcomer(inRoom ? `${pool}/room` : pool, number)
      : world.contact(pool, number);
    const createdAt = isNew ? noticedAt : contact.metAt;
    const updates = isNew ? 0 : rng.between(1, 4);
    return {
      rng,
      world,
      now,
      index,
      variant,
      self: contactSelf(world, contact, number, inChannel, inRoom, updates),
      createdAt,
      updatedAt: moment === 'deleted' ? between(createdAt, noticedAt, rng.float()) : noticedAt,
    };
  };
}

/** A contact at a step of a story: the same person, with the changes of the earlier steps. */
function lifeScene(scene: Scene, story: Story): ContactScene {
  const { world, variant, index } = scene;
  const inChannel = variant['channel'] ?? 'web';
  const contact = world.newcomer(`${poolOf(inChannel, variant['userType'] ?? 'customer')}/life`, index);
  const updates = story.steps.flatMap(({ event }, step) =>
    step <= story.step && event.endsWith('.updated') ? [step] : [],
  );
  const inRoom = variant['metInRoom'] === 'yes';
  return {
    ...scene,
    self: contactSelf(world, contact, castRng(scene).int(world.poolSize), inChannel, inRoom, updates.length),
    createdAt: happenedAt(story, 0),
    updatedAt: happenedAt(story, updates.at(-1) ?? 0),
  };
}

/** An instant between two others. */
const between = (from: number, to: number, share: number): number => Math.floor(from + (to - from) * share);

const f: Vocabulary<ContactScene> = vocabulary<ContactScene>();

const self = (s: ContactScene): ContactSelf => s.self;
const of = (key: keyof ChannelKeys) => f.string((s) => s.self.identity.keys[key]).from(self);
const inherit = (key: keyof Profile) => f.string((s) => s.self.profile[key]).from(self);
const channelOnly = [
  '只在所属渠道有值，否则为空字符串（推测）',
  'filled on its channel only, otherwise "" (inferred)',
] as const;

/** The page's 37 keys, in its order and spelling. */
const contact = f.object({
  customer_id: f
    .integer((s) => s.self.identity.customerId)
    .from(self)
    .label('联系人ID', 'id of the contact'),
  im_id: of('im_id')
    .label('IM用户ID（企微托管）', 'IM user id (hosted WeCom)')
    .note(...channelOnly),
  device_id: of('device_id')
    .label('设备ID（个人微信、网页）', 'device id (personal WeChat, web)')
    .note(...channelOnly),
  name: inherit('name').label('姓名', 'name').freeText(),
  avatar: inherit('avatar').label('头像', 'avatar'),
  mobile: inherit('mobile').label('手机号', 'mobile number'),
  create_time: f
    .string((s) => chinaDateTime(s.createdAt))
    // A created contact is a new person each time.
    .from(self)
    .label('创建时间', 'when it was created')
    .note('YYYY-MM-DD HH:MM:SS，中国时间（观察所得）', 'YYYY-MM-DD HH:MM:SS, China time (observed)'),
  update_time: f
    .ascii([chinaTime((s) => s.updatedAt)])
    .label('更新时间', 'when it was last updated')
    .note('YYYY-MM-DD HH:MM:SS，中国时间（观察所得）', 'YYYY-MM-DD HH:MM:SS, China time (observed)'),
  company: inherit('company').label('公司', 'company'),
  company_website: inherit('company_website').label('公司网站', "company's website"),
  company_address: inherit('company_address').label('公司地址', "company's address"),
  open_id: of('open_id')
    .label('open_id（公众号、抖音）', 'open id (official account, Douyin)')
    .note(...channelOnly),
  message_id: f.ascii([hexDigits(32)]).label('消息ID', 'id of the message that brought it'),
  conversation_id: f
    .string((s) => s.self.identity.conversationId)
    .from(self)
    .label('会话ID', 'conversation'),
  contact_id: of('contact_id')
    .label('外部联系人ID（企微托管）', 'external contact (hosted WeCom)')
    .note(...channelOnly),
  roomTopic: of('roomTopic')
    .label('群名（企微托管）', 'name of the room (hosted WeCom)')
    .note(...channelOnly),
  wechat_openid: of('wechat_openid')
    .label('微信openid（公众号）', 'WeChat open id (official account)')
    .note(...channelOnly),
  conversation_short_id: of('conversation_short_id')
    .label('会话短ID（抖音）', 'short conversation id (Douyin)')
    .note(...channelOnly),
  server_message_id: of('server_message_id')
    .label('服务端消息ID（抖音）', 'server message id (Douyin)')
    .note(...channelOnly),
  comment_id: of('comment_id')
    .label('评论ID（抖音）', 'comment (Douyin)')
    .note(...channelOnly),
  item_id: of('item_id')
    .label('作品ID（抖音）', 'item (Douyin)')
    .note(...channelOnly),
  wechat_userid: of('wechat_userid')
    .label('微信用户ID（企微托管、微信客服）', 'WeChat user id (hosted WeCom, customer service)')
    .note(...channelOnly),
  tag: inherit('tag').label('标签', 'tags'),
  open_kfid: of('open_kfid')
    .label('客服账号ID（微信客服）', 'account (WeChat customer service)')
    .note(...channelOnly),
  botWeixin: of('botWeixin')
    .label('托管账号的企微userId', 'WeCom user id of the hosted account')
    .note(...channelOnly),
  red_book_user_id: of('red_book_user_id')
    .label('小红书用户ID', 'Xiaohongshu user')
    .note(...channelOnly),
  dd_robot_user_id: of('dd_robot_user_id')
    .label('钉钉机器人用户ID', 'DingTalk robot user')
    .note(...channelOnly),
  kuai_shou_uid: of('kuai_shou_uid')
    .label('快手用户ID', 'Kuaishou user')
    .note(...channelOnly),
  fei_shu_uid: of('fei_shu_uid')
    .label('飞书用户ID', 'Feishu user')
    .note(...channelOnly),
  wei_xin_uid: of('wei_xin_uid')
    .label('个人微信用户ID', 'personal WeChat user')
    .note(...channelOnly),
  wei_xin_kfid: of('wei_xin_kfid')
    .label('微信客服ID', 'WeChat customer service')
    .note(...channelOnly),
  wechat_shop_uid: of('wechat_shop_uid')
    .label('微信小店用户ID', 'WeChat shop user')
    .note(...channelOnly),
  qq_user_id: of('qq_user_id')
    .label('QQ用户ID', 'QQ user')
    .note(...channelOnly),
  qq_msg_id: of('qq_msg_id')
    .label('QQ消息ID', 'QQ message')
    .note(...channelOnly),
  user_typy: f
    .choice(userType)
    .label('用户类型', 'user type')
    .note(
      '平台的拼写如此；取值没有文档（推测与会话相同）',
      'the platform spells it so; its values are not documented (inferred from conversations)',
    ),
  channel_id: f
    .string((s) => s.self.identity.channelId)
    .from(self)
    .label('渠道ID', 'channel'),
  room_id: of('room_id')
    .label('群ID（企微托管）', 'room (hosted WeCom)')
    .note(...channelOnly),
});

/** What the three contact events have in common. */
export const contactEvent = (moment: Moment) => ({
  dimensions: contactDimensions,
  rules: contactRules,
  scene: contactScene(moment),
  payload: envelope({ value: `contact_${moment}`, basis: 'inferred' }, contact),
  deduplicateBy: 'event_id',
});
