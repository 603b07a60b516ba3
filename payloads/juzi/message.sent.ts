import {
  castRng,
  defineEvent,
  dimension,
  emptyObject,
  objectId,
  type Scene,
  vocabulary,
} from '../../src/define/index.ts';
import { type Bot, botAt, chatId, type Org, org } from './_cast.ts';
import { externalRequest, friendsPhone } from './_friend.ts';
import { storyPool } from './_newcomer.ts';
import { juzi } from './_platform.ts';

const sentStatus = dimension('sentStatus', {
  title: { zh: '发送结果', en: 'result' },
  usual: 'sent',
  members: {
    sent: { value: true, zh: '发送成功', en: 'sent', basis: 'observed' },
    failed: { value: false, zh: '发送失败', en: 'failed', basis: 'observed' },
  },
});

interface SentScene extends Scene {
  readonly org: Org;
  readonly bot: Bot;
  readonly chatId: string;
}

/** A private chat that messages come from, too; in a story, the one of its messages. */
function sentScene(scene: Scene): SentScene {
  const { world, story } = scene;
  const index = castRng(scene).int(world.poolSize);
  const bot = botAt(world, index);
  const partner =
    story === undefined
      ? world.contact('personal', index)
      : world.newcomer(storyPool('personal'), scene.index);
  return { ...scene, org: org(world), bot, chatId: chatId(partner, bot) };
}

const f = vocabulary<SentScene>();

export default defineEvent({
  name: 'message.sent',
  platform: juzi,
  title: { zh: '小组级发送消息回调', en: 'A message was sent through the API (team level)' },
  docs: { page: '句子秒回 API 文档：小组级发送消息回调', read: '2026-11-26' },
  basis: 'observed',
  note: {
    zh: '标题和子路径来自文档，消息体为观察所得。',
    en: 'The title and the sub-path are documented, the body observed.',
  },
  dimensions: [sentStatus],
  scene: sentScene,
  payload: f.object({
    data: f.object({
      token: f
        .string((s) => s.org.teamToken)
        .label('小组级token', 'team token')
        .secret(),
      sentStatus: f.choice(sentStatus).label('是否发送成功', 'whether it was sent'),
      requestId: f.string((s) => objectId(s.rng, s.now)).label('请求id', 'id of the API call'),
      externalRequestId: f
        .string(externalRequest)
        .label('外部请求id', 'the external request id given with the API call')
        .note(
          '自己发送的消息推送回来时，带有相同的 externalRequestId',
          'the same on the message that comes back',
        ),
      chatId: f.string((s) => s.chatId).label('对话id', 'conversation'),
      phoneNum: f
        .string(friendsPhone)
        .label('手机号', 'phone number')
        .note('文档没有说明是谁的手机号', 'whose is not documented'),
      reason: f
        .string((s) => s.rng.pick(['对方不是好友', '发送频率过高', '托管账号已离线']))
        .label('失败原因', 'why it failed')
        .when({ sentStatus: 'failed' }),
      errorCode: f
        .integer((s) => -s.rng.between(1, 20))
        .label('错误码', 'error code')
        .note('取值没有文档（推测）', 'its values are not documented (inferred)')
        .when({ sentStatus: 'failed' }),
    }),
  }),
  address: { path: '/sentResult', basis: 'documented' },
  response: emptyObject('inferred'),
  deduplicateBy: 'data.requestId',
});
