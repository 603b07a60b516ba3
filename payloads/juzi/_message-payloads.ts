import { material, wechatAvatar } from '../_media.ts';
import { article, customerSentence, fileName, productName, roomTopic, staffSentence } from '../_phrases.ts';
import { placeAt } from '../_places.ts';
import { colleagueAt, personAt } from './_cast.ts';
import { contactTypes, genders } from './_enums.ts';
import { inviteStatus, notice, type, wecomEvent } from './_message-dimensions.ts';
import { f, type MessageScene } from './_message-scene.ts';

/** A payload that holds one sentence, as several types do. */
const content = (zh: string, en: string, draw: (scene: MessageScene) => string) =>
  f.object({ content: f.string(draw).label(zh, en) });

const quoteMessage = f.object({
  messageId: f.string((s) => s.earlier.messageId).label('被引用消息的id', 'id of the quoted message'),
  wxid: f.string((s) => s.earlier.author.wxid).label('被引用者的系统wxid', 'wxid of its author'),
  nickname: f.string((s) => s.earlier.author.name).label('被引用者昵称', 'nickname of its author'),
  type: f
    .string(() => '7')
    .label('被引用消息的类型', 'its message type')
    .note('字符串', 'a string here'),
  content: f.string((s) => s.earlier.text).label('被引用的内容', 'what it said'),
  timestamp: f
    .string((s) => String(s.earlier.at))
    .label('被引用消息的时间戳', 'when, ms')
    .note('字符串', 'a string here'),
});

const text = f.object({
  text: f.string((s) => s.words.text).label('文字内容', 'the text'),
  pureText: f
    .string((s) => s.words.pureText)
    .label('去掉@的文字内容', 'the text without the mention')
    .when({ chat: 'room' }),
  mention: f
    .list(
      (s) => s.words.mention,
      f.item<string>().string((s) => s.item),
    )
    .label('被@的人的wxid列表', 'wxids of those mentioned')
    .when({ chat: 'room' }),
  quoteMessage: quoteMessage.label('引用的消息', 'the message it quotes').when({ quote: 'yes' }),
});

const contactCard = f.object({
  avatar: f.string((s) => wechatAvatar(s.rng)).label('头像', 'avatar'),
  coworker: f.boolean(() => false).label('是否为内部员工', 'is a colleague'),
  friend: f.boolean((s) => s.rng.chance(0.5)).label('是否为好友', 'is a friend'),
  gender: f.oneOf(genders, (s) => carded(s).gender).label('性别', 'gender'),
  wxid: f.string((s) => carded(s).wxid).label('系统wxid', 'wxid'),
  name: f.string((s) => carded(s).name).label('姓名', 'name'),
  type: f.oneOf(contactTypes, () => 1).label('联系人类型', 'contact type'),
  weixin: f.string(() => '').label('微信号', 'WeChat id'),
  alias: f
    .string((s) => `${carded(s).name}-${productName(s.rng)}`)
    .label('备注', 'alias')
    .optional(),
  nickname: f
    .string((s) => carded(s).name)
    .label('昵称', 'nickname')
    .optional(),
});

/** Whose card it is: another customer than the one who sent it. */
function carded(s: MessageScene) {
  return personAt(s.world, 'personal', s.index + 1);
}

const image = f.object({
  imageUrl: f.string((s) => material(s.rng, 'jpg')).label('图片地址（压缩）', 'image, compressed'),
  size: f
    .integer((s) => s.rng.between(20_000, 900_000))
    .label('字节数', 'size in bytes')
    .optional(),
  width: f
    .integer((s) => s.rng.pick([720, 1080, 1280]))
    .label('宽', 'width')
    .optional(0.8),
  height: f
    .integer((s) => s.rng.pick([960, 1440, 1920]))
    .label('高', 'height')
    .optional(0.8),
  artwork: f
    .object({
      url: f.string((s) => material(s.rng, 'jpg')).label('原图地址', 'address'),
      width: f.integer((s) => s.rng.pick([1440, 2160, 3024])).label('宽', 'width'),
      height: f.integer((s) => s.rng.pick([1920, 2880, 4032])).label('高', 'height'),
    })
    .label('原图', 'the original')
    .optional(),
});

const file = f.object({
  name: f.string((s) => fileName(s.rng)).label('文件名', 'file name'),
  fileUrl: f.string((s) => material(s.rng, 'pdf')).label('文件地址', 'address'),
  size: f.integer((s) => s.rng.between(8_000, 12_000_000)).label('字节数', 'size in bytes'),
});

