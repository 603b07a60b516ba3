import { type Contact, opaque, type Rng, uuid, type World } from '../../src/define/index.ts';
import { mobileNumber, wechatAvatar } from '../_media.ts';
import { customerTags } from '../_phrases.ts';
import { botAt, outsider, roomFacts, roomOfMember } from '../juzi/_cast.ts';
import { channelId, customerId } from './_envelope.ts';

/** The keys that only some channels fill. The other channels have `''`. */
export interface ChannelKeys {
  im_id?: string;
  device_id?: string;
  open_id?: string;
  contact_id?: string;
  roomTopic?: string;
  wechat_openid?: string;
  conversation_short_id?: string;
  server_message_id?: string;
  comment_id?: string;
  item_id?: string;
  wechat_userid?: string;
  open_kfid?: string;
  botWeixin?: string;
  red_book_user_id?: string;
  dd_robot_user_id?: string;
  kuai_shou_uid?: string;
  fei_shu_uid?: string;
  wei_xin_uid?: string;
  wei_xin_kfid?: string;
  wechat_shop_uid?: string;
  qq_user_id?: string;
  qq_msg_id?: string;
  room_id?: string;
}

const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The keys that each channel fills, and the form of their ids. The forms are inferred, except for hosted WeCom. */
const fillers: Readonly<Record<string, (rng: Rng, contact: Contact) => ChannelKeys>> = {
  hosted_wecom(rng, contact) {
    const person = outsider(contact);
    return { im_id: person.wxid, contact_id: rng.hex(32), wechat_userid: person.externalUserId };
  },
  official_account: (rng) => {
    const openId = `o${opaque(rng, 27)}`;
    return { wechat_openid: openId, open_id: openId };
  },
  wechat_service: (rng) => {
    const account = `wk${opaque(rng, 30)}`;
    return { open_kfid: account, wei_xin_kfid: account, wechat_userid: `wm${opaque(rng, 30)}` };
  },
  personal_wechat: (rng) => ({
    wei_xin_uid: `wxid_${rng.text(14, 'abcdefghijklmnopqrstuvwxyz0123456789')}`,
    device_id: rng.hex(16),
  }),
  wechat_shop: (rng) => ({ wechat_shop_uid: `o${opaque(rng, 27)}` }),
  douyin: (rng) => ({
    open_id: `_000${opaque(rng, 32)}`,
    conversation_short_id: `7${rng.digits(18)}`,
    server_message_id: `7${rng.digits(18)}`,
    comment_id: `@${opaque(rng, 40)}`,
    item_id: `@${opaque(rng, 40)}`,
  }),
  xiaohongshu: (rng) => ({ red_book_user_id: rng.hex(24) }),
  dingtalk: (rng) => ({ dd_robot_user_id: `$:LWCP_v1:$${rng.text(24, alphanumeric)}` }),
  kuaishou: (rng) => ({ kuai_shou_uid: rng.hex(32) }),
  feishu: (rng) => ({ fei_shu_uid: `ou_${rng.hex(32)}` }),
  qq: (rng) => ({
    qq_user_id: rng.hex(32).toUpperCase(),
    qq_msg_id: `ROBOT1.0_${rng.text(24, alphanumeric)}`,
  }),
  web: (rng) => ({ device_id: uuid(rng) }),
};

/** What never changes during a contact's life. */
export interface ContactIdentity {
  readonly customerId: number;
  readonly channelId: string;
  readonly conversationId: string;
  readonly keys: Readonly<Required<ChannelKeys>>;
}

const noKeys: Required<ChannelKeys> = {
  im_id: '',
  device_id: '',
  open_id: '',
  contact_id: '',
  roomTopic: '',
  wechat_openid: '',
  conversation_short_id: '',
  server_message_id: '',
  comment_id: '',
  item_id: '',
  wechat_userid: '',
  open_kfid: '',
  botWeixin: '',
  red_book_user_id: '',
  dd_robot_user_id: '',
  kuai_shou_uid: '',
  fei_shu_uid: '',
  wei_xin_uid: '',
  wei_xin_kfid: '',
  wechat_shop_uid: '',
  qq_user_id: '',
  qq_msg_id: '',
  room_id: '',
};

