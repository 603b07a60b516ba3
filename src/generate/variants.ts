import { inTypedLanguage } from '../catalog/nearest.ts';
import { basisWords } from '../define/basis.ts';
import {
  allMembers,
  type Dimension,
  escapeChoice,
  formatChoices,
  meets,
  memberOf,
  splitChoices,
  type Variant,
  type When,
} from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import type { Rule } from '../define/rule.ts';
import { CatalogError } from '../errors.ts';
import type { LocalizedText } from '../language.ts';
import { comparable, plainSeparators } from '../typed-text.ts';

/** What an event's variants are made from. */
export type VariantSpace = Pick<EventDefinition, 'id' | 'dimensions' | 'rules'>;

/** `type=image,chat=room`, in the event's order: the same text for the same variant. */
export function variantKey(event: VariantSpace, variant: Variant): string {
  return event.dimensions
    .filter(({ name }) => variant[name] !== undefined)
    .map(({ name }) => `${escapeChoice(name)}=${escapeChoice(variant[name] ?? '')}`)
    .join(',');
}

/**
 * Reads `type=image,chat=room`; a backslash makes the next character part of a name. A member's name, its payload
 * value (`type=6`) and its label in either language all name it, and so does its title a dimension: `消息类型＝图片`.
 * @throws CatalogError on an unknown dimension or value, naming the nearest
 */
export function parseChoices(event: VariantSpace, text: string): Variant {
  const plain = plainSeparators(text);
  if (plain === text) return readChoices(event, text);
  try {
    // A name may have such characters.
    return readChoices(event, text);
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    return readChoices(event, plain);
  }
}

/** A dimension by its name or its title. */
export function dimensionNamed({ dimensions }: Pick<VariantSpace, 'dimensions'>, name: string) {
  const wanted = comparable(name);
  return (
    dimensions.find((dimension) => dimension.name === name) ??
    dimensions.find(
      ({ title }) => wanted !== '' && [title.zh, title.en].some((one) => comparable(one) === wanted),
    )
  );
}

function readChoices(event: VariantSpace, text: string): Variant {
  const choices: Record<string, string> = {};
  for (const written of splitChoices(text)) {
    const [name, typed] = namedChoice(event, written);
    const dimension = dimensionNamed(event, name);
    if (dimension === undefined) throw unknownDimension(event, name);
    if (typed === undefined) {
      const choice = `${escapeChoice(name)}=${escapeChoice(dimension.usual)}`;
      throw new CatalogError({
        zh: `'${name}' 没有值：请写成 ${choice}`,
        en: `'${name}' has no value: write ${choice}`,
      });
    }
    const member = findMember(dimension, typed) ?? findAlike(dimension, typed);
    if (member === undefined) throw unknownMember(event, dimension, typed);
    choices[dimension.name] = member;
  }
  return choices;
}

/**
 * A choice with its dimension: `type=image` for `image`, if one dimension alone has that value, and for `type:image`.
 * @throws CatalogError when several have it
 */
function namedChoice(
  event: VariantSpace,
  [name, typed]: readonly [string, string | undefined],
): readonly [string, string | undefined] {
  const { id, dimensions } = event;
  if (typed !== undefined || dimensionNamed(event, name) !== undefined) return [name, typed];
  const [, before, after] = /^([^:：]+)[:：](.+)$/u.exec(name) ?? [];
  if (before !== undefined && dimensionNamed(event, before) !== undefined) return [before, after];
  const exactly = dimensions.filter((dimension) => findMember(dimension, name) !== undefined);
  const having =
    exactly.length > 0 ? exactly : dimensions.filter((dimension) => findAlike(dimension, name) !== undefined);
  if (having.length > 1) {
    const choices = having.map((dimension) => `${dimension.name}=${escapeChoice(name)}`);
    throw new CatalogError({
      zh: `${id} 有多个维度含 '${name}'：请写成 ${choices.join(' 或 ')}`,
      en: `${id} has '${name}' more than once: write ${choices.join(' or ')}`,
    });
  }
  return having[0] === undefined ? [name, typed] : [having[0].name, name];
}

