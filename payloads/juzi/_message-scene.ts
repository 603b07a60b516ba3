import { type Scene, type Vocabulary, vocabulary } from '../../src/define/index.ts';
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
  type Person,
  personAt,
  type RoomFacts,
  roomFacts,
} from './_cast.ts';
import { speakerless } from './_message-dimensions.ts';

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
  const { rng, world, variant, now } = scene;
  const roomIndex = variant['chat'] === 'room' ? drawRoom(rng) : -1;
  const index = roomIndex < 0 ? rng.int(world.contacts) : memberIndex(rng, roomIndex);
  const partner = variant['coworker'] === 'yes' ? colleagueAt(world, index) : undefined;
  const speaker = partner ?? personAt(world, variant['contactType'] ?? 'personal', index);
  const room = roomIndex < 0 ? null : world.room(roomIndex);
  // A room and a contact each belong to one bot, so that a chat keeps its id.
  const bot = botAt(world, room === null ? index : roomIndex);
  const privatePartner =
    partner === undefined
      ? world.contact(variant['contactType'] ?? 'personal', index % world.contacts)
      : colleagueStaff(world, index);
  const fromSelf = variant['isSelf'] === 'yes';
  const sentAt = now - rng.between(50, 1500);
  const pureText = fromSelf ? staffSentence(rng) : customerSentence(rng);
  const mentioned = variant['mentionSelf'] === 'yes';
  return {
    rng,
    world,
    now,
    index: scene.index,
    variant,
    org: org(world),
    bot,
    room: room && roomFacts(room),
    chatId: chatId(room ?? privatePartner, bot),
    person: speakerless.includes(variant['type'] ?? '') ? nobody : speaker,
    sentAt,
    words: {
      text: mentioned ? `@${bot.name}${afterMention}${pureText}` : pureText,
      pureText,
      mention: mentioned ? [bot.wxid] : [],
    },
    earlier: {
      messageId: rng.hex(32),
      author: fromSelf ? speaker : bot,
      text: fromSelf ? customerSentence(rng) : staffSentence(rng),
      at: sentAt - rng.between(5_000, 3_600_000),
    },
  };
}

export const f: Vocabulary<MessageScene> = vocabulary<MessageScene>();
