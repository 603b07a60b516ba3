import { definePlatform } from '../../src/define/index.ts';

/** 句子秒回 (句子互动): hosted WeCom accounts. */
export const juzi = definePlatform({
  id: 'juzi',
  title: { zh: '句子秒回', en: 'Juzi Miaohui (hosted WeCom accounts)' },
  server: 'https://aa-hub.ddregion.com',
  hosts: ['aa-hub.ddregion.com'],
  policy: {
    retries: 5,
    lenient: true,
    facts: [
      {
        zh: '回调超时会重试，最多 5 次',
        en: 'A callback that times out is retried, at most 5 times',
        basis: 'documented',
      },
      {
        zh: '3 分钟内有 10 次回调用尽 5 次重试，该地址会被停用 30 分钟',
        en: 'When 10 callbacks have used up their 5 retries within 3 minutes, the address is disabled for 30 minutes',
        basis: 'documented',
      },
      {
        zh: '建议立即响应、异步处理：处理过慢会造成重复推送',
        en: 'Answer at once and work asynchronously: slow handling brings duplicate pushes',
        basis: 'documented',
      },
      {
        zh: '每次重试的 messageId 不变，可用来去重',
        en: 'messageId is the same on every retry: deduplicate by it',
        basis: 'observed',
      },
      {
        zh: '实际的接收端响应五花八门（OK、空响应体、{"success":true}），平台似乎都不介意',
        en: 'Receivers answer all sorts of things (OK, nothing, {"success":true}), and the platform does not seem to mind',
        basis: 'observed',
      },
      {
        zh: '超时时长推测为 5 秒，200 到 300 的状态码推测都算成功',
        en: 'The timeout is probably 5 seconds, and any status from 200 to 300 probably counts as success',
        basis: 'inferred',
      },
    ],
  },
  titleOnly: [
    {
      zh: '会话事件回调',
      en: 'Something happened to a conversation',
      path: '/chat',
      note: { zh: '带有 chatId', en: 'carries a chatId', basis: 'documented' },
    },
    { zh: '群发回调', en: 'A broadcast was sent', path: '/broadcast/result' },
    { zh: '好友变更', en: 'A friend changed (enterprise level)' },
    { zh: '客户信息变更', en: "A customer's details changed (enterprise level)" },
    { zh: '删除客户或者被客户删除', en: 'A customer was deleted, or deleted a member (enterprise level)' },
    { zh: '好友申请', en: 'Somebody asks to be a friend (enterprise level)' },
    { zh: '自定义标签', en: 'A tag changed (enterprise level)' },
    { zh: '联系人自定义标签', en: 'The tags of a contact changed (enterprise level)' },
    { zh: '成员开启/关闭自动分配', en: 'A member turned automatic assignment on or off (enterprise level)' },
  ],
});
