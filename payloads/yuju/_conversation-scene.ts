import {
  castRng,
  happenedAt,
  type Rng,
  type Scene,
  type Story,
  uuid,
  type Variant,
  type Vocabulary,
  vocabulary,
} from '../../src/define/index.ts';
import { customerSentence, staffSentence } from '../_phrases.ts';
import {
  type Bot,
  botAt,
  colleagueAt,
  colleagueStaff,
  drawRoom,
  chatId as hostedChatId,
  memberIndex,
  outsider,
  roomFacts,
} from '../juzi/_cast.ts';

/** Who writes to whom, where, and what. */
export interface ConversationScene extends Scene {
  readonly bot: Bot;
  readonly chatId: string;
  readonly chatTitle: string;
  /** `''` in a private chat. */
  readonly roomId: string;
  /** The hosted account's conversation with the contact or in the room. */
  readonly externalChatId: string;
  /** The wxid of the contact, whoever wrote the message. */
  readonly externalContactId: string;
  /** The author of the message. */
  readonly author: { readonly id: string; readonly name: string; readonly avatar: string };
  /** The customer of the conversation. */
  readonly customerName: string;
  readonly sentence: string;
  /** The id of the message's content, by which quotes name it. */
  readonly contentId: string;
  /** The quoted message. */
  readonly quoted: { readonly id: string; readonly text: string; readonly author: string };
  readonly sentAt: number;
  readonly ruleNumber: number;
}

const authorNames: Readonly<Record<string, string>> = { ai: 'AI助手', system: '系统', flow: 'AI流程' };

function authorName({ direction, userType = 'customer' }: Variant, customer: string, bot: Bot): string {
  return direction === 'outgoing' ? (authorNames[userType] ?? bot.name) : customer;
}

export function conversationScene(scene: Scene): ConversationScene {
  const { rng, world, variant, now, story } = scene;
  const cast = castRng(scene);
  const roomIndex = variant['chat'] === 'room' ? drawRoom(cast) : -1;
  const index = roomIndex < 0 ? cast.int(world.poolSize) : memberIndex(cast, roomIndex);
  // The customer of a private story has never written before.
  const stranger = story !== undefined && roomIndex < 0;
  const contact = stranger
    ? world.newcomer('personal/story', scene.index)
    : world.contact('personal', index % world.poolSize);
  const internal = variant['userType'] === 'wecom_internal';
  const partner = internal ? colleagueStaff(world, index) : contact;
  const person = internal ? colleagueAt(world, index) : outsider(contact);
  const room = roomIndex < 0 ? null : world.room(roomIndex);
  const facts = room && roomFacts(room);
  const bot = botAt(world, roomIndex < 0 ? index : roomIndex);
  const incoming = variant['direction'] !== 'outgoing';
  const nameOf = (has: Variant): string => authorName(has, partner.name, bot);
  return {
    rng,
    world,
    now,
    index: scene.index,
    variant,
    story,
    bot,
    chatId: (room ?? partner).facet('yuju.chat', (own) => `${uuid(own)}-${own.digits(6)}`),
    chatTitle: facts?.topic ?? partner.name,
    roomId: facts?.wxid ?? '',
    externalChatId: hostedChatId(room ?? partner, bot),
    externalContactId: person.wxid,
    author: incoming
      ? {
          id: partner.facet('yuju.userId', (own) => own.hex(32)),
          name: partner.name,
          avatar: person.avatar,
        }
      : {
          id: bot.staff.facet(`yuju.userId/${variant['userType'] ?? 'customer'}`, (own) => own.hex(32)),
          name: nameOf(variant),
          avatar: bot.avatar,
        },
    customerName: partner.name,
    sentence: story === undefined ? sentence(incoming, rng) : sentenceIn(story, story.step),
    contentId: story === undefined ? rng.hex(32) : contentIdIn(story, story.step),
    quoted: (story && quotedIn(story, nameOf)) ?? {
      id: rng.hex(32),
      text: sentence(!incoming, rng),
      author: incoming ? bot.name : partner.name,
    },
    sentAt: story === undefined ? now - rng.between(50, 1500) : happenedAt(story, story.step),
    ruleNumber: world.tenant.facet('yuju.rule', (own) => own.between(1000, 9999)),
  };
}

const sentence = (incoming: boolean, rng: Rng): string =>
  incoming ? customerSentence(rng) : staffSentence(rng);

/** The text of a step of a story, which later steps may quote. */
const sentenceIn = (story: Story, step: number): string =>
  sentence(story.steps[step]?.variant['direction'] !== 'outgoing', story.rng(`words/${step}`));

const contentIdIn = (story: Story, step: number): string => story.rng(`content/${step}`).hex(32);

/** The last text message of a story before the current step. */
function quotedIn(
  story: Story,
  nameOf: (variant: Variant) => string,
): ConversationScene['quoted'] | undefined {
  const step = story.steps.findLastIndex(({ variant }, i) => i < story.step && variant['type'] === 'text');
  const variant = story.steps[step]?.variant;
  return variant && { id: contentIdIn(story, step), text: sentenceIn(story, step), author: nameOf(variant) };
}

export const f: Vocabulary<ConversationScene> = vocabulary<ConversationScene>();
