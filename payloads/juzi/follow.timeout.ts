import {
  defineEvent,
  dimension,
  emptyObject,
  objectId,
  type Scene,
  vocabulary,
} from '../../src/define/index.ts';
import { type Bot, botAt, chatId, colleagueStaff, outsider, type Person } from './_cast.ts';
import { juzi } from './_platform.ts';

const conversations = dimension('conversations', {
  title: { zh: '会话数', en: 'how many conversations' },
  usual: 'one',
  members: {
    one: { value: 1, zh: '一个', en: 'one', basis: 'documented' },
    several: { value: 3, zh: '多个', en: 'several', basis: 'documented' },
  },
});

/** A conversation that nobody followed up in time. */
interface Unanswered {
  readonly bot: Bot;
  readonly person: Person;
  readonly chatId: string;
  readonly userId: string;
  readonly round: number;
  readonly assignedAt: number;
  readonly expectedAt: number;
  readonly markedAt: number;
}

interface TimeoutScene extends Scene {
  readonly unanswered: readonly Unanswered[];
}

function timeoutScene(scene: Scene): TimeoutScene {
  const { rng, world, now, variant } = scene;
  const first = rng.int(world.poolSize);
  const places = variant['conversations'] === 'several' ? [0, 1, 2] : [0];
  const unanswered = places.map((place): Unanswered => {
    const index = (first + place) % world.poolSize;
    const contact = world.contact('personal', index);
    const bot = botAt(world, index);
    const round = rng.between(1, 3);
    const markedAt = now - rng.between(50, 1500);
    const expectedAt = markedAt - rng.between(100, 60_000);
    return {
      bot,
      person: outsider(contact),
      chatId: chatId(contact, bot),
      userId: colleagueStaff(world, rng.int(12)).userId,
      round,
      assignedAt: expectedAt - round * 600_000,
      expectedAt,
      markedAt,
    };
  });
  return { ...scene, unanswered };
}

const f = vocabulary<TimeoutScene>();
const c = f.item<Unanswered>();
const unit = ['单位没有文档，这里用毫秒（推测）', 'its unit is not documented, here ms (inferred)'] as const;

export default defineEvent({
  name: 'follow.timeout',
  platform: juzi,
  title: { zh: '会话超时跟进回调', en: 'Conversations were not followed up in time' },
  docs: { page: '句子秒回 API 文档：会话超时跟进回调', read: '2026-11-26' },
  basis: 'documented',
  note: {
    zh: '消息体不是对象，而是数组，每个会话一项。',
    en: 'The body is not an object, but an array with an item for each conversation.',
  },
  dimensions: [conversations],
  scene: timeoutScene,
  payload: f.list(
    (s) => s.unanswered,
    c.object({
      _id: c.string((s) => objectId(s.rng, s.item.markedAt)).label('记录id', 'id of the record'),
      chatId: c.string((s) => s.item.chatId).label('对话id', 'conversation'),
      round: c.integer((s) => s.item.round).label('轮次', 'round'),
      userId: c
        .string((s) => s.item.userId)
        .label('跟进人id', 'who should have followed up')
        .note(
          '取值没有文档，这里用企业微信 userId（推测）',
          'not documented, here the WeCom user id (inferred)',
        ),
      assignedTimestamp: c
        .integer((s) => s.item.assignedAt)
        .label('分配时间', 'when it was assigned')
        .note(...unit),
      botId: c.string((s) => s.item.bot.botId).label('bot的账号id', 'account id of the bot'),
      expectFollowUpTimestamp: c
        .integer((s) => s.item.expectedAt)
        .label('应跟进时间', 'by when it should have been followed up')
        .note(...unit),
      markFollowUpTimestamp: c
        .integer((s) => s.item.markedAt)
        .label('标记时间', 'when it was marked')
        .note(...unit),
      name: c.string((s) => s.item.person.name).label('客户姓名', 'name of the customer'),
      wxid: c.string((s) => s.item.person.wxid).label('客户的系统wxid', 'wxid of the customer'),
    }),
  ),
  address: { path: '/api/follow/timeout', basis: 'documented' },
  response: emptyObject('inferred'),
});
