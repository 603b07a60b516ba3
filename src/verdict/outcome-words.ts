import type { LocalizedText } from '../language.ts';
import type { Finding, Outcome } from './verdict.ts';

/** The outcomes as people read them. */
export const outcomeWords: Readonly<Record<Outcome, LocalizedText>> = {
  accepted: { zh: '已接受', en: 'accepted' },
  rejected: { zh: '被拒绝', en: 'rejected' },
  violation: { zh: '违反契约', en: 'violation' },
  timeout: { zh: '超时', en: 'timeout' },
  transport: { zh: '传输失败', en: 'transport' },
  aborted: { zh: '已中断', en: 'aborted' },
};

export const severityWords: Readonly<Record<Finding['severity'], LocalizedText>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
};
