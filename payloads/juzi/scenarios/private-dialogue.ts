import { defineScenario } from '../../../src/define/index.ts';
import { juzi } from '../_platform.ts';
import { dialogue } from '../_stories.ts';
import message from '../message.received.ts';

export default defineScenario({
  name: 'private-dialogue',
  platform: juzi,
  title: { zh: '一次单聊', en: 'A private dialogue' },
  basis: 'inferred',
  ...dialogue(message),
});
