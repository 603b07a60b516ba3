import { defineScenario } from '../../../src/define/index.ts';
import { juzi } from '../_platform.ts';
import { roomStory } from '../_stories.ts';
import message from '../message.received.ts';
import left from '../room.left.ts';
import renamed from '../room.renamed.ts';

export default defineScenario({
  name: 'room-story',
  platform: juzi,
  title: { zh: '群聊生命周期', en: 'The story of a room' },
  basis: 'inferred',
  ...roomStory(message, [
    { event: renamed, words: { zh: '群改名', en: 'the room is renamed' } },
    {
      event: message,
      variant: { chat: 'room', type: 'image' },
      words: { zh: '成员发图片', en: 'the member sends an image' },
    },
    { event: left, words: { zh: '该成员退群', en: 'the member leaves' } },
  ]),
});