/** Reads choices for several events. Throws a CatalogError unless they fit, and mean the same, for each. */
export function parseSharedChoices(events: readonly VariantSpace[], text: string): Variant {
  const [first = {}, ...others] = events.map((event) => parseChoices(event, text));
  if (others.some((choices) => JSON.stringify(choices) !== JSON.stringify(first))) {
    const ids = events.map(({ id }) => id);
    throw new CatalogError({
      zh: `'${text}' 在 ${ids.join('、')} 中的含义不同`,
      en: `'${text}' means different things for ${ids.join(', ')}`,
    });
  }
  return first;
}

function unknownDimension(event: VariantSpace, name: string): CatalogError {
  if (event.dimensions.length === 0)
    return new CatalogError({
      zh: `${event.id} 没有维度：它的所有消息体形式相同`,
      en: `${event.id} has no dimensions: all its payloads have the same form`,
    });
  const labelled = event.dimensions.map((dimension) => ({ name: dimension.name, zh: dimension.title.zh }));
  const { names, hint } = inTypedLanguage(name, labelled);
  return new CatalogError({
    zh: `${event.id} 没有维度 '${name}'${hint}；可选：${names.join('、')}`,
    en: `${event.id} has no dimension '${name}'${hint}; there are ${names.join(', ')}`,
  });
}

function unknownMember(event: VariantSpace, dimension: Dimension, typed: string): CatalogError {
  const { names, hint } = inTypedLanguage(
    typed,
    Object.entries(allMembers(dimension)).map(([name, { zh }]) => ({ name, zh })),
  );
  return new CatalogError({
    zh: `${event.id} 的 ${dimension.name} 没有 '${typed}'${hint}；可选：${names.join('、')}`,
    en: `${event.id} has no ${dimension.name} '${typed}'${hint}; there are ${names.join(', ')}`,
  });
}

function findMember(dimension: Dimension, typed: string): string | undefined {
  if (memberOf(dimension, typed) !== undefined) return typed;
  const members = Object.entries(allMembers(dimension));
  return members.find(([, { value, zh }]) => String(value) === typed || zh === typed)?.[0];
}

/** The one member that is meant if letter case, width and blanks do not matter, or by its English label. */
function findAlike(dimension: Dimension, typed: string): string | undefined {
  const wanted = comparable(typed);
  if (wanted === '') return undefined;
  const alike = Object.entries(allMembers(dimension)).filter(([name, { zh, en }]) =>
    [name, zh, en].some((one) => comparable(one) === wanted),
  );
  return alike.length === 1 ? alike[0]?.[0] : undefined;
}

/** Lazily gives the valid variants with the fixed choices; if given, exactly `deviations` other members are unusual. */
export function* validVariants(
  event: VariantSpace,
  fixed: Variant = {},
  deviations?: number,
  rules: readonly Rule[] = event.rules,
): Generator<Variant> {
  const { dimensions } = event;
  const position = new Map(dimensions.map(({ name }, i) => [name, i]));
  // A rule is evaluated as soon as the last dimension that it names has been chosen.
  const applying = rules.filter((rule) => rule.usual !== true || rule.allows(fixed));
  const due = dimensions.map((_, i) =>
    applying.filter((rule) => Math.max(...rule.of.map((name) => position.get(name) ?? 0)) === i),
  );

  function* choose(i: number, variant: Variant, left: number): Generator<Variant> {
    const dimension = dimensions[i];
    if (dimension === undefined) {
      if (deviations === undefined || left === 0) yield variant;
      return;
    }
    const { name, usual } = dimension;
    const choice = fixed[name];
    const allowed = (next: Variant): boolean => due[i]?.every((rule) => rule.allows(next)) ?? true;
    if (dimension.when !== undefined && !meets(variant, dimension.when)) {
      if (choice === undefined && allowed(variant)) yield* choose(i + 1, variant, left);
      return;
    }
    const unusual = Object.keys(dimension.members).filter((member) => member !== usual);
    for (const member of choice === undefined ? [usual, ...unusual] : [choice]) {
      const cost = choice === undefined && member !== usual ? 1 : 0;
      if (deviations !== undefined && cost > left) continue;
      const next = { ...variant, [name]: member };
      if (allowed(next)) yield* choose(i + 1, next, left - cost);
    }
  }

  yield* choose(0, {}, deviations ?? 0);
}

