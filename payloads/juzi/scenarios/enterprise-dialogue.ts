import { defineScenario } from '../../../src/define/index.ts';
import { juzi } from '../_platform.ts';
import { dialogue } from '../_stories.ts';
import message from '../enterprise.message.received.ts';

export default defineScenario({
  name: 'enterprise-dialogue',
  platform: juzi,
  title: { zh: '一次单聊（企业级）', en: 'A private dialogue, at enterprise level' },
  basis: 'inferred',
  ...dialogue(message),
});
