import { enumeration } from '../../src/define/index.ts';

/** Who a user of the platform is. Observed on conversations; that contacts use the same values is inferred. */
export const userTypes = enumeration({
  customer: { value: 1, zh: '客户', en: 'customer', basis: 'observed' },
  human_agent: { value: 2, zh: '人工客服', en: 'human agent', basis: 'observed' },
  ai: { value: 3, zh: 'AI', en: 'AI', basis: 'observed' },
  system: { value: 4, zh: '系统', en: 'system', basis: 'observed' },
  flow: { value: 5, zh: '流程', en: 'flow', basis: 'observed' },
  six: { value: 6, zh: '含义未知', en: 'meaning unknown', basis: 'observed' },
  wecom_internal: {
    value: 7,
    zh: '企微内部成员',
    en: 'WeCom internal member',
    basis: 'observed',
    offPage: true,
  },
});

/** The channel that a contact belongs to. The names are ours: a body shows its channel only by the keys it fills. */
export const channels = enumeration({
  hosted_wecom: { value: 'hosted_wecom', zh: '企微托管', en: 'hosted WeCom', basis: 'inferred' },
  official_account: {
    value: 'official_account',
    zh: '公众号',
    en: 'WeChat official account',
    basis: 'inferred',
  },
  wechat_service: {
    value: 'wechat_service',
    zh: '微信客服',
    en: 'WeChat customer service',
    basis: 'inferred',
  },
  personal_wechat: { value: 'personal_wechat', zh: '个人微信', en: 'personal WeChat', basis: 'inferred' },
  wechat_shop: { value: 'wechat_shop', zh: '微信小店', en: 'WeChat shop', basis: 'inferred' },
  douyin: { value: 'douyin', zh: '抖音', en: 'Douyin', basis: 'inferred' },
  xiaohongshu: { value: 'xiaohongshu', zh: '小红书', en: 'Xiaohongshu', basis: 'inferred' },
  dingtalk: { value: 'dingtalk', zh: '钉钉', en: 'DingTalk', basis: 'inferred' },
  kuaishou: { value: 'kuaishou', zh: '快手', en: 'Kuaishou', basis: 'inferred' },
  feishu: { value: 'feishu', zh: '飞书', en: 'Feishu', basis: 'inferred' },
  qq: { value: 'qq', zh: 'QQ', en: 'QQ', basis: 'inferred' },
  web: { value: 'web', zh: '网页', en: 'web page', basis: 'inferred' },
});
