import { UsageError } from '../errors.ts';
import type { PlacedText } from './setting.ts';
import { type ConfigNode, describeNode } from './written.ts';

/** A text or number. @param key how the value is called in messages */
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

/** A map of names to values, as `Name: value` texts. */
export function headerTexts(value: ConfigNode, key: string): readonly PlacedText[] {
  if (value.kind !== 'map') {
    throw new UsageError(
      `${value.place}: ${key}: write a map of names to values, not ${describeNode(value)}`,
    );
  }
  return value.entries.map((entry) => {
    const { text, place } = textOf(entry.value, `${key}.${entry.key}`);
    if (entry.key.includes(':')) throw new UsageError(`${entry.place}: ${key}: a name has no colon`);
    return { text: `${entry.key}: ${text}`, place };
  });
}
