/**
 * A template: copy it to `payloads/<platform>/<event>.ts` and change every line that the page covers.
 * docs/adding-an-event.md walks through it. The callback does not exist; it has a field of every kind, so that you can
 * keep the lines that you need.
 */
import {
  defineEvent,
  dimension,
  emptyObject,
  flag,
  rule,
  type Scene,
  vocabulary,
} from '../src/define/index.ts';
import {
  type Bot,
  botAt,
  drawRoom,
  memberIndex,
  type Org,
  org,
  type Person,
  personAt,
} from './juzi/_cast.ts';
import { juzi } from './juzi/_platform.ts';

// 1. Dimensions: in what ways do the payloads differ? Coverage visits the members; `--variant` chooses them.

const kind = dimension('kind', {
  title: { zh: '公告类型', en: 'kind of notice' },
  // The default.
  usual: 'text',
  members: {
    text: { value: 1, zh: '文字', en: 'text', basis: 'documented' },
    file: { value: 2, zh: '文件', en: 'file', basis: 'documented' },
  },
  // Seen in traffic, but not on the page: can be chosen, but coverage leaves it out.
  beyond: { poll: { value: 3, zh: '投票', en: 'poll', basis: 'observed' } },
});

const bySelf = flag('bySelf', { zh: '由托管账号发布', en: 'posted by the hosted account itself' });

// A dimension that exists in some variants alone.
const pinned = flag('pinned', { zh: '是否置顶', en: 'is pinned' }, { when: { kind: ['text', 'poll'] } });

// 2. Rules: which choices exclude each other? Each says why we believe it.

const rules = [
  rule({
    zh: '托管账号发布的公告不会置顶',
    en: 'a notice of the hosted account itself (bySelf=yes) is not pinned',
    basis: 'inferred',
    when: { bySelf: 'yes' },
    must: { pinned: 'no' },
  }),
];

// 3. The scene: the people and things of one payload, chosen once, so that all fields agree.

interface NoticeScene extends Scene {
  readonly org: Org;
  readonly bot: Bot;
  readonly author: { readonly wxid: string; readonly name: string };
  readonly reminded: readonly Person[];
  readonly happenedAt: number;
}

/** Draws from `rng`, `world`, `now`, `index` and `variant` alone: never from Math.random() or Date.now(). */
function noticeScene({ rng, world, now, index, variant }: Scene): NoticeScene {
  const room = drawRoom(rng);
  const bot = botAt(world, room);
  const member = memberIndex(rng, room);
  return {
    rng,
    world,
    now,
    index,
    variant,
    org: org(world),
    bot,
    author: variant['bySelf'] === 'yes' ? bot : personAt(world, 'personal', member),
    reminded: [personAt(world, 'personal', member + 1), personAt(world, 'personal', member + 2)],
    happenedAt: now - rng.between(50, 1500),
  };
}

const f = vocabulary<NoticeScene>();
const person = f.item<Person>();

// 4. The event: one line for each field of the page, in the page's order and spelling.

export default defineEvent({
  name: 'room.notice_changed',
  platform: juzi,
  title: { zh: '群公告变更回调（示例）', en: 'The notice of a room changed (template)' },
  docs: { page: 'The title of the page', url: 'https://example.com/docs/room-notice', read: '2026-11-21' },
  // The basis of the body as a whole; a field may have a basis of its own.
  basis: 'documented',
  dimensions: [kind, bySelf, pinned],
  rules,
  scene: noticeScene,
  payload: f.object({
    noticeId: f
      .string((s) => s.rng.hex(32), { pattern: '^[0-9a-f]{32}$' })
      .label('公告id', 'id of the notice'),
    token: f
      .string((s) => s.org.teamToken)
      .label('小组级token', 'team token')
      // Gives access to something: the event's page says so.
      .secret(),
    kind: f.choice(kind).label('公告类型', 'kind of notice'),
    // A different field for each value of a dimension, including those beyond the page.
    content: f
      .byVariant(kind, {
        text: f.object({ text: f.string(() => '本群每周五下午答疑').label('内容', 'text') }),
        file: f.object({
          name: f.string(() => '群规.pdf').label('文件名', 'name'),
          size: f.integer((s) => s.rng.between(10_000, 900_000)).label('字节数', 'bytes'),
        }),
        poll: f.object({ title: f.string(() => '周末聚餐吃什么？').label('标题', 'title') }),
      })
      .label('公告内容', 'the notice'),
    // The key exists in these variants alone.
    pinned: f
      .choice(pinned)
      .label('是否置顶', 'is pinned')
      .when({ kind: ['text', 'poll'] }),
    author: f
      .object({
        imContactId: f.string((s) => s.author.wxid).label('系统wxid', 'wxid'),
        nickName: f.string((s) => s.author.name).label('昵称', 'nickname'),
      })
      .label('发布者', 'who posted it'),
    // Present in three payloads of ten.
    reminded: f
      .list(
        (s) => s.reminded,
        person.string((s) => s.item.wxid),
      )
      .label('被提醒的成员', 'who was reminded')
      .optional(0.3),
    remark: f
      .string(() => '')
      .label('备注', 'remark')
      .inferred()
      .note('取值没有文档，为推测', 'its values are not documented, but inferred')
      // Real bodies have been seen with these instead. Never drawn, but allowed by the schema.
      .alsoSeen(null, 'absent'),
    timestamp: f
      .string((s) => String(s.happenedAt))
      .label('时间戳', 'when, ms')
      .observed()
      .note('页面写作 number，真实消息体为字符串', 'number on the page, a string in real bodies'),
  }),
  // The documented path below the receiver's base address; leave `path` out if there is none.
  address: { path: '/room/notice', basis: 'documented' },
  // `{}`. For a response with keys see payloads/juzi/_response.ts.
  response: emptyObject('documented'),
  // What stays the same when the platform delivers again.
  deduplicateBy: 'noticeId',
});