const voice = f.object({
  voiceUrl: f.string((s) => material(s.rng, 'silk')).label('语音地址', 'address'),
  duration: f
    .number((s) => s.rng.between(100, 6000) / 100)
    .label('时长（秒）', 'duration in s')
    .note('可能带小数', 'may be fractional'),
  text: f
    .string((s) => s.words.pureText)
    .label('语音转文字', 'speech to text')
    .optional(),
  md5: f
    .string((s) => s.rng.hex(32))
    .label('文件的md5', 'MD5 of the file')
    .optional(),
});

const location = f.object({
  name: f.string((s) => placeAt(s.index).name).label('地点名称', 'name of the place'),
  address: f.string((s) => placeAt(s.index).address).label('地址', 'address'),
  latitude: f.number((s) => placeAt(s.index).latitude).label('纬度', 'latitude in degrees'),
  longitude: f.number((s) => placeAt(s.index).longitude).label('经度', 'longitude in degrees'),
  accuracy: f.integer((s) => s.rng.between(10, 60)).label('精度（米）', 'accuracy in m'),
});

const miniProgram = f.object({
  appid: f.string((s) => `wx${s.rng.hex(16)}`).label('小程序appid', 'app id'),
  username: f.string((s) => `gh_${s.rng.hex(12)}@app`).label('小程序原始id', 'original id'),
  title: f.string((s) => article(s.rng).title).label('标题', 'title'),
  description: f.string((s) => article(s.rng).description).label('描述', 'description'),
  pagePath: f.string((s) => `pages/detail/index.html?id=${s.rng.digits(6)}`).label('页面路径', 'page path'),
  thumbUrl: f.string((s) => material(s.rng, 'jpg')).label('缩略图地址', 'thumbnail'),
  thumbKey: f.string((s) => s.rng.hex(32)).label('缩略图key', 'thumbnail key'),
  iconUrl: f.string((s) => material(s.rng, 'png')).label('图标地址', 'icon'),
});

const link = f.object({
  title: f.string((s) => article(s.rng).title).label('标题', 'title'),
  description: f.string((s) => article(s.rng).description).label('描述', 'description'),
  url: f.string((s) => `https://example.com/articles/${s.rng.digits(8)}`).label('链接地址', 'address'),
  thumbnailUrl: f.string((s) => material(s.rng, 'jpg')).label('缩略图地址', 'thumbnail'),
});

const video = f.object({
  videoUrl: f.string((s) => material(s.rng, 'mp4')).label('视频地址', 'address'),
  duration: f
    .integer((s) => s.rng.between(3, 300))
    .label('时长（秒）', 'duration in s')
    .optional(),
  thumbnailUrl: f
    .string((s) => material(s.rng, 'jpg'))
    .label('缩略图地址', 'thumbnail')
    .optional(),
});

const channels = f.object({
  avatarUrl: f.string((s) => wechatAvatar(s.rng)).label('视频号头像', 'avatar of the account'),
  coverUrl: f.string((s) => material(s.rng, 'jpg')).label('封面地址', 'cover'),
  description: f.string((s) => article(s.rng).description).label('描述', 'description'),
  feedType: f.integer(() => 4).label('动态类型', 'feed type'),
  nickname: f.string((s) => `${productName(s.rng)}官方`).label('视频号昵称', 'name of the account'),
  thumbUrl: f.string((s) => material(s.rng, 'jpg')).label('缩略图地址', 'thumbnail'),
  url: f.string((s) => `https://example.com/channels/${s.rng.hex(24)}`).label('视频地址', 'address'),
  extras: f.string((s) => s.rng.hex(40)).label('附加信息', 'opaque extra text'),
});

const roomInvitation = f.object({
  roomTopic: f.string((s) => s.room?.topic ?? roomTopic(s.rng)).label('群名', 'name of the room'),
  avatarUrl: f.string((s) => wechatAvatar(s.rng)).label('群头像', 'avatar of the room'),
  invitaterName: f
    .string((s) => personAt(s.world, 'personal', s.index).name)
    .label('邀请人姓名', 'who invites')
    .note('平台的拼写如此', 'the platform spells it so'),
  inviteModelId: f.string((s) => s.rng.hex(24)).label('邀请id', 'id of the invitation'),
  inviteStatus: f.choice(inviteStatus).label('邀请状态', 'status of the invitation'),
});

const system = f.object({
  type: f.choice(notice).label('系统消息类型', 'what kind of notice').inferred(),
  content: f
    .string((s) => `${customerLike(s)}${noticeText[s.variant['notice'] ?? 'notice']}`)
    .label('提示内容', 'the notice'),
  subPayload: f
    .byVariant(notice, {
      notice: f.object({}),
      recall_failed: f.object({
        messageId: f
          .string((s) => s.earlier.messageId)
          .label('撤回失败的消息id', 'id of the message not recalled'),
      }),
      members_joined: f.object({
        inviterName: f.string((s) => s.bot.name).label('邀请人', 'who invited them'),
        memberNames: f
          .list(
            (s) => [customerLike(s), personAt(s.world, 'personal', s.index + 2).name],
            f.item<string>().string((s) => s.item),
          )
          .label('新成员', 'who joined'),
      }),
    })
    .label('附加内容', 'the particulars')
    .inferred()
    .when({ notice: ['recall_failed', 'members_joined'] }),
});

