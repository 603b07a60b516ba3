/** With thousands separators: `1,599`. */
export const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** The number with its noun: `1 case`, `2 cases`. */
export const counted = (n: number, noun: string, plural: string = `${noun}s`): string =>
  `${count(n)} ${n === 1 ? noun : plural}`;
