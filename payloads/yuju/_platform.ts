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
        zh: '没有收到响应时会用同一个 event_id 再次推送',
        en: 'When no response arrives the same event is pushed again, with the same event_id',
        basis: 'observed',
      },
      {
        zh: '没有签名也没有 token，消息体里只有 company_id 表明身份',
        en: 'No signature and no token: company_id is the only identity in the body',
        basis: 'observed',
      },
      {
        zh: '实际的接收端响应五花八门（OK、空响应体、{"success":true}），平台似乎都不介意',
        en: 'Receivers answer all sorts of things (OK, nothing, {"success":true}), and the platform does not seem to mind',
        basis: 'observed',
      },
    ],
  },
  titleOnly: [
    { zh: '当有新用户创建时', en: 'A user was created' },
    { zh: '当有用户信息更新时', en: "A user's details were updated" },
    { zh: '当人工服务解决时', en: 'A human agent solved a request' },
    { zh: '当有用户进入人工服务时', en: 'A user was handed to a human agent' },
    {
      zh: '当有人工客服回复时',
      en: 'A human agent replied',
      note: {
        zh: 'event_type 为 kf_reply，带有 group_id、content、time',
        en: 'its event_type is kf_reply, with group_id, content and time',
        basis: 'observed',
      },
    },
    { zh: '当用户进入会话时', en: 'A user entered a conversation' },
    { zh: '当知识库文件同步完成时', en: 'The files of a knowledge base were synchronised' },
  ],
});
