import { describe, expect, test } from 'vitest';
import { draws, named, nameOf, now } from './draws.ts';
import { type Leaf, leaves } from './json.ts';

const mongo = /^[0-9a-f]{24}$/;
const hex32 = /^[0-9a-f]{32}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const bot = /^168885\d{10}$/;
const contact = /^(?:788129|788130|168885)\d{10}$/;
const room = /^R:10\d{15}$/;
const external = /^wm[\w-]{30}$/;
const wecomRoom = /^wr[\w-]{30}$/;
const wecomUser = /^(?:[A-Z][a-z]+){2,3}$/;
const chinaTime = /^20\d\d-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d$/;
const wechatAvatar = /^https:\/\/wx\.qlogo\.cn\/mmhead\/webhook-sim-[^/]+\/0$/;
const anyAvatar = /^https:\/\/(?:wx\.qlogo\.cn\/mmhead|wework\.qpic\.cn\/wwpic)\/webhook-sim-[^/]+\/0$/;
const media =
  /^https:\/\/s3\.cn-(?:north-1\.amazonaws\.com\.cn\/xiaoju-material\/public|northwest-1\.amazonaws\.com\.cn\/xiaoju-message-payload-bucket\/message\/[0-9a-f]{24}\/\d{13})\/webhook-sim-[^/]+\.[a-z0-9]+$/;

/** The format of every value, by its key. Where a key may be empty the laws on consistency say when. */
const formats: Readonly<Record<string, RegExp>> = {
  chatId: mongo,
  botId: mongo,
  groupId: mongo,
  orgId: mongo,
  sendBy: mongo,
  botWxid: bot,
  imBotId: bot,
  bot_wxid: bot,
  fromwxid: bot,
  ownerImContactId: contact,
  contactSenderWxid: contact,
  contactId: contact,
  imContactId: contact,
  im_id: contact,
  wxid: contact,
  mention: contact,
  roomId: room,
  imRoomId: room,
  room_id: room,
  roomWxid: room,
  messageId: hex32,
  contact_id: hex32,
  user_id: hex32,
  quote_message_id: hex32,
  md5: hex32,
  externalUserId: external,
  ExternalUserID: external,
  customerExternalUserId: external,
  external_contact_id: contact,
  wechat_userid: external,
  roomWecomChatId: wecomRoom,
  external_chat_id: mongo,
  botWeixin: wecomUser,
  botUserId: wecomUser,
  wecomUserId: wecomUser,
  UserID: wecomUser,
  userId: wecomUser,
  ToUserName: /^1970\d{12}$/,
  AuthCorpId: /^1970\d{12}$/,
  _id: mongo,
  requestId: mongo,
  externalRequestId: /^[0-9a-f]{24}$/,
  email: /^[a-z]+@example\.com$/,
  event_id: uuid,
  conversation_id: uuid,
  create_time: chinaTime,
  update_time: chinaTime,
  mobile: /^16[489]\d{8}$/,
  phoneNum: /^16[489]\d{8}$/,
  phone_num: /^16[489]\d{8}$/,
  remarkMobiles: /^16[489]\d{8}$/,
  avatar: anyAvatar,
  avatarUrl: anyAvatar,
  fromwxAvatar: /^https:\/\/wework\.qpic\.cn\/wwpic\/webhook-sim-/,
  imageUrl: media,
  voiceUrl: media,
  wxVoiceUrl: media,
  videoUrl: media,
  fileUrl: media,
  thumbUrl: media,
  thumbnailUrl: media,
  coverUrl: media,
  iconUrl: media,
  voice_url: media,
  video_url: media,
  username: /^gh_[0-9a-f]{12}@app$/,
  appid: /^wx[0-9a-f]{16}$/,
};

/** Where an empty string or null is one of the documented values. */
const mayBeEmpty = new Set([
  'contactId',
  'avatar',
  'externalUserId',
  'customerExternalUserId',
  'roomId',
  'room_id',
  'roomWecomChatId',
  'im_id',
  'contact_id',
  'wechat_userid',
  'botWeixin',
  'mobile',
  'bot_wxid',
  'phoneNum',
  'roomWxid',
  'contactSenderWxid',
]);

