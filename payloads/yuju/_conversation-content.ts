import { material, mobileNumber } from '../_media.ts';
import { article, customerSentence, fileName, productName, staffSentence } from '../_phrases.ts';
import { placeAt } from '../_places.ts';
import { looksLikeJson, messageType, quote } from './_conversation.ts';
import { type ConversationScene, f } from './_conversation-scene.ts';

/** The JSON that a message with a quote has as a string in `text`. */
const quoting = (draw: (s: ConversationScene) => string) =>
  f.jsonText(
    f.object({
      text: f.string(draw).label('消息文字', 'the text itself'),
      quote_message: f
        .object({
          quote_message_id: f
            .string((s) => s.quoted.id)
            .label('被引用消息的id', 'id of the quoted message')
            .note('被引用消息的 message_content.message_id', 'its message_content.message_id'),
          sender: f.string((s) => s.quoted.author).label('被引用消息的发送者', 'its sender'),
          content: f.string((s) => s.quoted.text).label('被引用的内容', 'what it said'),
          quote_message_type: f
            .string(() => 'text')
            .label('被引用消息的类型', 'its message type')
            .note('字符串', 'a string'),
        })
        .label('引用的消息', 'the message it quotes'),
    }),
  );

const quotedText = quoting((s) => s.sentence)
  .label('含引用的文字（JSON 字符串）', 'text with a quote: a string of JSON')
  .when({ quote: 'yes' });

const sentence = f.string((s) => s.sentence);

/** The last key of every `message_content`. */
const id = {
  message_id: f
    .string((s) => s.contentId)
    .label('消息内容的id', 'id of the content')
    .note(
      '与 message.message_id 不同，引用消息时用的是这个 id',
      'not message.message_id: quotes name a message by this one',
    ),
};

const h = f.item<{ readonly name: string; readonly text: string }>();

/** The shapes of `message_content`. */
export const contentByType = f.byVariant(messageType, {
  system: f
    .object({ text: f.string(() => '会话已转接给人工客服').label('提示内容', 'the notice'), ...id })
    .inferred(),
  text: f.object({
    text: f
      .byVariant(quote, {
        no: f.byVariant(looksLikeJson, {
          no: sentence,
          yes: f.jsonText(
            f.object({
              text: sentence.label('文字', 'words of the customer'),
              price: f.integer((s) => s.rng.between(10, 999)).label('价格', 'a price'),
            }),
          ),
        }),
        yes: quoting((s) => s.sentence),
      })
      .label('文字内容', 'the text')
      .freeText(),
    ...id,
  }),
  voice: f.object({
    voice_url: f.ascii(material('mp3')).label('语音地址', 'address'),
    duration: f.integer((s) => s.rng.between(1, 60)).label('时长（秒）', 'duration in s'),
    text: f
      .byVariant(quote, { no: sentence, yes: quoting((s) => s.sentence) })
      .label('语音转文字', 'speech to text'),
    ...id,
  }),
  card: f.object({
    name: f.string((s) => s.world.contact('personal', s.index % s.world.poolSize).name).label('姓名', 'name'),
    text: quotedText,
    ...id,
  }),
  location: f.object({
    name: f.string((s) => placeAt(s.index).name).label('地点名称', 'name of the place'),
    address: f.string((s) => placeAt(s.index).address).label('地址', 'address'),
    text: quotedText,
    ...id,
  }),
  video: f.object({
    video_url: f.ascii(material('mp4')).label('视频地址', 'address'),
    text: quotedText,
    ...id,
  }),
  link: f.object({
    title: f.string((s) => article(s.rng).title).label('标题', 'title'),
    url: f.string((s) => `https://example.com/articles/${s.rng.digits(8)}`).label('链接地址', 'address'),
    text: quotedText,
    ...id,
  }),
  file: f.object({
    text: f
      .jsonText(
        f.object({
          fileUrl: f.ascii(material('pdf')).label('文件地址', 'address'),
          name: f.string((s) => fileName(s.rng)).label('文件名', 'file name'),
          size: f.integer((s) => s.rng.between(8_000, 12_000_000)).label('字节数', 'size in bytes'),
        }),
      )
      .label('文件信息（JSON 字符串）', 'the file: a string of JSON'),
    ...id,
  }),
  image: f.object({
    url: f.ascii(material('jpg')).label('图片地址', 'address'),
    text: quotedText,
    ...id,
  }),
  douyin_inbound: f.object({ text: sentence.label('进线内容', 'what came in'), ...id }).inferred(),
  ad_lead: f.object({
    advertiser_name: f.string((s) => `${productName(s.rng)}旗舰店`).label('广告主', 'advertiser'),
    campaign_name: f
      .string((s) => `${productName(s.rng)}${s.rng.pick(['春季投放', '品牌推广', '新品获客'])}`)
      .label('广告计划', 'campaign'),
    phone_num: f.string((s) => mobileNumber(s.rng)).label('手机号', 'phone number'),
    wechat: f.string((s) => `wx_${s.rng.digits(8)}`).label('微信号', 'WeChat id'),
    remark: f.string((s) => customerSentence(s.rng)).label('备注', 'remark'),
    leads_tag: f
      .string((s) => s.rng.pick(['高意向', '中意向', '低意向']))
      .label('线索标签', 'tag of the lead'),
    ...id,
  }),
  chat_history: f.object({
    text: f
      .jsonText(
        f.object({
          chatHistoryList: f
            .list(
              (s) => [
                { name: s.customerName, text: customerSentence(s.rng) },
                { name: s.bot.name, text: staffSentence(s.rng) },
              ],
              h.object({
                senderName: h.string((s) => s.item.name).label('发送者', 'sender'),
                corpName: h.string(() => '').label('企业名称', 'company'),
                message: h.object({ content: h.string((s) => s.item.text).label('内容', 'content') }),
              }),
            )
            .label('消息列表', 'the messages'),
          title: f.string((s) => `${s.customerName}与${s.bot.name}的聊天记录`).label('标题', 'title'),
        }),
      )
      .label('聊天记录（JSON 字符串）', 'the history: a string of JSON'),
    ...id,
  }),
});