/** Where a hosted account met a contact. A contact and a room belong to the same bot as in juzi's events. */
function place(world: World, number: number, inRoom: boolean): ChannelKeys {
  if (!inRoom) return { botWeixin: botAt(world, number).weixin };
  const roomNumber = roomOfMember(number);
  const room = roomFacts(world.room(roomNumber));
  return { botWeixin: botAt(world, roomNumber).weixin, roomTopic: room.topic, room_id: room.wxid };
}

/** @param number the contact's number in its pool */
function identity(
  world: World,
  contact: Contact,
  number: number,
  channel: string,
  inRoom: boolean,
): ContactIdentity {
  // In a room and outside of it, it is the same person: only the conversation differs.
  const own = contact.facet('yuju.keys', (rng) => fillers[channel]?.(rng, contact));
  return contact.facet(inRoom ? 'yuju.identity/room' : 'yuju.identity', (rng) => ({
    customerId: customerId(contact),
    channelId: channelId(world, channel),
    conversationId: uuid(rng),
    keys: { ...noKeys, ...own, ...(channel === 'hosted_wecom' && place(world, number, inRoom)) },
  }));
}

/** What may change during a contact's life. */
export interface Profile {
  readonly name: string;
  readonly avatar: string;
  readonly mobile: string;
  readonly company: string;
  readonly company_website: string;
  readonly company_address: string;
  readonly tag: string;
}

/** On a domain that nobody can own (RFC 2606). */
const website = (rng: Rng): string => `https://${rng.hex(6)}.example.com`;
const tag = (rng: Rng): string => customerTags(rng).join(',');

const nameSuffixes = ['（采购）', '-门店店长', '（VIP）', '-老客户介绍', '（换新号）'];

/** Changes of a profile. Each gives a value that differs from the current one. */
const changes: readonly ((profile: Profile, rng: Rng, contact: Contact) => Partial<Profile>)[] = [
  (profile, rng) => ({ mobile: other(profile.mobile, rng, mobileNumber) }),
  (profile, rng) => ({ tag: other(profile.tag, rng, tag) }),
  (profile, rng) => ({ avatar: other(profile.avatar, rng, wechatAvatar) }),
  (profile, rng, contact) =>
    profile.company === ''
      ? { company: contact.company, company_address: contact.address, company_website: website(rng) }
      : { company_website: other(profile.company_website, rng, website) },
  (profile, rng, contact) => ({
    name: profile.name === contact.name ? `${contact.name}${rng.pick(nameSuffixes)}` : contact.name,
  }),
];

function other(now: string, rng: Rng, draw: (rng: Rng) => string): string {
  let next = draw(rng);
  while (next === now) next = draw(rng);
  return next;
}

/**
 * A contact's profile after a number of updates, 0 at its creation. Each update changes at least one value, and the same
 * update of the same contact always gives the same values.
 */
function profile(contact: Contact, updates: number): Profile {
  return contact.facet(`yuju.profile/${updates}`, (rng) => {
    if (updates > 0) {
      const before = profile(contact, updates - 1);
      return { ...before, ...rng.pick(changes)(before, rng, contact) };
    }
    const known = rng.chance(0.6);
    return {
      name: contact.name,
      avatar: wechatAvatar(rng),
      mobile: rng.chance(0.6) ? mobileNumber(rng) : '',
      company: known ? contact.company : '',
      company_website: known ? website(rng) : '',
      company_address: known ? contact.address : '',
      tag: rng.chance(0.6) ? tag(rng) : '',
    };
  });
}

/** A contact at one point of its life: the same object each time, so that its text can be cached. */
export interface ContactSelf {
  readonly identity: ContactIdentity;
  readonly profile: Profile;
}

/** @param number the contact's number in its pool */
export function contactSelf(
  world: World,
  contact: Contact,
  number: number,
  channel: string,
  inRoom: boolean,
  updates: number,
): ContactSelf {
  const selves = contact.facet<ContactSelf[]>('yuju.selves', () => []);
  const place = 2 * updates + (inRoom ? 1 : 0);
  let self = selves[place];
  if (self === undefined) {
    self = {
      identity: identity(world, contact, number, channel, inRoom),
      profile: profile(contact, updates),
    };
    selves[place] = self;
  }
  return self;
}
