import type { LocalizedText } from '../language.ts';
import type { Finding } from './verdict.ts';

/** Said in a finding about the shape of a response. */
export const lenientNote: LocalizedText = {
  zh: '已知平台对此较宽松：`--contract status` 只判定状态码。',
  en: 'The platform is known to be lenient here: `--contract status` judges the status alone.',
};

/** Whether a failure is about the shape of the response alone, which the platform is known not to mind. */
export function toleratedAlone(findings: readonly Pick<Finding, 'severity' | 'tolerated'>[]): boolean {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return errors.length > 0 && errors.every(({ tolerated }) => tolerated === true);
}
