import { contactExample } from './pages.ts';
import { either, jsonText, type Shape } from './shape.ts';

/** The keys of every callback, written out from the documentation and from what was observed. */

/** `payload` of a message, by the value of its type. */
export const messagePayloads: Readonly<Record<number, Shape>> = {
  0: { content: 'string' },
  1: { name: 'string', fileUrl: 'string', size: 'integer' },
  2: { voiceUrl: 'string', duration: 'number', 'text?': 'string', 'md5?': 'string', 'wxVoiceUrl?': 'string' },
  3: {
    avatar: 'string',
    coworker: 'boolean',
    friend: 'boolean',
    gender: 'integer',
    wxid: 'string',
    name: 'string',
    type: 'integer',
    weixin: 'string',
    'alias?': 'string',
    'nickname?': 'string',
  },
  4: { content: 'string' },
  5: { imageUrl: 'string' },
  6: {
    imageUrl: 'string',
    'size?': 'integer',
    'width?': 'integer',
    'height?': 'integer',
    'artwork?': { url: 'string', width: 'integer', height: 'integer' },
  },
  7: {
    text: 'string',
    pureText: 'string',
    'mention?': ['string'],
    'quoteMessage?': {
      messageId: 'string',
      wxid: 'string',
      nickname: 'string',
      type: 'string',
      timestamp: 'string',
      content: { text: 'string' },
    },
  },
  8: { name: 'string', address: 'string', latitude: 'number', longitude: 'number', accuracy: 'number' },
  9: {
    appid: 'string',
    username: 'string',
    title: 'string',
    description: 'string',
    pagePath: 'string',
    thumbUrl: 'string',
    thumbKey: 'string',
    iconUrl: 'string',
  },
  10: { content: 'string' },
  11: { content: 'string' },
  12: { title: 'string', description: 'string', url: 'string', thumbnailUrl: 'string' },
  13: { videoUrl: 'string', 'duration?': 'number', 'thumbnailUrl?': 'string' },
  14: {
    avatarUrl: 'string',
    coverUrl: 'string',
    description: 'string',
    feedType: 'integer',
    nickname: 'string',
    thumbUrl: 'string',
    url: 'string',
    extras: 'string',
  },
  15: { content: 'string' },
  16: { content: 'string' },
  9999: {
    roomTopic: 'string',
    avatarUrl: 'string',
    invitaterName: 'string',
    inviteModelId: 'string',
    inviteStatus: 'integer',
  },
  10000: {
    type: 'integer',
    content: 'string',
    'subPayload?': either({ messageId: 'string' }, { inviterName: 'string', memberNames: ['string'] }),
  },
  10001: { subPayload: wecomSystem(), wechatSystemPayloadType: 'integer' },
};

function wecomSystem(): Shape {
  const person: Shape = { displayName: 'string', wxid: 'string', isSelf: 'boolean' };
  return either(
    { inviteeList: [person], inviter: person, timestamp: 'integer' },
    { leaverList: [person], remover: person, timestamp: 'integer' },
    { changer: person, newTopic: 'string', oldTopic: 'string', timestamp: 'integer' },
  );
}

const anyMessage: Shape = either(...Object.values(messagePayloads));

const teamMessage: Shape = {
  data: {
    messageId: 'string',
    chatId: 'string',
    avatar: 'string',
    roomTopic: 'string',
    roomId: 'string',
    contactName: 'string',
    contactId: 'string',
    payload: anyMessage,
    type: 'integer',
    timestamp: 'integer',
    token: 'string',
    contactType: 'integer',
    coworker: 'boolean',
    botId: 'string',
    botWxid: 'string',
    botWeixin: 'string',
    source: 'integer',
    'sendBy?': 'string',
    isSelf: 'boolean',
    mentionSelf: 'boolean',
    externalUserId: 'string',
    roomWecomChatId: either('string', 'null'),
    'externalRequestId?': 'string',
  },
};

const enterpriseMessage: Shape = {
  orgId: 'string',
  'groupId?': 'string',
  token: 'string',
  botId: 'string',
  imBotId: 'string',
  botUserId: 'string',
  chatId: 'string',
  avatar: 'string',
  coworker: 'boolean',
  'imRoomId?': 'string',
  'roomWecomChatId?': 'string',
  'roomTopic?': 'string',
  'imContactId?': 'string',
  externalUserId: 'string',
  'customerExternalUserId?': 'string',
  contactName: 'string',
  'contactType?': 'integer',
  messageId: 'string',
  isSelf: 'boolean',
  'sendBy?': 'string',
  source: 'integer',
  timestamp: 'string',
  messageType: 'integer',
  payload: anyMessage,
  'externalRequestId?': 'string',
};

const botInfo: Shape = { imBotId: 'string', wecomUserId: 'string', nickName: 'string' };

