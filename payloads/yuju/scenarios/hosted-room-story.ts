import { defineScenario } from '../../../src/define/index.ts';
import { roomStory } from '../../juzi/_stories.ts';
import { yuju } from '../_platform.ts';
import message from '../hosted.message.ts';
import left from '../hosted.room.left.ts';

export default defineScenario({
  name: 'hosted-room-story',
  platform: yuju,
  title: { zh: '托管群聊生命周期', en: 'The story of a hosted room' },
  basis: 'inferred',
  ...roomStory(message, [
    {
      event: message,
      variant: { chat: 'room', type: 'image' },
      words: { zh: '成员发图片', en: 'the member sends an image' },
    },
    { event: left, words: { zh: '该成员退群', en: 'the member leaves' } },
  ]),
});