/** The valid variant with these choices that deviates least from the usual one; `undefined` when there is none. */
export function nearestVariant(
  event: VariantSpace,
  choices: Variant,
  rules = event.rules,
): Variant | undefined {
  for (let deviations = 0; deviations <= event.dimensions.length; deviations += 1) {
    for (const variant of validVariants(event, choices, deviations, rules)) return variant;
  }
  return undefined;
}

/**
 * Completes choices into a variant. Open dimensions take their usual member, or another where the platform's rules
 * demand it: a source that only the hosted account has makes the hosted account the sender.
 * @throws CatalogError on a dimension or member that the event does not have, and on a combination that a rule forbids
 */
export function resolveVariant(event: VariantSpace, choices: Variant = {}): Variant {
  for (const [name, member] of Object.entries(choices)) {
    const dimension = event.dimensions.find((candidate) => candidate.name === name);
    if (dimension === undefined) throw unknownDimension(event, name);
    if (memberOf(dimension, member) === undefined) throw unknownMember(event, dimension, member);
  }
  const variant = nearestVariant(event, choices);
  if (variant !== undefined) return variant;
  const why = whyNot(event, choices);
  throw new CatalogError({
    zh: `${event.id} 不能有 ${formatChoices(choices)}：${why.zh}`,
    en: `${event.id} cannot have ${formatChoices(choices)}: ${why.en}`,
  });
}

function whyNot(event: VariantSpace, choices: Variant): LocalizedText {
  const withoutRules = nearestVariant(event, choices, []);
  if (withoutRules === undefined) {
    const conditional = event.dimensions.filter(({ name, when }) => choices[name] !== undefined && when);
    const excluded = conditional.filter(({ when = {} }) => contradicts(choices, when));
    return joined(
      (excluded.length > 0 ? excluded : conditional).map(({ name, when = {} }) => ({
        zh: `${name} 只在 ${formatChoices(when, '、')} 时存在`,
        en: `${name} exists only with ${formatChoices(when, ', ')}`,
      })),
    );
  }
  // A single rule that forbids it explains best; otherwise name those that the nearest attempt breaks.
  const without = (rule: Rule): Rule[] => event.rules.filter((other) => other !== rule);
  const only = event.rules.find((rule) => nearestVariant(event, choices, without(rule)) !== undefined);
  const broken = only === undefined ? event.rules.filter((rule) => !rule.allows(withoutRules)) : [only];
  return joined(
    broken.map(({ zh, en, basis }) => ({
      zh: `${zh}（${basisWords[basis].zh}）`,
      en: `${en} (${basisWords[basis].en})`,
    })),
  );
}

const joined = (reasons: readonly LocalizedText[]): LocalizedText => ({
  zh: reasons.map(({ zh }) => zh).join('；'),
  en: reasons.map(({ en }) => en).join('; '),
});

/** Whether one of the choices rules the condition out. */
function contradicts(choices: Variant, condition: When): boolean {
  return Object.entries(condition).some(([name, members]) => {
    const chosen = choices[name];
    return chosen !== undefined && ![members].flat().includes(chosen);
  });
}

/** The unusual choices as text, if the variant follows from them; otherwise all of its choices. */
export function minimalChoices(event: VariantSpace, variant: Variant): string {
  const unusual = Object.fromEntries(
    event.dimensions
      .filter(({ name, usual }) => variant[name] !== undefined && variant[name] !== usual)
      .map(({ name }) => [name, variant[name] as string]),
  );
  const whole = variantKey(event, variant);
  if (whole === '') return '';
  return variantKey(event, resolveVariant(event, unusual)) === whole ? variantKey(event, unusual) : whole;
}
