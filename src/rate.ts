import { readDuration } from './duration.ts';
import { UsageError } from './errors.ts';
import type { LocalizedText } from './language.ts';
import { limits } from './limits.ts';

/** Reads `500/s`, `30/m`, `50/10s` into deliveries a second; `undefined` for what is no rate. */
export function readRate(text: string): number | undefined {
  const [, deliveries, time = ''] = /^(\d+(?:\.\d+)?)\/(.+)$/.exec(text) ?? [];
  const ms = readDuration(/^\d/.test(time) ? time : `1${time}`);
  if (deliveries === undefined || ms === undefined || ms === 0) return undefined;
  const rate = (Number(deliveries) * 1000) / ms;
  return Number.isFinite(rate) ? rate : undefined;
}

/** Reads `500/s`, `30/m`, `50/1s`, `10/100ms` into deliveries a second, more than 0. `label` names it in UsageErrors. */
export function parseRate(label: string): (text: string) => number {
  return (text) => {
    const rate = readRate(text);
    const refuse = ({ zh, en }: LocalizedText): never => {
      throw new UsageError({ zh: `${label} '${text}'：${zh}`, en: `${label} '${text}': ${en}` });
    };
    if (rate === undefined) return refuse(howToWriteRate(text));
    if (rate === 0) return refuse({ zh: '速率必须大于 0', en: 'write a rate above 0' });
    return rate > limits.rate ? refuse(tooFast()) : rate;
  };
}

/** The option `rate` of the library, in deliveries a second: a number, or a text such as `20/s`. @throws UsageError */
export const rateOf = (rate: number | string | undefined): number | undefined =>
  typeof rate === 'string' ? parseRate('rate')(rate) : rate;

/** What to type in place of a rate above the largest. */
export const tooFast = (): LocalizedText => ({
  zh: `请写 ${limits.rate}/s 或更小的速率`,
  en: `write ${limits.rate}/s or less`,
});

/** What to type in place of a text that is no rate. */
export function howToWriteRate(text: string): LocalizedText {
  return /^\d+(?:\.\d+)?$/.test(text)
    ? { zh: `请写 ${text}/s`, en: `write ${text}/s` }
    : {
        zh: '请写投递次数和时间，例如 500/s、30/m 或 50/10s',
        en: 'write deliveries and their time, such as 500/s, 30/m or 50/10s',
      };
}

/** A rate as one would write it for {@link parseRate}: `500/s`, `30/m`; rounded where no unit makes it whole. */
export function writeRate(perSecond: number): string {
  for (const [unit, seconds] of units) {
    const rate = perSecond * seconds;
    const whole = Math.round(rate);
    if (Math.abs(rate - whole) <= 1e-9 * whole) return `${whole}/${unit}`;
  }
  return `${Number(perSecond.toPrecision(4))}/s`;
}

const units = [
  ['s', 1],
  ['m', 60],
  ['h', 3600],
] as const;
