import {
  castRng,
  happenedAt,
  type Scene,
  type Story,
  type Vocabulary,
  vocabulary,
} from '../../src/define/index.ts';
import { roomTopic } from '../_phrases.ts';
import {
  type Bot,
  botAt,
  chatId,
  colleagueAt,
  drawRoom,
  memberIndex,
  type Org,
  org,
  type Person,
  personAt,
  type RoomFacts,
  roomFacts,
} from './_cast.ts';

/** A room, its hosted account, and the members that an event is about. */
export interface RoomScene extends Scene {
  readonly org: Org;
  readonly bot: Bot;
  readonly room: RoomFacts;
  readonly chatId: string;
  /** One or two different members. */
  readonly members: readonly Person[];
  readonly happenedAt: number;
}

export function roomScene(scene: Scene): RoomScene {
  const { rng, world, variant, now, story } = scene;
  const cast = castRng(scene);
  const index = drawRoom(cast);
  const room = world.room(index);
  const bot = botAt(world, index);
  const first = memberIndex(cast, index);
  const contactType = variant['contactType'] ?? 'personal';
  const indices = variant['several'] === 'yes' ? [first, first + 1] : [first];
  const person = (i: number): Person =>
    variant['coworker'] === 'yes' ? colleagueAt(world, i) : personAt(world, contactType, i);
  return {
    rng,
    world,
    now,
    index: scene.index,
    variant,
    story,
    org: org(world),
    bot,
    room: storyRoom(roomFacts(room), story),
    chatId: chatId(room, bot),
    members: variant['isSelf'] === 'yes' ? [botAsPerson(bot)] : indices.map(person),
    happenedAt: story === undefined ? now - rng.between(50, 1500) : happenedAt(story, story.step),
  };
}

/** The room at a step of a story: with its new name once it has been renamed. */
export function storyRoom(room: RoomFacts, story: Story | undefined): RoomFacts {
  const renamed = story?.steps.some(({ event }, i) => i <= story.step && event.endsWith('room.renamed'));
  return story !== undefined && renamed === true ? { ...room, topic: newTopic(room, story) } : room;
}

function newTopic(room: RoomFacts, story: Story): string {
  const rng = story.rng('topic');
  let topic = roomTopic(rng);
  while (topic === room.topic) topic = roomTopic(rng);
  return topic;
}

const botAsPerson = ({ name, wxid, avatar }: Bot): Person => ({
  name,
  wxid,
  avatar,
  externalUserId: '',
  gender: 0,
});

export const f: Vocabulary<RoomScene> = vocabulary<RoomScene>();