const members: Shape = [
  {
    imContactId: 'string',
    nickName: 'string',
    avatarUrl: 'string',
    roomAlias: 'string',
    isFriend: 'boolean',
    contactType: 'integer',
    coworker: 'boolean',
    isSelf: 'boolean',
  },
];

const room = (list: Readonly<Record<string, Shape>>): Shape => ({
  chatId: 'string',
  token: 'string',
  botInfo,
  imRoomId: 'string',
  topic: 'string',
  avatarUrl: 'string',
  ownerImContactId: 'string',
  ...list,
  groupId: 'string',
  timestamp: 'string',
});

const friendRequested: Shape = {
  code: 'integer',
  data: {
    fromwxid: 'string',
    fromwxName: 'string',
    fromwxAvatar: 'string',
    type: 'integer',
    'phoneNum?': 'string',
    'roomWxid?': 'string',
    'contactSenderWxid?': 'string',
    extraInfo: 'string',
    'payload?': { avatar: 'string', name: 'string', gender: 'integer', wxid: 'string', friend: 'boolean' },
    createTimestamp: 'integer',
    sendTimestamp: 'integer',
    token: 'string',
    'message?': 'string',
    errorCode: 'integer',
  },
};

const friendConfirmed: Shape = {
  code: 'integer',
  data: {
    fromwxid: 'string',
    wxid: 'string',
    'phoneNum?': 'string',
    'roomWxid?': 'string',
    'contactSenderWxid?': 'string',
    externalUserId: 'string',
    extraInfo: 'string',
    createTimestamp: 'integer',
    token: 'string',
  },
};

const messageSent: Shape = {
  data: {
    token: 'string',
    sentStatus: 'boolean',
    requestId: 'string',
    externalRequestId: 'string',
    chatId: 'string',
    phoneNum: 'string',
    'reason?': 'string',
    'errorCode?': 'integer',
  },
};

const followTimeout: Shape = [
  {
    _id: 'string',
    chatId: 'string',
    round: 'integer',
    userId: 'string',
    assignedTimestamp: 'integer',
    botId: 'string',
    expectFollowUpTimestamp: 'integer',
    markFollowUpTimestamp: 'integer',
    name: 'string',
    wxid: 'string',
  },
];

const memberAdded: Shape = {
  type: 'string',
  event: {
    AuthCorpId: 'string',
    InfoType: 'string',
    TimeStamp: 'string',
    ChangeType: 'string',
    UserID: 'string',
    Status: 'string',
  },
  data: { userId: 'string', 'name?': 'string', 'email?': 'string', isLogin: 'boolean', 'avatar?': 'string' },
  timestamp: 'integer',
};

const memberLoggedIn: Shape = {
  type: 'string',
  data: { userId: 'string', 'name?': 'string', 'email?': 'string', 'avatar?': 'string', isLogin: 'boolean' },
  timestamp: 'integer',
};

const customerAdded: Shape = {
  type: 'string',
  event: {
    ToUserName: 'string',
    FromUserName: 'string',
    CreateTime: 'string',
    MsgType: 'string',
    Event: 'string',
    ChangeType: 'string',
    UserID: 'string',
    ExternalUserID: 'string',
    State: 'string',
    WelcomeCode: 'string',
  },
  data: {
    unionId: 'string',
    name: 'string',
    avatar: 'string',
    externalUserId: 'string',
    gender: 'integer',
    type: 'integer',
    followUser: [
      {
        userId: 'string',
        name: 'string',
        remark: 'string',
        avatar: 'string',
        createTimestamp: 'integer',
        'state?': 'string',
        tags: [{ groupName: 'string', tagName: 'string', type: 'string', 'tagId?': 'string' }],
        remarkMobiles: ['string'],
      },
    ],
  },
  timestamp: 'integer',
};

const customerAddedRpa: Shape = {
  imContactId: 'string',
  name: 'string',
  avatar: 'string',
  gender: 'integer',
  createTimestamp: 'integer',
  'remarkMobiles?': ['string'],
  imInfo: { externalUserId: 'string', followUser: { wecomUserId: 'string' } },
  botInfo: { botId: 'string', imBotId: 'string', name: 'string', avatar: 'string' },
};

const accountRenamed: Shape = {
  botId: 'string',
  imBotId: 'string',
  existsValue: { name: 'string', avatar: 'string' },
  newValue: { name: 'string', avatar: 'string' },
};

const envelope = (data: Shape): Shape => ({
  event_id: 'string',
  event_type: 'string',
  company_id: 'string',
  webhook_url: 'string',
  data,
});

/** The page's example says it: `0` stands for a number, `"string"` for a string. */
function shapeOfExample(value: unknown): Shape {
  if (value === 0) return 'integer';
  if (value === 'string') return 'string';
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(entries.map(([key, inner]) => [key, shapeOfExample(inner)]));
}

const contact: Shape = shapeOfExample(contactExample);

