import { type AsciiSlot, hexDigits } from '../../src/define/index.ts';
import { inboundMedia, strangersAvatar } from '../_media.ts';
import { article, customerSentence, fileName, productName, staffSentence } from '../_phrases.ts';
import { placeAt } from '../_places.ts';
import { colleagueAt, personAt } from './_cast.ts';
import { contactTypes, genders } from './_enums.ts';
import { type } from './_message-dimensions.ts';
import { f, type MessageScene, recalledId } from './_message-scene.ts';
import { customerLike, roomInvitation, system, wecomSystem } from './_message-system.ts';

const botId: AsciiSlot<MessageScene> = {
  width: 24,
  put: ({ chat }, out, at) => void out.set(Buffer.from(chat.bot.botId, 'latin1'), at),
};

/** ms; padded for clocks before September 2001. */
const sentAt: AsciiSlot<MessageScene> = {
  width: 13,
  put: (s, out, at) => void out.set(Buffer.from(String(s.sentAt).padStart(13, '0'), 'latin1'), at),
};

/** A file that came with a message. */
const inbound = (ending: string) => inboundMedia(botId, sentAt, ending);

/** A payload with a single sentence, which several types share. */
const content = (zh: string, en: string, draw: (scene: MessageScene) => string) =>
  f.object({ content: f.string(draw).label(zh, en) });

const quoteMessage = f.object({
  messageId: f.string((s) => s.earlier().messageId).label('被引用消息的id', 'id of the quoted message'),
  wxid: f.string((s) => s.earlier().author.wxid).label('被引用者的系统wxid', 'wxid of its author'),
  nickname: f.string((s) => s.earlier().author.name).label('被引用者昵称', 'nickname of its author'),
  type: f
    .string(() => '7')
    .label('被引用消息的类型', 'its message type')
    .note('字符串，也见过数字', 'a string here; a number has been seen too')
    .alsoSeen(7),
  timestamp: f
    .string((s) => String(s.earlier().at))
    .label('被引用消息的时间戳', 'when, ms')
    .note('字符串，也见过数字', 'a string here; a number has been seen too')
    .alsoSeen(1622039616240),
  content: f
    .object({
      text: f
        .string((s) => s.earlier().text)
        .label('被引用的文字', 'what it said')
        .offPage(),
    })
    .label('被引用消息的payload', 'payload of the quoted message')
    .note(
      '对象：被引用消息自己的 payload，键随其类型而定，例如文字为 text，图片为 url',
      "an object, the quoted message's own payload: its keys depend on the type, such as text or, for an image, url",
    )
    .open(),
});

const text = f.object({
  text: f
    .string((s) => s.words().text)
    .label('文字内容', 'the text')
    .freeText(),
  pureText: f
    .string((s) => s.words().pureText)
    .label('去掉@的文字内容', 'the text without the mention')
    .alsoSeen('absent'),
  mention: f
    .list(
      (s) => s.words().mention,
      f.item<string>().string((s) => s.item),
    )
    .label('被@的人的wxid列表', 'wxids of those mentioned')
    .when({ chat: 'room' }),
  quoteMessage: quoteMessage.label('引用的消息', 'the message it quotes').when({ quote: 'yes' }),
});

const contactCard = f.object({
  avatar: f.ascii(strangersAvatar).label('头像', 'avatar'),
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

/** The person on a name card: another customer than the sender. */
function carded(s: MessageScene) {
  return personAt(s.world, 'personal', s.index + 1);
}

const image = f.object({
  imageUrl: f.ascii(inbound('jpg')).label('图片地址（压缩）', 'image, compressed').offPage(),
  url: f
    .ascii(inbound('jpg'))
    .label('图片地址', 'image')
    .note('见于小组级，替代 imageUrl（单一来源）', 'seen at team level in place of imageUrl (single source)')
    .onlySeen(),
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
      url: f.ascii(inbound('jpg')).label('原图地址', 'address'),
      width: f.integer((s) => s.rng.pick([1440, 2160, 3024])).label('宽', 'width'),
      height: f.integer((s) => s.rng.pick([1920, 2880, 4032])).label('高', 'height'),
    })
    .label('原图', 'the original')
    .optional(),
});

const file = f.object({
  name: f.string((s) => fileName(s.rng)).label('文件名', 'file name'),
  fileUrl: f.ascii(inbound('pdf')).label('文件地址', 'address'),
  size: f.integer((s) => s.rng.between(8_000, 12_000_000)).label('字节数', 'size in bytes'),
});

