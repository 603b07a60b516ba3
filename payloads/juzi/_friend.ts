import { dimension, happenedAt, type Rng, type Scene } from '../../src/define/index.ts';
import { mobileNumber } from '../_media.ts';
import { drawRoom, personAt, roomFacts } from './_cast.ts';

/** How a friend was found, where the body has no key that says so. */
export const found = dimension('type', {
  title: { zh: '添加方式', en: 'how the friend was found' },
  usual: 'phone',
  members: {
    phone: { value: 'phone', zh: '手机号', en: 'phone number', basis: 'inferred' },
    room: { value: 'room', zh: '群聊', en: 'room', basis: 'inferred' },
    card: { value: 'card', zh: '名片', en: 'contact card', basis: 'inferred' },
  },
});

/** The payload's own randomness; in a story, what all its steps have in common. */
const shared = ({ rng, story }: Scene, purpose: string): Rng => story?.rng(purpose) ?? rng;

export const friendsPhone = (s: Scene): string => mobileNumber(shared(s, 'phone'));
export const friendsRoom = (s: Scene): string => roomFacts(s.world.room(drawRoom(shared(s, 'met in')))).wxid;
export const cardSender = (s: Scene): string =>
  personAt(s.world, 'personal', shared(s, 'card').int(s.world.poolSize)).wxid;

/** What the task was given. A story's first request and first confirmation belong to its first task, and so on. */
export const taskInfo = (s: Scene): string => `task-${shared(s, `task/${earlierOfKind(s)}`).digits(8)}`;

/**
 * The id that an API call was given. A story's first result and the first message that comes back belong to its first
 * call, and so on.
 */
export const externalRequest = (s: Scene): string => shared(s, `request/${earlierOfKind(s)}`).hex(24);

/** How many steps of the story before this one have the same event, and the same source if it has one. */
function earlierOfKind({ story, variant }: Scene): number {
  if (story === undefined) return 0;
  const event = story.steps[story.step]?.event;
  return story.steps.filter(
    (told, i) => i < story.step && told.event === event && told.variant['source'] === variant['source'],
  ).length;
}

/** When the task of a friend was made: in a story, shortly before its last request was sent. ms */
export function taskMadeAt({ rng, story }: Scene, otherwise: number): number {
  const request =
    story?.steps.findLastIndex(({ event }, i) => i <= story.step && event.endsWith('friend.requested')) ?? -1;
  if (story === undefined || request < 0) return otherwise - rng.between(2_000, 90_000);
  return happenedAt(story, request) - story.rng(`made/${request}`).between(2_000, 90_000);
}
