import type { LocalizedText } from '../../language.ts';

/** What a summary says first where every failure is of the kind that the platform is known to take. */
export const leniencySentence: LocalizedText = {
  zh: '所有失败都只是响应的格式不符，已知平台对此较宽松：`--contract status` 只判定状态码。',
  en: 'Every failure is about the shape of the response alone, and the platform is known to be lenient there: `--contract status` judges the status alone.',
};
