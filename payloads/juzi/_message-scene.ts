import {
  type AsciiSlot,
  type Contact,
  castRng,
  happenedAt,
  type Rng,
  type Scene,
  type Story,
  type Variant,
  type Vocabulary,
  vocabulary,
  type World,
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
  outsider,
  type Person,
  personAt,
  type RoomFacts,
  roomFacts,
} from './_cast.ts';
import { speakerless } from './_message-dimensions.ts';
import { storyPool } from './_newcomer.ts';
import { storyRoom } from './_room-scene.ts';

/** The content of a text message. */
export interface Words {
  readonly text: string;
  /** Without the mention. */
  readonly pureText: string;
  /** wxids of the mentioned members. */
  readonly mention: readonly string[];
}

/** An earlier message that this one quotes. */
export interface Earlier {
  readonly messageId: string;
  readonly author: { readonly wxid: string; readonly name: string };
  readonly text: string;
  readonly at: number;
}

/** A conversation with a hosted account, and its other side. */
export interface Chat {
  readonly bot: Bot;
  /** `null` in a private chat. */
  readonly room: RoomFacts | null;
  readonly chatId: string;
  /** The customer or colleague; for system messages nobody, with empty strings. */
  readonly person: Person;
}

/** A message and its chat. */
export interface MessageScene extends Scene {
  /** Set in a story; otherwise the payload draws its own. */
  readonly messageId: string | undefined;
  /** The same object for the same people in the same chat, so that its text can be cached. */
  readonly chat: Chat;
  /** When it was sent, ms since the epoch. */
  readonly sentAt: number;
  /** Drawn on first use: most messages have neither text nor quote. */
  readonly words: () => Words;
  readonly earlier: () => Earlier;
}

const nobody: Person = { name: '', wxid: '', avatar: '', externalUserId: '', gender: 0 };

/** WeChat puts a four-per-em space after a mention. */
const afterMention = '\u2005';

export function messageScene(scene: Scene): MessageScene {
  const { rng, world, variant, now, story } = scene;
  const cast = castRng(scene);
  const roomIndex = variant['chat'] === 'room' ? drawRoom(cast) : -1;
  const index = roomIndex < 0 ? cast.int(world.poolSize) : memberIndex(cast, roomIndex);
  const chat = chatOf(scene, roomIndex, index);
  const sentAt = story === undefined ? now - rng.between(50, 1500) : happenedAt(story, story.step);
  let words: Words | undefined;
  let earlier: Earlier | undefined;
  return {
    rng,
    world,
    now,
    index: scene.index,
    variant,
    story,
    messageId: story && messageIdOf(story, story.step),
    chat,
    sentAt,
    words: () => {
      words ??= drawWords(scene, chat.bot);
      return words;
    },
    earlier: () => {
      earlier ??= drawEarlier(scene, chat, sentAt);
      return earlier;
    },
  };
}

function drawWords({ rng, variant, story }: Scene, bot: Bot): Words {
  const pureText = story === undefined ? sentenceOf(variant)(rng) : said(story, story.step);
  const mentioned = variant['mentionSelf'] === 'yes';
  return {
    text: mentioned ? `@${bot.name}${afterMention}${pureText}` : pureText,
    pureText,
    mention: mentioned ? [bot.wxid] : [],
  };
}

const sentenceOf = (variant: Variant): ((rng: Rng) => string) =>
  variant['isSelf'] === 'yes' ? staffSentence : customerSentence;

/** What WeChat says in the name of a new friend, as the first message. Seen in real bodies. */
const greeting = '我已经添加了你，现在我们可以开始聊天了。';

/** What is said at a step of a story. */
function said(story: Story, step: number): string {
  const first = story.steps[step - 1]?.event.endsWith('friend.confirmed') === true;
  return first ? greeting : sentenceOf(story.steps[step]?.variant ?? {})(story.rng(`words/${step}`));
}

/** In a story the previous text message; otherwise a message of the other side. */
function drawEarlier({ rng, variant, story }: Scene, { speaker, bot }: KnownChat, sentAt: number): Earlier {
  const told = story && earlierIn(story, speaker, bot);
  if (told !== undefined) return told;
  const fromSelf = variant['isSelf'] === 'yes';
  return {
    messageId: rng.hex(32),
    author: fromSelf ? speaker : bot,
    text: fromSelf ? customerSentence(rng) : staffSentence(rng),
    at: sentAt - rng.between(5_000, 3_600_000),
  };
}

/** A chat, and its speaker, even if the message names nobody. */
interface KnownChat extends Chat {
  readonly speaker: Person;
}

