import { definePlatform } from '../../src/define/index.ts';

/** 语聚AI (集简云): AI assistants and contacts across many chat channels. */
export const yuju = definePlatform({
  id: 'yuju',
  title: { zh: '语聚AI', en: 'Yuju AI (assistants and contacts across chat channels)' },
  server: 'https://chat.jijyun.cn',
  hosts: ['chat.jijyun.cn'],
  policy: {
    lenient: true,
    facts: [
      {
        zh: '没有收到应答时会用同一个 event_id 再次推送',
        en: 'When no response arrives the same event is pushed again, with the same event_id',
        basis: 'observed',
      },
      {
        zh: '没有签名也没有 token，消息体里只有 company_id 表明身份',
        en: 'No signature and no token: company_id is the only identity in the body',
        basis: 'observed',
      },
      {
        zh: '实际的接收方应答五花八门（OK、空响应体、{"success":true}），平台似乎都不介意',
        en: 'Receivers answer all sorts of things (OK, nothing, {"success":true}), and the platform does not seem to mind',
        basis: 'observed',
      },
    ],
  },
});
