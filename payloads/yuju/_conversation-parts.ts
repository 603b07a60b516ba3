import { chat, ruleId, userType } from './_conversation.ts';
import { f } from './_conversation-scene.ts';
import { channels } from './_enums.ts';

/** What pushes about a conversation have in common: `chat`, `user` and `source` of `data.push_data`. */

export const chatPart = f.object({
  chat_id: f.string((s) => s.chatId).label('会话id', 'conversation'),
  chat_type: f
    .choice(chat)
    .label('会话类型', 'room or private')
    .note('群聊为“群聊”；单聊的取值为推测', '"群聊" in rooms; the value in private is inferred'),
  chat_title: f.string((s) => s.chatTitle).label('会话标题', 'title of the conversation'),
});

export const userPart = f.object({
  user_id: f.string((s) => s.author.id).label('用户id', 'user'),
  user_name: f.string((s) => s.author.name).label('用户名', 'name of the user'),
  user_avatar: f
    .string((s) => s.author.avatar)
    .label('用户头像', 'avatar of the user')
    .note('用户有头像为观察所得，键名为推测', 'that there is one is observed, the name of the key inferred'),
  user_type: f.choice(userType).label('用户类型', 'user type').note('7 不在页面上', '7 is not on the page'),
  user_addition: f.object({
    external_contact_id: f
      .string((s) => s.externalContactId)
      .label('联系人的系统wxid', 'wxid of the contact')
      .note(
        '16 位数字，同一联系人不变，收发两个方向都有；只有企微托管渠道有',
        '16 digits, the same for the same contact, on incoming and outgoing; on hosted WeCom alone',
      )
      .when({ channel: 'hosted_wecom' }),
    external_chat_id: f
      .string((s) => s.externalChatId)
      .label('外部会话id', 'external conversation')
      .note(
        '单聊为联系人的 chatId，群聊为该群的 chatId，不会为空',
        "the contact's chatId in private, the room's in rooms, never empty",
      ),
  }),
});

const sourceNames: Readonly<Record<string, string>> = {
  hosted_wecom: '企业微信托管',
  wechat_service: channels.wechat_service.zh,
  douyin: channels.douyin.zh,
};

export const sourcePart = f.object({
  source_name: f
    .string((s) => sourceNames[s.variant['channel'] ?? ''] ?? '')
    .label('来源名称', 'name of the source'),
  source_account_id: f
    .nullable(() => null)
    .label('来源账号id', 'account of the source')
    .alsoSeen(null),
  rule_id: f
    .byVariant(ruleId, {
      string: f.string((s) => String(s.ruleNumber)),
      number: f.integer((s) => s.ruleNumber),
    })
    .label('规则id', 'rule')
    .note('有时是字符串，有时是数字', 'comes as a string and as a number'),
  source_addition: f.object({
    room_id: f
      .string((s) => s.roomId)
      .label('群聊的系统wxid', 'wxid of the room')
      .note('只有企微托管渠道有；单聊为空字符串（推测）', 'on hosted WeCom alone; "" in private (inferred)')
      .when({ channel: 'hosted_wecom' }),
    bot_wxid: f
      .string((s) => (s.variant['channel'] === 'hosted_wecom' ? s.bot.wxid : ''))
      .label('托管账号的系统wxid', 'wxid of the hosted account')
      .note('其他渠道为空字符串（推测）', '"" on other channels (inferred)'),
    bot_name: f.string((s) => s.bot.name).label('托管账号名称', 'name of the hosted account'),
  }),
});