const voice = f.object({
  voiceUrl: f.ascii(inbound('silk')).label('语音地址', 'address'),
  duration: f
    .number((s) => s.rng.between(100, 6000) / 100)
    .label('时长（秒）', 'duration in s')
    .note('可能带小数', 'may be fractional'),
  text: f
    .string((s) => s.words().pureText)
    .label('语音转文字', 'speech to text')
    .optional(),
  md5: f
    .ascii([hexDigits(32)])
    .label('文件的md5', 'MD5 of the file')
    .note('单一来源', 'single source')
    .optional(),
  wxVoiceUrl: f
    .ascii(inbound('amr'))
    .label('微信语音地址', 'address of the original')
    .note('单一来源', 'single source')
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
  appid: f
    .ascii(['wx', hexDigits(16)])
    .label('小程序appid', 'app id')
    .offPage(),
  appId: f
    .ascii(['wx', hexDigits(16)])
    .label('小程序appid', 'app id')
    .note('替代 appid（单一来源）', 'in place of appid (single source)')
    .onlySeen(),
  username: f.ascii(['gh_', hexDigits(12), '@app']).label('小程序原始id', 'original id'),
  title: f.string((s) => article(s.rng).title).label('标题', 'title'),
  description: f.string((s) => article(s.rng).description).label('描述', 'description'),
  pagePath: f.string((s) => `pages/detail/index.html?id=${s.rng.digits(6)}`).label('页面路径', 'page path'),
  thumbUrl: f.ascii(inbound('jpg')).label('缩略图地址', 'thumbnail'),
  thumbKey: f.ascii([hexDigits(32)]).label('缩略图key', 'thumbnail key'),
  iconUrl: f.ascii(inbound('png')).label('图标地址', 'icon'),
});

const link = f.object({
  title: f.string((s) => article(s.rng).title).label('标题', 'title'),
  description: f.string((s) => article(s.rng).description).label('描述', 'description'),
  url: f.string((s) => `https://example.com/articles/${s.rng.digits(8)}`).label('链接地址', 'address'),
  thumbnailUrl: f.ascii(inbound('jpg')).label('缩略图地址', 'thumbnail'),
});

const video = f.object({
  videoUrl: f.ascii(inbound('mp4')).label('视频地址', 'address'),
  duration: f
    .integer((s) => s.rng.between(3, 300))
    .label('时长（秒）', 'duration in s')
    .optional(),
  thumbnailUrl: f.ascii(inbound('jpg')).label('缩略图地址', 'thumbnail').optional(),
});

const channels = f.object({
  avatarUrl: f.ascii(strangersAvatar).label('视频号头像', 'avatar of the account'),
  coverUrl: f.ascii(inbound('jpg')).label('封面地址', 'cover'),
  description: f.string((s) => article(s.rng).description).label('描述', 'description'),
  feedType: f.integer(() => 4).label('动态类型', 'feed type'),
  nickname: f.string((s) => `${productName(s.rng)}官方`).label('视频号昵称', 'name of the account'),
  thumbUrl: f.ascii(inbound('jpg')).label('缩略图地址', 'thumbnail'),
  url: f.ascii(['https://example.com/channels/', hexDigits(24)]).label('视频地址', 'address'),
  extras: f.ascii([hexDigits(40)]).label('附加信息', 'opaque extra text'),
});

/** The shapes of `payload`; of types whose meaning is unknown, an object of which nothing is claimed. Keys are observed, except the `content` of type 0, which the page shows. */
export const payloadByType = f.byVariant(type, {
  unknown: content('消息内容', 'content', () => '[当前版本暂不支持展示此消息]'),
  file: file.observed(),
  voice: voice.observed(),
  contact_card: contactCard.observed(),
  chat_history: content(
    '聊天记录',
    'the messages, as text',
    (s) => `${s.chat.bot.name}: ${staffSentence(s.rng)}\n${s.chat.person.name}: ${customerSentence(s.rng)}`,
  ).observed(),
  emoticon: f.object({ imageUrl: f.ascii(inbound('gif')).label('表情地址', 'image') }).observed(),
  image: image.observed(),
  text: text.observed(),
  location: location.observed(),
  mini_program: miniProgram.observed(),
  money: content('内容', 'content', (s) =>
    s.rng.pick(['[微信转账]', '[微信红包]恭喜发财，大吉大利', '[收款]']),
  ).observed(),
  recalled: content('被撤回的消息的id', 'id of the message that was recalled', recalledId).observed(),
  link: link.observed(),
  video: video.observed(),
  channels: channels.observed(),
  call: content('通话内容', 'content', (s) =>
    s.rng.pick([`通话时长 ${s.rng.between(10, 59)}:${s.rng.between(10, 59)}`, '对方已取消', '已拒绝']),
  ).inferred(),
  solitaire: content(
    '接龙内容',
    'content',
    (s) => `#接龙\n${productName(s.rng)}团购\n1. ${s.chat.bot.name}\n2. ${customerLike(s)}`,
  ).inferred(),
  room_invitation: roomInvitation.observed(),
  system: system.observed(),
  wecom_system: wecomSystem.observed(),
  unknown_17: f.object({}).open().inferred(),
  unknown_10002: f.object({}).open().inferred(),
});

/** The console id of the colleague who sent the message by hand. */
export const operator = (s: MessageScene): string => colleagueAt(s.world, s.index).operatorId;
