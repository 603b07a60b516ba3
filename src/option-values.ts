import { UsageError } from './errors.ts';
import { coverages } from './generate/coverage-names.ts';
import { isHostValue } from './host.ts';
import type { LocalizedText } from './language.ts';
import { languages } from './language.ts';
import { limits, rangeText } from './limits.ts';
import { contractLevels } from './verdict/levels.ts';

/** What an option of the library may be. */
export interface ValueRule {
  /** Completes "… is not …": `a whole number from 1 to 10000`. */
  readonly words: LocalizedText;
  holds(value: unknown): boolean;
}

/** The rules of some options, by their names. */
export type ValueRules<K extends string = string> = { readonly [N in K]?: ValueRule };

export const wholeNumber = (least: number, most: number = Number.MAX_SAFE_INTEGER): ValueRule => ({
  words: { zh: `整数，${rangeText(least, most).zh}`, en: `a whole number, ${rangeText(least, most).en}` },
  holds: (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
});

/** A number above 0. */
export const positiveNumber = (most: number): ValueRule => ({
  words: { zh: `大于 0 的数字，最大 ${most}`, en: `a number above 0, ${most} at most` },
  holds: (value) => typeof value === 'number' && value > 0 && value <= most,
});

/** ms */
export const time = (least: number): ValueRule => ({
  words: {
    zh: `毫秒数，${rangeText(least, limits.time).zh}`,
    en: `a number of ms, ${rangeText(least, limits.time).en}`,
  },
  holds: (value) => typeof value === 'number' && value >= least && value <= limits.time,
});

export const share: ValueRule = {
  words: { zh: '介于 0 和 1 之间的比例', en: 'a share from 0 to 1' },
  holds: (value) => typeof value === 'number' && value >= 0 && value <= 1,
};

export const oneOf = (words: readonly string[]): ValueRule => ({
  words: { zh: `以下之一：${words.join('、')}`, en: `one of ${words.join(', ')}` },
  holds: (value) => words.includes(value as string),
});

export const language: ValueRule = oneOf([...languages, 'auto']);

export const text: ValueRule = {
  words: { zh: '文本', en: 'a text' },
  holds: (value) => typeof value === 'string',
};

export const flag: ValueRule = {
  words: { zh: '布尔值（true 或 false）', en: 'true or false' },
  holds: (value) => typeof value === 'boolean',
};

export const texts: ValueRule = {
  words: { zh: '文本列表', en: 'a list of texts' },
  holds: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
};

export const textsByName: ValueRule = {
  words: { zh: '值为文本的对象', en: 'an object of texts' },
  holds: (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === 'string'),
};

export const abortSignal: ValueRule = {
  words: { zh: '一个 AbortSignal', en: 'an AbortSignal' },
  // Not instanceof: a test environment may have an AbortSignal of its own.
  holds: (value) => typeof (value as AbortSignal | null)?.addEventListener === 'function',
};

/** A value of its own, or a list with at least one. */
export const someOf = ({ words, holds }: ValueRule): ValueRule => ({
  words: { zh: `${words.zh}，或至少有一项的列表`, en: `${words.en}, or a list of at least one` },
  holds: (value) => {
    const all = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    return all.length > 0 && all.every(holds);
  },
});

export const either = (one: ValueRule, other: ValueRule): ValueRule => ({
  words: { zh: `${one.words.zh}，或${other.words.zh}`, en: `${one.words.en}, or ${other.words.en}` },
  holds: (value) => one.holds(value) || other.holds(value),
});

/**
 * Checks the options of a library call by their rules; the command line has checked its own.
 * @throws UsageError that names the option: `timeout: "5s" is not a number of ms, from 1 to 2147483647`
 */
export function checkValues<K extends string>(
  options: { readonly [N in K]?: unknown },
  rules: ValueRules<K>,
): void {
  for (const [name, rule] of Object.entries(rules) as [K, ValueRule][]) {
    const value = options[name];
    if (value === undefined || rule.holds(value)) continue;
    throw new UsageError({
      zh: `${name}：应为${rule.words.zh}，而不是 ${shown(value)}`,
      en: `${name}: ${shown(value)} is not ${rule.words.en}`,
    });
  }
}

function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'function') return String(value).slice(0, 40);
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 100);
  } catch {
    return String(value);
  }
}

/** Objects are checked by what reads them. */
const choices: ValueRule = {
  words: { zh: '变体、变体的文本或由它们组成的列表', en: 'a variant, its text, or a list of them' },
  holds: (value) =>
    [value].flat().every((each) => typeof each === 'string' || (typeof each === 'object' && each !== null)),
};

/** A name and a value that a request can carry (RFC 9110, section 5). */
const headers: ValueRule = {
  words: { zh: '由请求头名称和单行文本组成的对象', en: 'an object of header names and texts on one line' },
  holds: (value) =>
    textsByName.holds(value) &&
    Object.entries(value as Readonly<Record<string, string>>).every(
      ([name, each]) =>
        /^[\w!#$%&'*+.^`|~-]+$/.test(name) &&
        !/[\0\r\n]/.test(each) &&
        (name.toLowerCase() !== 'host' || isHostValue(each)),
    ),
};

const connection: ValueRule = {
  words: {
    zh: '对象，其中 proxy 为 URL，resolve 为文本列表，证书为文本',
    en: 'an object whose proxy is a URL, whose resolve is a list of texts, and whose certificates are texts',
  },
  holds: (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const { insecure, keepAlive, proxy, resolve, ca, cert, key } = value as Readonly<Record<string, unknown>>;
    return (
      [insecure, keepAlive].every((each) => each === undefined || flag.holds(each)) &&
      (proxy === undefined || proxy instanceof URL) &&
      (resolve === undefined || texts.holds(resolve)) &&
      [ca, cert, key].every(
        (each) => each === undefined || typeof each === 'string' || each instanceof Uint8Array,
      )
    );
  },
};

const number: ValueRule = { words: { zh: '数字', en: 'a number' }, holds: (value) => Number.isFinite(value) };
const endless: ValueRule = {
  words: { zh: '无穷大（Infinity）', en: 'Infinity' },
  holds: (value) => value === Number.POSITIVE_INFINITY,
};

/** The options that shape payloads. */
export const payloadRules = {
  lang: language,
  seed: text,
  now: either(text, number),
  count: either(wholeNumber(1), endless),
  index: wholeNumber(0),
  step: wholeNumber(1),
  coverage: oneOf(coverages),
  variant: choices,
  token: text,
  set: texts,
  unset: texts,
  force: flag,
  contacts: wholeNumber(1, limits.contacts),
} as const satisfies ValueRules;

/** The options of every delivery. */
export const deliveryRules = {
  lang: language,
  headers,
  connection,
  timeout: time(1),
  rate: either(text, positiveNumber(limits.rate)),
  contract: oneOf(contractLevels),
  showSecrets: flag,
  fullBodies: flag,
  secrets: texts,
  stop: abortSignal,
  signal: abortSignal,
} as const satisfies ValueRules;
