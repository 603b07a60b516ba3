import type { LocalizedText } from '../../language.ts';

/** The groups of cases, in the order in which they run, and what each asks of a receiver. */
export const groups = {
  variants: { zh: '每个事件的每个取值', en: 'every value of every dimension' },
  lifecycle: { zh: '场景从头到尾按顺序发一遍', en: 'scenarios in order' },
  redelivery: { zh: '同一投递重复到达', en: 'the same delivery more than once' },
  disorder: { zh: '乱序到达', en: 'deliveries out of order' },
  forward: {
    zh: '文档页面没有写，但实际存在或将来可能出现的内容',
    en: 'what the page does not say, or not yet',
  },
  negative: { zh: '不合法的请求', en: 'invalid requests' },
  deadline: { zh: '所有响应都在时限内', en: 'every response in time' },
} as const satisfies Record<string, LocalizedText>;

export type CaseGroup = keyof typeof groups;

export const groupNames = Object.keys(groups) as readonly CaseGroup[];
