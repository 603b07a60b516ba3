/** Full-width letters, digits and punctuation, and the blank of that width, as an English keyboard has them. */
export const plainWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e\u3000]+/gu, (wide) => wide.normalize('NFKC'));

/** The same, with the Chinese comma of a list as a comma. */
export const plainSeparators = (text: string): string => plainWidth(text).replaceAll('、', ',');

export const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** A title as it is compared: without blanks, punctuation and letter case. */
export const comparable = (text: string): string =>
  plainWidth(text)
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '');
