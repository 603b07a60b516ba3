import { UsageError } from '../errors.ts';
import { asIs, type LocalizedText } from '../language.ts';
import type { PlacedText } from './setting.ts';

/** A value of a file in any format, and its place: `webhook-sim.config.yaml:3:10`. */
export type ConfigNode = ConfigText | ConfigList | ConfigMap | ConfigOther;

interface Placed {
  readonly place: string;
}

/** A text, or a number or boolean as it was written. */
export interface ConfigText extends Placed {
  readonly kind: 'text' | 'number' | 'switch';
  readonly text: string;
}

export interface ConfigList extends Placed {
  readonly kind: 'list';
  readonly items: readonly ConfigNode[];
}

export interface ConfigMap extends Placed {
  readonly kind: 'map';
  readonly entries: readonly ConfigEntry[];
}

export interface ConfigEntry {
  readonly key: string;
  /** The place of the key. */
  readonly place: string;
  readonly value: ConfigNode;
}

/** A value that cannot be configured: nothing, a function. */
export interface ConfigOther extends Placed {
  readonly kind: 'other';
  /** `nothing`, or the type of a value in JavaScript. */
  readonly what: string;
}

/** `true`, `a list`: for messages about unexpected values. */
export function describeNode(value: ConfigNode): LocalizedText {
  switch (value.kind) {
    case 'other':
      return value.what === 'nothing'
        ? { zh: '空值', en: 'nothing' }
        : { zh: ` ${value.what} 类型的值`, en: `a ${value.what}` };
    case 'list':
      return { zh: '列表', en: 'a list' };
    case 'map':
      return { zh: '映射', en: 'a map' };
    case 'text':
      return { zh: `文本 ${JSON.stringify(value.text)}`, en: `the text ${JSON.stringify(value.text)}` };
    default:
      return { zh: ` ${value.text}`, en: value.text };
  }
}

/** Reads a string or number. @param key the name of the value in error messages. @throws UsageError for anything else */
export function textOf(value: ConfigNode, key: string): PlacedText {
  if (value.kind === 'text' || value.kind === 'number') return { text: value.text, place: value.place };
  const quotes: LocalizedText =
    value.kind === 'switch'
      ? { zh: `：请加引号写成 "${value.text}"`, en: `: "${value.text}" in quotes` }
      : asIs('');
  const empty = value.kind === 'other' && value.what === 'nothing';
  throw new UsageError(
    empty
      ? {
          zh: `${value.place}：${key} 为空：请写值，或去掉这个键`,
          en: `${value.place}: ${key} is empty: write a value, or leave the key out`,
        }
      : {
          zh: `${value.place}：${key}：请写文本，而不是${describeNode(value).zh}${quotes.zh}`,
          en: `${value.place}: ${key}: write a text, not ${describeNode(value).en}${quotes.en}`,
        },
  );
}

/** Reads a map of names to values as `Name: value` texts. @throws UsageError for anything else */
export function headerTexts(value: ConfigNode, key: string): readonly PlacedText[] {
  if (value.kind !== 'map') {
    throw new UsageError({
      zh: `${value.place}：${key}：请写名称到值的映射，而不是${describeNode(value).zh}`,
      en: `${value.place}: ${key}: write a map of names to values, not ${describeNode(value).en}`,
    });
  }
  return value.entries.map((entry) => {
    const { text, place } = textOf(entry.value, `${key}.${entry.key}`);
    if (entry.key.includes(':'))
      throw new UsageError({
        zh: `${entry.place}：${key}：请求头名称不能含有冒号`,
        en: `${entry.place}: ${key}: a header name cannot contain a colon`,
      });
    return { text: `${entry.key}: ${text}`, place };
  });
}
