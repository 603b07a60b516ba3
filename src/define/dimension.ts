import type { LocalizedText } from '../language.ts';
import type { Enumeration, EnumValue, ValueOf } from './enumeration.ts';

/** The name of the chosen member for every dimension that applies: `{ type: 'image', chat: 'room' }`. */
export type Variant = Readonly<Record<string, string>>;

/** A condition on a variant: for each dimension named, the member, or one of the members, that it must have. */
export type When = Readonly<Record<string, string | readonly string[]>>;

/** A way in which one event's payloads differ. */
export interface Dimension<E extends Enumeration = Enumeration, N extends string = string> {
  readonly name: N;
  readonly title: LocalizedText;
  /** The default member. */
  readonly usual: string;
  readonly members: E;
  /** Values seen in traffic that the page does not list: they can be chosen, but coverage leaves them out. */
  readonly beyond: Enumeration;
  /** The members are spellings of the same value, such as a number in quotes. */
  readonly spellings?: boolean;
  /** The dimension exists in these variants alone: a quote has a type only where there is a quote. */
  readonly when?: When;
}

export interface DimensionOptions<E extends Enumeration>
  extends Omit<Dimension<E>, 'name' | 'usual' | 'beyond'> {
  readonly usual: keyof E & string;
  readonly beyond?: Enumeration;
}

export function dimension<const E extends Enumeration, const N extends string>(
  name: N,
  options: DimensionOptions<E>,
): Dimension<E, N> {
  return { beyond: {}, ...options, name };
}

/** A yes-or-no dimension. Its payload values are `true` and `false`. */
export function flag<const N extends string>(
  name: N,
  title: LocalizedText,
  more?: { usual?: 'yes' | 'no'; when?: When },
) {
  return dimension(name, {
    title,
    usual: more?.usual ?? 'no',
    members: {
      no: { value: false, zh: '否', en: 'no', basis: 'documented' },
      yes: { value: true, zh: '是', en: 'yes', basis: 'documented' },
    },
    ...(more?.when && { when: more.when }),
  });
}

/** Choices or a condition as they are typed: `type=image,chat=room`, `type=text|image`. */
export function formatChoices(choices: When, separator = ','): string {
  return Object.entries(choices)
    .map(([name, members]) => `${escapeChoice(name)}=${[members].flat().map(escapeChoice).join('|')}`)
    .join(separator);
}

/** A name with a backslash before what separates choices, and before blanks at its ends, which are trimmed. */
export const escapeChoice = (name: string): string => name.replace(/[\\,=]|^\s|\s$/g, '\\$&');

/** Choices as typed, in pairs of a name and a value; the value is `undefined` where there is no `=`. */
export function splitChoices(text: string): readonly (readonly [name: string, value: string | undefined])[] {
  return (text.match(/(?:^|,)(?:\\.|[^,\\]|\\$)*/gsu) ?? []).map((part) => {
    const [, name = '', value] = /^,?((?:\\.|[^=\\]|\\$)*)(?:=(.*))?$/su.exec(part) ?? [];
    return [unescapeChoice(name), value === undefined ? undefined : unescapeChoice(value)];
  });
}

const unescapeChoice = (text: string): string =>
  text
    .replace(/^\s+/u, '')
    .replace(/((?:\\.|[^\\])*?)\s*$/su, '$1')
    .replace(/\\(.)/gsu, '$1');

/** Whether a variant meets a condition. A dimension that the variant does not have meets none, or any to the lenient. */
export function meets(variant: Variant, when: When, how?: 'lenient'): boolean {
  for (const name in when) {
    const wanted = when[name] as string | readonly string[];
    const has = variant[name];
    if (has === undefined) {
      if (how === undefined) return false;
    } else if (typeof wanted === 'string' ? has !== wanted : !wanted.includes(has)) return false;
  }
  return true;
}

/** All members of a dimension, those beyond the page last. */
export function allMembers({ members, beyond }: Dimension): Enumeration {
  return { ...members, ...beyond };
}

/** A member by its name, whether on the page or beyond it. */
export function memberOf(dimension: Dimension, name: string) {
  const members: Enumeration = Object.hasOwn(dimension.members, name) ? dimension.members : dimension.beyond;
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

/** The payload value of a variant's choice. */
export function chosenValue<E extends Enumeration>(dimension: Dimension<E>, variant: Variant): ValueOf<E> {
  const name = variant[dimension.name];
  const member = name === undefined ? undefined : memberOf(dimension, name);
  if (member === undefined) {
    throw new Error(`the variant has no ${dimension.name}; give the field that carries it a matching 'when'`);
  }
  return member.value as EnumValue as ValueOf<E>;
}