/**
 * The chat of a contact of the cast.
 * @param roomIndex negative for a private chat
 * @param index the number of the contact
 */
function chatOf(scene: Scene, roomIndex: number, index: number): KnownChat {
  const { world, variant, story } = scene;
  const contactType = variant['contactType'] ?? 'personal';
  const silent = speakerless.includes(variant['type'] ?? '');
  // The customer of a private story has never written before, and a room may be renamed during a story.
  if (story !== undefined) {
    const stranger = roomIndex < 0 ? world.newcomer(storyPool(contactType), scene.index) : undefined;
    const made = makeChat(world, variant, roomIndex, index, silent, stranger);
    return { ...made, room: made.room && storyRoom(made.room, story) };
  }
  const chats = chatsOf(world, variant['coworker'] === 'yes' ? 'colleague' : contactType, index);
  const place = 2 * (roomIndex + 1) + (silent ? 1 : 0);
  let chat = chats[place];
  if (chat === undefined) {
    chat = makeChat(world, variant, roomIndex, index, silent, undefined);
    chats[place] = chat;
  }
  return chat;
}

/** The known chats of a speaker, by room. One table for all speakers stays in the processor's cache. */
function chatsOf(world: World, kind: string, index: number): KnownChat[] {
  const kinds = world.tenant.facet('juzi.chats', () => new Map<string, KnownChat[][]>());
  let speakers = kinds.get(kind);
  if (speakers === undefined) {
    speakers = [];
    kinds.set(kind, speakers);
  }
  let chats = speakers[index];
  if (chats === undefined) {
    chats = [];
    speakers[index] = chats;
  }
  return chats;
}

function makeChat(
  world: World,
  variant: Variant,
  roomIndex: number,
  index: number,
  silent: boolean,
  stranger: Contact | undefined,
): KnownChat {
  const contactType = variant['contactType'] ?? 'personal';
  const colleague = variant['coworker'] === 'yes';
  const person = stranger === undefined ? personAt(world, contactType, index) : outsider(stranger);
  const speaker = colleague ? colleagueAt(world, index) : person;
  const partner = colleague
    ? colleagueStaff(world, index)
    : (stranger ?? world.contact(contactType, index % world.poolSize));
  const room = roomIndex < 0 ? null : world.room(roomIndex);
  // A room and a contact each belong to one bot, so that a chat keeps its id.
  const bot = botAt(world, room === null ? index : roomIndex);
  return {
    bot,
    room: room && roomFacts(room),
    chatId: chatId(room ?? partner, bot),
    person: silent ? nobody : speaker,
    speaker,
  };
}

/** The id of a step's message, which later steps may quote. */
const messageIdOf = (story: Story, step: number): string => story.rng(`message/${step}`).hex(32);

/** The last text message of a story before the current step. */
function earlierIn(story: Story, customer: Person, bot: Bot): Earlier | undefined {
  const step = story.steps.findLastIndex(({ variant }, i) => i < story.step && variant['type'] === 'text');
  if (step < 0) return undefined;
  const fromSelf = story.steps[step]?.variant['isSelf'] === 'yes';
  return {
    messageId: messageIdOf(story, step),
    author: fromSelf ? bot : customer,
    text: said(story, step),
    at: happenedAt(story, step),
  };
}

export const f: Vocabulary<MessageScene> = vocabulary<MessageScene>();

/** The message's own id. In a story it is known in advance, so that other steps can quote it. */
export const messageId: AsciiSlot<MessageScene> = {
  width: 32,
  put(scene, out, at) {
    if (scene.messageId === undefined) scene.rng.putHex(out, at, 32);
    else out.set(Buffer.from(scene.messageId), at);
  },
};

/** The source of what all messages of a chat have in common. */
export const chatted = (s: MessageScene): Chat => s.chat;

/**
 * Who sent the message, as the enterprise level names them: for a message of the hosted account itself that account,
 * otherwise the customer or colleague.
 */
export const sender = (s: MessageScene): Bot | Person =>
  s.variant['isSelf'] === 'yes' ? s.chat.bot : s.chat.person;

/** The id of the message that this one recalls: in a story the same side's last one. */
export function recalledId({ rng, story, variant }: MessageScene): string {
  const step = story?.steps.findLastIndex(
    ({ variant: told }, i) =>
      i < story.step && told['isSelf'] === variant['isSelf'] && told['type'] !== 'recalled',
  );
  return story === undefined || step === undefined || step < 0 ? rng.hex(32) : messageIdOf(story, step);
}

/** The source of what all chats of a hosted account have in common. */
export const hosted = (s: MessageScene): Bot => s.chat.bot;
