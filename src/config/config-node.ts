import { UsageError } from '../errors.ts';
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
  /** A description for error messages: `nothing`. */
  readonly what: string;
}

/** `true`, `a list`: for messages about unexpected values. */
export function describeNode(value: ConfigNode): string {
  if (value.kind === 'other') return value.what;
  if (value.kind === 'list' || value.kind === 'map') return `a ${value.kind}`;
  return value.kind === 'text' ? `the text ${JSON.stringify(value.text)}` : value.text;
}

/** Reads a string or number. @param key the name of the value in error messages. @throws UsageError for anything else */
export function textOf(value: ConfigNode, key: string): PlacedText {
  if (value.kind === 'text' || value.kind === 'number') return { text: value.text, place: value.place };
  const quotes = value.kind === 'switch' ? `: "${value.text}" in quotes` : '';
  const empty = value.kind === 'other' && value.what === 'nothing';
  throw new UsageError(
    empty
      ? `${value.place}: ${key} is empty: write a value, or leave the key out`
      : `${value.place}: ${key}: write a text, not ${describeNode(value)}${quotes}`,
  );
}

/** Reads a map of names to values as `Name: value` texts. @throws UsageError for anything else */
export function headerTexts(value: ConfigNode, key: string): readonly PlacedText[] {
  if (value.kind !== 'map') {
    throw new UsageError(
      `${value.place}: ${key}: write a map of names to values, not ${describeNode(value)}`,
    );
  }
  return value.entries.map((entry) => {
    const { text, place } = textOf(entry.value, `${key}.${entry.key}`);
    if (entry.key.includes(':'))
      throw new UsageError(`${entry.place}: ${key}: a header name cannot contain a colon`);
    return { text: `${entry.key}: ${text}`, place };
  });
}
