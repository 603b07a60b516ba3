import { type Scene, type Vocabulary, vocabulary } from '../../src/define/index.ts';
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
  const { rng, world, variant, now } = scene;
  const index = drawRoom(rng);
  const room = world.room(index);
  const bot = botAt(world, index);
  const first = memberIndex(rng, index);
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
    org: org(world),
    bot,
    room: roomFacts(room),
    chatId: chatId(room, bot),
    members: variant['isSelf'] === 'yes' ? [botAsPerson(bot)] : indices.map(person),
    happenedAt: now - rng.between(50, 1500),
  };
}

const botAsPerson = ({ name, wxid, avatar }: Bot): Person => ({
  name,
  wxid,
  avatar,
  externalUserId: '',
  gender: 0,
});

export const f: Vocabulary<RoomScene> = vocabulary<RoomScene>();
