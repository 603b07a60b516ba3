import { defineEvent, emptyObject, type Scene, vocabulary } from '../../src/define/index.ts';
import { type Bot, botAt, type Org, org } from './_cast.ts';
import { juzi } from './_platform.ts';

interface AccountScene extends Scene {
  readonly org: Org;
  readonly bot: Bot;
}

const f = vocabulary<AccountScene>();

export default defineEvent({
  name: 'account.renamed',
  platform: juzi,
  title: { zh: '托管账号昵称变更回调', en: 'A hosted account was renamed' },
  docs: { page: '句子秒回 API 文档：托管账号昵称变更回调', read: '2026-11-21' },
  basis: 'documented',
  scene: (scene) => ({ ...scene, org: org(scene.world), bot: botAt(scene.world, scene.rng.int(3)) }),
  payload: f.object({
    botId: f.string((s) => s.bot.botId).label('bot的账号id', 'account id of the bot'),
    imBotId: f.string((s) => s.bot.wxid).label('托管账号的系统wxid', 'wxid of the hosted account'),
    existsValue: f
      .object({
        name: f.string((s) => s.bot.name).label('昵称', 'name'),
        avatar: f.string((s) => s.bot.avatar).label('头像', 'avatar'),
      })
      .label('变更前', 'before'),
    newValue: f
      .object({
        name: f
          .string(
            (s) => s.bot.name + s.rng.pick(['（客服）', '-售后', '｜产品顾问', '（休假中）', '-华东区']),
          )
          .label('昵称', 'name'),
        avatar: f.string((s) => s.bot.avatar).label('头像', 'avatar'),
      })
      .label('变更后', 'after'),
  }),
  address: {
    basis: 'documented',
    query: {
      parameters: { token: { zh: '小组级token', en: 'team token' } },
      basis: 'documented',
      compute: ({ org }) => ({ token: org.teamToken }),
    },
  },
  response: emptyObject('documented'),
});
