import { defineScenario } from '../../../src/define/index.ts';
import { dialogue } from '../../juzi/_stories.ts';
import { yuju } from '../_platform.ts';
import message from '../hosted.message.ts';

export default defineScenario({
  name: 'hosted-dialogue',
  platform: yuju,
  title: { zh: '托管账号的一次单聊', en: 'A private dialogue with a hosted account' },
  basis: 'inferred',
  ...dialogue(message),
});