const assistant: Readonly<Record<string, Shape>> = {
  assistant_id: 'string',
  assistant_name: 'string',
  conversation_id: 'string',
  customer_id: 'integer',
  name: 'string',
  question: 'string',
  answer: 'string',
};
const filledSlots: Shape = [{ name: 'string', value: 'string' }];

const quoted: Shape = jsonText({
  text: 'string',
  quote_message: {
    quote_message_id: 'string',
    sender: 'string',
    content: 'string',
    quote_message_type: 'string',
  },
});

/** `message_content` of a conversation's message, by `message_type`. A quote is JSON in `text`. */
const contentId = { message_id: 'string' } as const;

export const conversationContents: Readonly<Record<number, Shape>> = {
  1: { text: 'string', ...contentId },
  2: { text: 'string', ...contentId },
  3: { voice_url: 'string', duration: 'integer', text: 'string', ...contentId },
  4: { name: 'string', 'text?': quoted, ...contentId },
  5: { name: 'string', address: 'string', 'text?': quoted, ...contentId },
  6: { video_url: 'string', 'text?': quoted, ...contentId },
  7: { title: 'string', url: 'string', 'text?': quoted, ...contentId },
  8: { text: jsonText({ fileUrl: 'string', name: 'string', size: 'integer' }), ...contentId },
  9: { url: 'string', 'text?': quoted, ...contentId },
  10: { text: 'string', ...contentId },
  11: {
    advertiser_name: 'string',
    campaign_name: 'string',
    phone_num: 'string',
    wechat: 'string',
    remark: 'string',
    leads_tag: 'string',
    ...contentId,
  },
  12: {
    text: jsonText({
      chatHistoryList: [{ senderName: 'string', corpName: 'string', message: { content: 'string' } }],
      title: 'string',
    }),
    ...contentId,
  },
};

export const quotedText: Shape = quoted;

const conversationParts = {
  chat: { chat_id: 'string', chat_type: 'string', chat_title: 'string' },
  user: {
    user_id: 'string',
    user_name: 'string',
    user_avatar: 'string',
    user_type: 'integer',
    user_addition: { 'external_contact_id?': 'string', external_chat_id: 'string' },
  },
  source: {
    source_name: 'string',
    source_account_id: 'null',
    rule_id: either('string', 'integer'),
    source_addition: { 'room_id?': 'string', bot_wxid: 'string', bot_name: 'string' },
  },
} as const satisfies Record<string, Shape>;

const conversation: Shape = envelope({
  push_data: {
    chat: conversationParts.chat,
    message: {
      message_id: 'string',
      message_type: 'integer',
      message_content: either(...Object.values(conversationContents)),
      message_create_time: 'integer',
      message_forward_type: 'string',
      message_trigger_type: 'integer',
      message_trigger_name: 'string',
    },
    user: conversationParts.user,
    source: conversationParts.source,
    channel_num: 'string',
  },
});

const conversationFinished: Shape = envelope({ push_data: conversationParts });

const friendAccepted: Shape = {
  code: 'integer',
  data: {
    fromwxid: 'string',
    wxid: 'string',
    phoneNum: 'string',
    roomWxid: 'string',
    contactSenderWxid: 'string',
    externalUserId: 'string',
    extraInfo: 'string',
    createTimestamp: 'integer',
    token: 'string',
  },
};

/** The bodies of all callbacks. */
export const documented: Readonly<Record<string, Shape>> = {
  'juzi/account.renamed': accountRenamed,
  'juzi/customer.added': customerAdded,
  'juzi/customer.added.rpa': customerAddedRpa,
  'juzi/enterprise.message.received': enterpriseMessage,
  'juzi/follow.timeout': followTimeout,
  'juzi/friend.confirmed': friendConfirmed,
  'juzi/friend.requested': friendRequested,
  'juzi/member.added': memberAdded,
  'juzi/member.logged_in': memberLoggedIn,
  'juzi/message.received': teamMessage,
  'juzi/message.sent': messageSent,
  'juzi/room.joined': room({ joinedMembers: members }),
  'juzi/room.left': room({ leftMembers: members }),
  'juzi/room.renamed': room({}),
  'yuju/assistant.intent_satisfied': envelope({
    ...assistant,
    intent_name: 'string',
    filled_slots: filledSlots,
  }),
  'yuju/assistant.intent_unsatisfied': envelope({
    ...assistant,
    intent_name: 'string',
    filled_slots: filledSlots,
    missing_slots: ['string'],
  }),
  'yuju/assistant.unmatched': envelope(assistant),
  'yuju/contact.created': contact,
  'yuju/contact.deleted': contact,
  'yuju/contact.updated': contact,
  'yuju/conversation.finished': conversationFinished,
  'yuju/conversation.message': conversation,
  'yuju/hosted.friend.accepted': friendAccepted,
  'yuju/hosted.message': teamMessage,
  'yuju/hosted.room.joined': room({ joinMember: members }),
  'yuju/hosted.room.left': room({ leftMember: members }),
};
