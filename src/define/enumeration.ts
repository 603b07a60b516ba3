import type { LocalizedText } from '../language.ts';
import type { Basis } from './basis.ts';

export type EnumValue = string | number | boolean | null;

/** One value of a labelled enum. */
export interface EnumMember<V extends EnumValue = EnumValue> extends LocalizedText {
  readonly value: V;
  readonly basis: Basis;
  readonly note?: LocalizedText;
  /** The platform sends it, but the page of an event with this enum does not list it. */
  readonly offPage?: boolean;
}

/** Labelled values by the names that people type: `{ image: { value: 6, zh: '图片', … } }`. */
export type Enumeration<V extends EnumValue = EnumValue> = Readonly<Record<string, EnumMember<V>>>;

/** Declares a labelled enum, keeping its values as literal types. */
export function enumeration<const E extends Enumeration>(members: E): E {
  return members;
}

/** The values an enumeration's members stand for. */
export type ValueOf<E extends Enumeration> = E[keyof E]['value'];

/** Whether the page lists the values, so that any other is wrong. Observed values alone do not rule out others. */
export function isClosed(members: Enumeration): boolean {
  return Object.values(members).some(({ basis }) => basis === 'documented');
}