const times = new Set([
  'timestamp',
  'createTimestamp',
  'sendTimestamp',
  'message_create_time',
  'assignedTimestamp',
  'expectFollowUpTimestamp',
  'markFollowUpTimestamp',
]);
const mongoKeys = new Set(Object.keys(formats).filter((key) => formats[key] === mongo));

describe.each(named)('%s', (id, event) => {
  const drawn = draws(event);
  const all: readonly (Leaf & { readonly name: string })[] = drawn.flatMap((draw) =>
    [...leaves(draw.payload)].map((leaf) => ({ ...leaf, name: `${nameOf(draw)} ${leaf.path}` })),
  );

  test('ids, names of accounts and addresses have their documented formats', () => {
    const bad = all.filter(({ key, value }) => {
      const format = formats[key];
      if (format === undefined) return false;
      if ((value === '' || value === null) && mayBeEmpty.has(key)) return false;
      return typeof value !== 'string' || !format.test(value);
    });
    expect(bad).toEqual([]);
  });

  test('an id that holds its time of creation was made between 2015 and now', () => {
    for (const { key, value, name } of all) {
      if (!mongoKeys.has(key)) continue;
      const madeAt = Number.parseInt(String(value).slice(0, 8), 16) * 1000;
      expect(madeAt, name).toBeGreaterThan(Date.UTC(2015, 0, 1));
      expect(madeAt, name).toBeLessThanOrEqual(now);
    }
  });

  test('the token is a team’s or an enterprise’s', () => {
    const format = id === 'juzi/enterprise.message.received' ? hex32 : mongo;
    for (const { key, value, name } of all) if (key === 'token') expect(value, name).toMatch(format);
  });

  test('nothing happens later than now, nor long before', () => {
    for (const { key, path, value, name } of all) {
      if (times.has(key) && !path.includes('followUser')) {
        expect(Number.isInteger(Number(value)), name).toBe(true);
        expect(Number(value), name).toBeLessThanOrEqual(now);
        expect(Number(value), name).toBeGreaterThan(now - 2 * 3_600_000);
      }
      if (key === 'CreateTime' || key === 'TimeStamp')
        expect(Number(value) * 1000, name).toBeLessThanOrEqual(now);
    }
  });

  test('no address leads to anybody’s file, page or server', () => {
    for (const { value, name } of all) {
      if (typeof value !== 'string') continue;
      for (const [url] of value.matchAll(/https?:\/\/[^\s"]+/g)) {
        const { hostname, pathname } = new URL(url);
        const reserved = /(?:^|\.)example\.com$/.test(hostname);
        expect(reserved || pathname.includes('/webhook-sim-'), `${name} ${url}`).toBe(true);
      }
    }
  });

  test('no text is a mobile number that somebody could have', () => {
    for (const { value, name } of all) {
      if (typeof value !== 'string') continue;
      for (const [number] of value.matchAll(/(?<![0-9a-zA-Z_:-])1[3-9]\d{9}(?![0-9a-zA-Z-])/g)) {
        expect(number, name).toMatch(/^16[489]/);
      }
    }
  });

  test('no value is undefined, not a number, or an unfilled template', () => {
    const bad = all.filter(({ value }) =>
      typeof value === 'number'
        ? !Number.isSafeInteger(Math.trunc(value))
        : value === undefined ||
          /^(?:undefined|null|NaN|\[object Object\])$|\{\w+\}|undefined|\p{Surrogate}/u.test(
            String(value ?? ''),
          ),
    );
    expect(bad).toEqual([]);
  });

  test('a staff avatar is a staff avatar, a customer’s a customer’s', () => {
    for (const draw of drawn) {
      for (const { path, value } of leaves(draw.payload)) {
        if (!/avatar/i.test(path) || value === '') continue;
        const staff = /botInfo\.|Value\.|fromwx|followUser/.test(path) || id.startsWith('juzi/member.');
        if (staff) expect(value, path).not.toMatch(wechatAvatar);
      }
    }
  });
});
