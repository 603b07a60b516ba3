import { describe, expect, test } from 'vitest';
import { allVariants, draws, eventNamed, generator, nameOf, now } from './draws.ts';
import { type JsonObject, objectAt } from './json.ts';

/** The keys that each channel fills beside the common ones, as documented for the platform. */
const channelKeys: Readonly<Record<string, readonly string[]>> = {
  hosted_wecom: ['im_id', 'contact_id', 'botWeixin', 'wechat_userid'],
  official_account: ['wechat_openid', 'open_id'],
  wechat_service: ['open_kfid', 'wei_xin_kfid', 'wechat_userid'],
  personal_wechat: ['wei_xin_uid', 'device_id'],
  wechat_shop: ['wechat_shop_uid'],
  douyin: ['open_id', 'conversation_short_id', 'server_message_id', 'comment_id', 'item_id'],
  xiaohongshu: ['red_book_user_id'],
  dingtalk: ['dd_robot_user_id'],
  kuaishou: ['kuai_shou_uid'],
  feishu: ['fei_shu_uid'],
  qq: ['qq_user_id', 'qq_msg_id'],
  web: ['device_id'],
};

const common = [
  'customer_id',
  'name',
  'avatar',
  'create_time',
  'update_time',
  'message_id',
  'conversation_id',
  'channel_id',
  'user_typy',
];

/** What not everybody has told. */
const mayBeEmpty = ['mobile', 'company', 'company_website', 'company_address', 'tag'];

const userTypes = { customer: 1, human_agent: 2, ai: 3, system: 4, flow: 5, six: 6, wecom_internal: 7 };

/** `YYYY-MM-DD HH:MM:SS` in China time, in ms. */
function chinaTime(text: unknown): number {
  const found = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(String(text));
  if (found === null) throw new Error(`${text} is no time`);
  return Date.parse(`${found[1]}T${found[2]}+08:00`);
}

const moments = ['created', 'updated', 'deleted'] as const;

describe.each(moments)('contact.%s', (moment) => {
  const drawn = draws(eventNamed(`yuju/contact.${moment}`), 800);
  const data = (draw: (typeof drawn)[number]): JsonObject => objectAt(draw.payload, 'data');

  test('each channel fills its keys and the common ones, and no others', () => {
    expect(new Set(drawn.map(({ variant }) => variant['channel']))).toEqual(
      new Set(Object.keys(channelKeys)),
    );
    for (const draw of drawn) {
      const { channel = '', metInRoom } = draw.variant;
      const room = metInRoom === 'yes' ? ['roomTopic', 'room_id'] : [];
      const expected = [...common, ...(channelKeys[channel] ?? []), ...room].sort();
      const filled = Object.entries(data(draw))
        .filter(([key, value]) => value !== '' && !mayBeEmpty.includes(key))
        .map(([key]) => key)
        .sort();
      expect(filled, nameOf(draw)).toEqual(expected);
    }
  });

  test('optional values are empty in some payloads', () => {
    for (const key of mayBeEmpty) {
      const empty = drawn.filter((draw) => data(draw)[key] === '').length;
      expect(empty, key).toBeGreaterThan(0);
      expect(empty, key).toBeLessThan(drawn.length);
    }
  });

  test('a company comes with its address', () => {
    for (const draw of drawn) {
      const { company, company_address } = data(draw);
      expect(company === '', nameOf(draw)).toBe(company_address === '');
    }
  });

  test('times are in China time, and in order', () => {
    for (const draw of drawn) {
      const created = chinaTime(data(draw)['create_time']);
      const updated = chinaTime(data(draw)['update_time']);
      expect(created, nameOf(draw)).toBeLessThanOrEqual(updated);
      expect(updated, nameOf(draw)).toBeLessThanOrEqual(now);
      if (moment === 'created') expect(created).toBe(updated);
      else expect(created).toBeLessThan(now - 86_400_000);
      if (moment !== 'deleted') expect(updated).toBeGreaterThan(now - 10_000);
    }
  });

  test('event_type names the moment, user_typy the type of user', () => {
    for (const draw of drawn) {
      expect(objectAt(draw.payload, '')['event_type']).toBe(`contact_${moment}`);
      const type = draw.variant['userType'] as keyof typeof userTypes;
      expect(data(draw)['user_typy']).toBe(userTypes[type]);
    }
  });

  test('a WeCom internal member belongs to hosted WeCom', () => {
    for (const { variant } of drawn) {
      if (variant['userType'] === 'wecom_internal') expect(variant['channel']).toBe('hosted_wecom');
    }
  });

  test('a channel has one id, and no two channels share it', () => {
    const ids = new Map<string, Set<unknown>>();
    for (const draw of drawn) {
      const channel = draw.variant['channel'] ?? '';
      ids.set(channel, (ids.get(channel) ?? new Set()).add(data(draw)['channel_id']));
    }
    for (const [channel, seen] of ids) expect(seen.size, channel).toBe(1);
    expect(new Set([...ids.values()].flatMap((seen) => [...seen])).size).toBe(ids.size);
  });

  test('a contact is the same in all payloads', () => {
    const met = new Map<unknown, JsonObject>();
    const stable = [
      'create_time',
      'channel_id',
      'user_typy',
      ...new Set(Object.values(channelKeys).flat()),
    ].filter((key) => key !== 'botWeixin');
    for (const draw of drawn) {
      const body = data(draw);
      const before = met.get(body['customer_id']) ?? body;
      for (const key of stable) expect(body[key], `${nameOf(draw)} ${key}`).toBe(before[key]);
      met.set(body['customer_id'], before);
    }
    if (moment === 'created') expect(met.size).toBe(drawn.length);
    else expect(met.size).toBeLessThan(drawn.length);
  });
});

test('nobody is created twice: contacts of different variants differ at the same index', () => {
  const event = eventNamed('yuju/contact.created');
  const source = generator();
  const created = allVariants(event).flatMap((variant) =>
    Array.from({ length: 25 }, (_, index) =>
      objectAt(source.draw(event, variant, index, now).payload, 'data'),
    ),
  );
  expect(created).toHaveLength(2000);
  expect(new Set(created.map((body) => body['customer_id'])).size).toBe(created.length);
  const ids = created.map((body) => body['im_id']).filter((id) => id !== '');
  expect(new Set(ids).size).toBe(ids.length);
});

test('a deleted contact has been updated before', () => {
  const byId = new Map<unknown, JsonObject>();
  for (const { payload } of draws(eventNamed('yuju/contact.updated'), 4000)) {
    const body = objectAt(payload, 'data');
    byId.set(body['customer_id'], body);
  }
  let common = 0;
  for (const { payload } of draws(eventNamed('yuju/contact.deleted'), 800)) {
    const body = objectAt(payload, 'data');
    const before = byId.get(body['customer_id']);
    if (before === undefined) continue;
    common += 1;
    for (const key of ['create_time', 'contact_id', 'channel_id', 'user_typy', 'im_id', 'open_id']) {
      expect(body[key], key).toBe(before[key]);
    }
  }
  expect(common).toBeGreaterThan(100);
});