const noticeText: Readonly<Record<string, string>> = {
  notice: '开启了联系人验证，你还不是他（她）的联系人',
  recall_failed: '的消息撤回失败',
  members_joined: '加入了群聊',
};

const customerLike = (s: MessageScene): string => personAt(s.world, 'personal', s.index + 1).name;

interface RoomPerson {
  readonly wxid: string;
  readonly displayName: string;
  readonly isSelf: boolean;
}

const p = f.item<RoomPerson>();
const roomPerson = p.object({
  wxid: p.string((s) => s.item.wxid).label('系统wxid', 'wxid'),
  displayName: p.string((s) => s.item.displayName).label('显示名', 'display name'),
  isSelf: p.boolean((s) => s.item.isSelf).label('是否为托管账号', 'is the hosted account'),
});

const actor = f.object({
  wxid: f.string((s) => s.bot.wxid).label('系统wxid', 'wxid'),
  displayName: f.string((s) => s.bot.name).label('显示名', 'display name'),
  isSelf: f.boolean(() => true).label('是否为托管账号', 'is the hosted account'),
});

const movers = (s: MessageScene): RoomPerson[] =>
  [s.index + 1, s.index + 2].slice(0, 1 + (s.index % 2)).map((index) => {
    const { wxid, name } = personAt(s.world, 'personal', index);
    return { wxid, displayName: name, isSelf: false };
  });

const at = f.integer((s) => s.sentAt).label('时间戳（毫秒）', 'when, ms');

const wecomSystem = f.object({
  wechatSystemPayloadType: f.choice(wecomEvent).label('企微系统消息类型', 'what happened'),
  subPayload: f
    .byVariant(wecomEvent, {
      joined: f.object({
        inviteeList: f.list(movers, roomPerson).label('被邀请人', 'who joined'),
        inviter: actor.label('邀请人', 'who invited them'),
        timestamp: at,
      }),
      left: f.object({
        leaverList: f.list(movers, roomPerson).label('离开的人', 'who left'),
        remover: actor.label('移除者', 'who removed them'),
        timestamp: at,
      }),
      renamed: f.object({
        changer: actor.label('修改人', 'who renamed it'),
        newTopic: f.string((s) => s.room?.topic ?? '').label('新群名', 'new name'),
        oldTopic: f.string((s) => roomTopic(s.rng)).label('旧群名', 'old name'),
        timestamp: at,
      }),
    })
    .label('具体内容', 'the particulars'),
});

/** The 20 shapes of `payload`. Keys are observed, except the `content` of type 0, which the page shows. */
export const payloadByType = f.byVariant(type, {
  unknown: content('消息内容', 'content', () => '[当前版本暂不支持展示此消息]'),
  file: file.observed(),
  voice: voice.observed(),
  contact_card: contactCard.observed(),
  chat_history: content(
    '聊天记录',
    'the messages, as text',
    (s) => `${s.bot.name}: ${staffSentence(s.rng)}\n${s.person.name}: ${customerSentence(s.rng)}`,
  ).observed(),
  emoticon: f
    .object({ imageUrl: f.string((s) => material(s.rng, 'gif')).label('表情地址', 'image') })
    .observed(),
  image: image.observed(),
  text: text.observed(),
  location: location.observed(),
  mini_program: miniProgram.observed(),
  money: content('内容', 'content', (s) =>
    s.rng.pick(['[微信转账]', '[微信红包]恭喜发财，大吉大利', '[收款]']),
  ).observed(),
  recalled: content(
    '内容',
    'content',
    (s) => `${s.variant['isSelf'] === 'yes' ? '你' : `"${s.person.name}"`}撤回了一条消息`,
  ).observed(),
  link: link.observed(),
  video: video.observed(),
  channels: channels.observed(),
  call: content('通话内容', 'content', (s) =>
    s.rng.pick([`通话时长 ${s.rng.between(10, 59)}:${s.rng.between(10, 59)}`, '对方已取消', '已拒绝']),
  ).inferred(),
  solitaire: content(
    '接龙内容',
    'content',
    (s) => `#接龙\n${productName(s.rng)}团购\n1. ${s.bot.name}\n2. ${customerLike(s)}`,
  ).inferred(),
  room_invitation: roomInvitation.observed(),
  system: system.observed(),
  wecom_system: wecomSystem.observed(),
});

/** The console id of the colleague who pressed "send". */
export const operator = (s: MessageScene): string => colleagueAt(s.world, s.index).operatorId;
