import {
  castRng,
  happenedAt,
  type Scene,
  type Story,
  type Vocabulary,
  vocabulary,
} from '../../src/define/index.ts';
import { customerSentence, staffSentence } from '../_phrases.ts';
import {
  type Bot,
  botAt,
  chatId,
  colleagueAt,
  colleagueStaff,
  drawRoom,
  memberIndex,
  type Org,
  org,
  outsider,
  type Person,
  personAt,
  type RoomFacts,
  roomFacts,
} from './_cast.ts';
import { speakerless } from './_message-dimensions.ts';
import { storyRoom } from './_room-scene.ts';

/** What a text message says. */
export interface Words {
  readonly text: string;
  /** Without the mention. */
  readonly pureText: string;
  /** wxids of those mentioned. */
  readonly mention: readonly string[];
}

/** A message that was there before, to be quoted. */
export interface Earlier {
  readonly messageId: string;
  readonly author: { readonly wxid: string; readonly name: string };
  readonly text: string;
  readonly at: number;
}

/** Who speaks to which hosted account, where, and what they say. */
export interface MessageScene extends Scene {
  /** In a story; elsewhere the payload draws its own. */
  readonly messageId: string | undefined;
  readonly org: Org;
  readonly bot: Bot;
  /** `null` in a private chat. */
  readonly room: RoomFacts | null;
  readonly chatId: string;
  /** The customer or colleague; of system messages nobody: all its strings are empty. */
  readonly person: Person;
  /** When it was written, ms. */
  readonly sentAt: number;
  readonly words: Words;
  readonly earlier: Earlier;
}

const nobody: Person = { name: '', wxid: '', avatar: '', externalUserId: '', gender: 0 };

/** WeChat puts a four-per-em space behind a mention. */
const afterMention = '\u2005';

export function messageScene(scene: Scene): MessageScene {
  const { rng, world, variant, now, story } = scene;
  const cast = castRng(scene);
  const roomIndex = variant['chat'] === 'room' ? drawRoom(cast) : -1;
  const index = roomIndex < 0 ? cast.int(world.contacts) : memberIndex(cast, roomIndex);
  const partner = variant['coworker'] === 'yes' ? colleagueAt(world, index) : undefined;
  const contactType = variant['contactType'] ?? 'personal';
  // Whom a private story is about has never written before.
  const stranger =
    story !== undefined && roomIndex < 0 ? world.newcomer(`${contactType}/story`, scene.index) : undefined;
  const speaker =
    partner ?? (stranger === undefined ? personAt(world, contactType, index) : outsider(stranger));
  const room = roomIndex < 0 ? null : world.room(roomIndex);
  // A room and a contact each belong to one bot, so that a chat keeps its id.
  const bot = botAt(world, room === null ? index : roomIndex);
  const privatePartner =
    partner === undefined
      ? (stranger ?? world.contact(contactType, index % world.contacts))
      : colleagueStaff(world, index);
  const fromSelf = variant['isSelf'] === 'yes';
  const sentAt = story === undefined ? now - rng.between(50, 1500) : happenedAt(story, story.step);
  const sentence = fromSelf ? staffSentence : customerSentence;
  const pureText = sentence(story === undefined ? rng : story.rng(`words/${story.step}`));
  const mentioned = variant['mentionSelf'] === 'yes';
  return {
    rng,
    world,
    now,
    index: scene.index,
    variant,
    story,
    messageId: story && messageIdOf(story, story.step),
    org: org(world),
    bot,
    room: room && storyRoom(roomFacts(room), story),
    chatId: chatId(room ?? privatePartner, bot),
    person: speakerless.includes(variant['type'] ?? '') ? nobody : speaker,
    sentAt,
    words: {
      text: mentioned ? `@${bot.name}${afterMention}${pureText}` : pureText,
      pureText,
      mention: mentioned ? [bot.wxid] : [],
    },
    earlier: (story && earlierIn(story, speaker, bot)) ?? {
      messageId: rng.hex(32),
      author: fromSelf ? speaker : bot,
      text: fromSelf ? customerSentence(rng) : staffSentence(rng),
      at: sentAt - rng.between(5_000, 3_600_000),
    },
  };
}

/** A quote names a message by its id, and so must be able to tell it. */
const messageIdOf = (story: Story, step: number): string => story.rng(`message/${step}`).hex(32);

/** The last text of a story before its present step. */
function earlierIn(story: Story, customer: Person, bot: Bot): Earlier | undefined {
  const step = story.steps.findLastIndex(({ variant }, i) => i < story.step && variant['type'] === 'text');
  if (step < 0) return undefined;
  const fromSelf = story.steps[step]?.variant['isSelf'] === 'yes';
  const sentence = fromSelf ? staffSentence : customerSentence;
  return {
    messageId: messageIdOf(story, step),
    author: fromSelf ? bot : customer,
    text: sentence(story.rng(`words/${step}`)),
    at: happenedAt(story, step),
  };
}

export const f: Vocabulary<MessageScene> = vocabulary<MessageScene>();
