import { enumeration } from '../../src/define/index.ts';

/** `type` at team level, `messageType` at enterprise level. Gapped: never a range. */
export const messageTypes = enumeration({
  unknown: { value: 0, zh: '未知', en: 'unknown', basis: 'documented' },
  file: { value: 1, zh: '文件', en: 'file', basis: 'documented' },
  voice: { value: 2, zh: '语音', en: 'voice', basis: 'documented' },
  contact_card: { value: 3, zh: '名片', en: 'contact card', basis: 'documented' },
  chat_history: { value: 4, zh: '聊天历史', en: 'chat history', basis: 'documented' },
  emoticon: { value: 5, zh: '表情', en: 'emoticon', basis: 'documented' },
  image: { value: 6, zh: '图片', en: 'image', basis: 'documented' },
  text: { value: 7, zh: '文字', en: 'text', basis: 'documented' },
  location: { value: 8, zh: '位置', en: 'location', basis: 'documented' },
  mini_program: { value: 9, zh: '小程序', en: 'mini program', basis: 'documented' },
  money: { value: 10, zh: '钱相关', en: 'money', basis: 'documented' },
  recalled: { value: 11, zh: '撤回消息', en: 'recalled message', basis: 'documented' },
  link: { value: 12, zh: '图文消息', en: 'link', basis: 'documented' },
  video: { value: 13, zh: '视频', en: 'video', basis: 'documented' },
  channels: {
    value: 14,
    zh: '视频号',
    en: 'channels (WeChat video account)',
    basis: 'documented',
    note: {
      zh: '企业级页面列出，小组级页面没有',
      en: 'Listed on the enterprise page, missing from the team page.',
    },
    offPage: true,
  },
  call: { value: 15, zh: '通话记录', en: 'call record', basis: 'documented' },
  solitaire: { value: 16, zh: '群聊接龙', en: 'group solitaire (sign-up list)', basis: 'documented' },
  room_invitation: { value: 9999, zh: '入群邀请', en: 'room invitation', basis: 'documented' },
  system: { value: 10000, zh: '系统消息', en: 'system', basis: 'documented' },
  wecom_system: { value: 10001, zh: '企微系统消息', en: 'WeCom system', basis: 'documented' },
});

/** Types of which nothing but the number is known. */
export const messageTypesBeyond = enumeration({
  unknown_17: {
    value: 17,
    zh: '含义未知（17）',
    en: 'meaning unknown (17)',
    basis: 'observed',
    note: { zh: '仅见于一个接收端的枚举', en: 'In the enum of a single receiver.' },
  },
  unknown_10002: {
    value: 10002,
    zh: '含义未知（10002）',
    en: 'meaning unknown (10002)',
    basis: 'observed',
    note: { zh: '仅见于一个接收端的枚举', en: 'In the enum of a single receiver.' },
  },
});

/** `messageType`: the enterprise page lists what the team page does not. */
export const enterpriseMessageTypes = enumeration({
  ...messageTypes,
  channels: {
    value: messageTypes.channels.value,
    zh: messageTypes.channels.zh,
    en: messageTypes.channels.en,
    basis: 'documented',
  },
});

export const sources = enumeration({
  phone: { value: 0, zh: '手机推送过来的消息', en: 'phone', basis: 'documented' },
  console: { value: 1, zh: '小组级控制台手动发送消息', en: 'console, by hand', basis: 'documented' },
  broadcast: { value: 2, zh: '群发', en: 'broadcast', basis: 'documented' },
  auto_reply: { value: 3, zh: '自动回复', en: 'auto reply', basis: 'documented' },
  room_created: { value: 4, zh: '创建群聊', en: 'room created', basis: 'documented' },
  other_bot: { value: 5, zh: '其他机器人回复', en: 'other bot', basis: 'documented' },
  api: { value: 6, zh: 'api发消息', en: 'API', basis: 'documented' },
  sop: { value: 7, zh: 'sop功能', en: 'SOP', basis: 'documented' },
});

/** Values that newer receivers know, but that are not on the page. 10 has not been seen. */
export const sourcesBeyond = enumeration({
  api_broadcast: { value: 8, zh: 'API群发', en: 'API broadcast', basis: 'observed' },
  tag_sop: { value: 9, zh: '标签SOP', en: 'tag SOP', basis: 'observed' },
  multi_room_relay: { value: 11, zh: '多群转播', en: 'multi-room relay', basis: 'observed' },
  multi_room_replay: { value: 12, zh: '多群回放', en: 'multi-room replay', basis: 'observed' },
  auto_closed: { value: 13, zh: '会话自动关闭', en: 'conversation closed automatically', basis: 'observed' },
  scheduled: { value: 14, zh: '定时发送', en: 'scheduled', basis: 'observed' },
  ai_reply: { value: 15, zh: 'AI回复', en: 'AI reply', basis: 'observed' },
});

export const contactTypes = enumeration({
  unknown: { value: 0, zh: '未知类型的联系人', en: 'unknown', basis: 'documented' },
  personal: { value: 1, zh: '个人微信', en: 'personal WeChat', basis: 'documented' },
  official: { value: 2, zh: '公众号', en: 'official account', basis: 'documented' },
  wecom: { value: 3, zh: '企业微信', en: 'WeCom', basis: 'documented' },
});

/** `data.type` of `customer.added`. Not the type of a contact. */
export const customerTypes = enumeration({
  wechat: { value: 1, zh: '微信用户', en: 'WeChat user', basis: 'documented' },
  wecom: { value: 2, zh: '企业微信用户', en: 'WeCom user', basis: 'documented' },
});

export const genders = enumeration({
  unknown: { value: 0, zh: '未知', en: 'unknown', basis: 'documented' },
  male: { value: 1, zh: '男', en: 'male', basis: 'documented' },
  female: { value: 2, zh: '女', en: 'female', basis: 'documented' },
});

export const inviteStatuses = enumeration({
  created: { value: 0, zh: '已创建', en: 'created', basis: 'observed' },
  success: { value: 1, zh: '成功', en: 'success', basis: 'observed' },
  error: { value: 2, zh: '失败', en: 'error', basis: 'observed' },
});

export const wecomEvents = enumeration({
  joined: { value: 0, zh: '入群', en: 'joined', basis: 'observed' },
  left: { value: 1, zh: '退群', en: 'left', basis: 'observed' },
  renamed: { value: 2, zh: '改群名', en: 'renamed', basis: 'observed' },
});

/** Kinds of system messages. The numbers are our own. */
export const systemNotices = enumeration({
  notice: { value: 0, zh: '普通提示', en: 'plain notice', basis: 'inferred' },
  recall_failed: { value: 1, zh: '撤回失败', en: 'recall failed', basis: 'inferred' },
  members_joined: { value: 2, zh: '成员入群', en: 'members joined', basis: 'inferred' },
});
