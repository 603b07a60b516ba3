import { didYouMean } from '../catalog/nearest.ts';
import { type Dimension, meets, memberOf, type Variant, type When } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import type { Rule } from '../define/rule.ts';
import { CatalogError } from '../errors.ts';

type Varied = Pick<EventDefinition, 'id' | 'dimensions' | 'rules'>;

/** `type=image,chat=room`, in the event's order: the same text for the same variant. */
export function variantKey(event: Varied, variant: Variant): string {
  return event.dimensions
    .filter(({ name }) => variant[name] !== undefined)
    .map(({ name }) => `${name}=${variant[name]}`)
    .join(',');
}

/**
 * Reads `type=image,chat=room` into choices: member names, payload values (`type=6`) and Chinese labels all serve.
 * @throws CatalogError on an unknown dimension or value, naming the nearest
 */
export function parseChoices(event: Varied, text: string): Variant {
  const choices: Record<string, string> = {};
  for (const part of text.split(',')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, equals < 0 ? undefined : equals).trim();
    const dimension = event.dimensions.find((candidate) => candidate.name === name);
    if (dimension === undefined) throw unknownDimension(event, name);
    if (equals < 0) throw new CatalogError(`'${part}' chooses nothing: write ${name}=${dimension.usual}`);
    const typed = part.slice(equals + 1).trim();
    const member = findMember(dimension, typed);
    if (member === undefined) throw unknownMember(event, dimension, typed);
    choices[name] = member;
  }
  return choices;
}

/**
 * Reads choices that are to hold for several events: each has to have these dimensions and values.
 * @throws CatalogError when one does not, or when the text means another value there
 */
export function parseSharedChoices(events: readonly Varied[], text: string): Variant {
  const [first = {}, ...others] = events.map((event) => parseChoices(event, text));
  if (others.some((choices) => JSON.stringify(choices) !== JSON.stringify(first))) {
    throw new CatalogError(`'${text}' does not mean the same for ${events.map(({ id }) => id).join(', ')}`);
  }
  return first;
}

function unknownDimension(event: Varied, name: string): CatalogError {
  const names = event.dimensions.map((dimension) => dimension.name);
  if (names.length === 0)
    return new CatalogError(`${event.id} has no dimensions: all its payloads have one form`);
  return new CatalogError(
    `${event.id} has no dimension '${name}'${didYouMean(name, names)}; there are ${names.join(', ')}`,
  );
}

function unknownMember(event: Varied, dimension: Dimension, typed: string): CatalogError {
  const names = memberNames(dimension);
  return new CatalogError(
    `${event.id} has no ${dimension.name} '${typed}'${didYouMean(typed, names)}; there are ${names.join(', ')}`,
  );
}

function memberNames(dimension: Dimension): string[] {
  return [...Object.keys(dimension.members), ...Object.keys(dimension.beyond)];
}

function findMember(dimension: Dimension, typed: string): string | undefined {
  if (memberOf(dimension, typed) !== undefined) return typed;
  return memberNames(dimension).find((name) => {
    const member = memberOf(dimension, name);
    return member !== undefined && (String(member.value) === typed || member.zh === typed);
  });
}

/**
 * Every valid variant that has the fixed choices, dealt lazily. With a number of `deviations`, only those in
 * which exactly that many of the free dimensions are not as usual.
 */
export function* validVariants(
  event: Varied,
  fixed: Variant = {},
  deviations?: number,
  rules: readonly Rule[] = event.rules,
): Generator<Variant> {
  const { dimensions } = event;
  const position = new Map(dimensions.map(({ name }, i) => [name, i]));
  // A rule is asked as soon as the last dimension that it speaks of has been chosen.
  const due = dimensions.map((_, i) =>
    rules.filter((rule) => Math.max(...rule.of.map((name) => position.get(name) ?? 0)) === i),
  );

  function* choose(i: number, variant: Variant, left: number): Generator<Variant> {
    const dimension = dimensions[i];
    if (dimension === undefined) {
      if (deviations === undefined || left === 0) yield variant;
      return;
    }
    const { name } = dimension;
    const allowed = (next: Variant): boolean => due[i]?.every((rule) => rule.allows(next)) ?? true;
    if (dimension.when !== undefined && !meets(variant, dimension.when)) {
      if (fixed[name] === undefined && allowed(variant)) yield* choose(i + 1, variant, left);
      return;
    }
    const candidates =
      fixed[name] === undefined
        ? [dimension.usual, ...Object.keys(dimension.members).filter((member) => member !== dimension.usual)]
        : [fixed[name]];
    for (const member of candidates) {
      const cost = fixed[name] === undefined && member !== dimension.usual ? 1 : 0;
      if (deviations !== undefined && cost > left) continue;
      const next = { ...variant, [name]: member };
      if (allowed(next)) yield* choose(i + 1, next, left - cost);
    }
  }

  yield* choose(0, {}, deviations ?? 0);
}

/** The valid variant nearest to the usual one that has the given choices; `undefined` when there is none. */
function nearestVariant(event: Varied, choices: Variant, rules = event.rules): Variant | undefined {
  for (let deviations = 0; deviations <= event.dimensions.length; deviations += 1) {
    for (const variant of validVariants(event, choices, deviations, rules)) return variant;
  }
  return undefined;
}

/**
 * Completes choices into a variant. Dimensions left open take their usual value, or the nearest one that the
 * platform's rules allow: asking for a source that only the hosted account has makes it the sender.
 * @throws CatalogError on a dimension or member that the event does not have, or naming the rule that forbids
 * the combination
 */
export function resolveVariant(event: Varied, choices: Variant = {}): Variant {
  for (const [name, member] of Object.entries(choices)) {
    const dimension = event.dimensions.find((candidate) => candidate.name === name);
    if (dimension === undefined) throw unknownDimension(event, name);
    if (memberOf(dimension, member) === undefined) throw unknownMember(event, dimension, member);
  }
  const variant = nearestVariant(event, choices);
  if (variant !== undefined) return variant;
  throw new CatalogError(`${event.id} cannot have ${describe(choices)}: ${whyNot(event, choices)}`);
}

const describe = (choices: Variant): string =>
  Object.entries(choices)
    .map(([name, member]) => `${name}=${member}`)
    .join(',');

function whyNot(event: Varied, choices: Variant): string {
  const lawless = nearestVariant(event, choices, []);
  if (lawless === undefined) {
    const conditional = event.dimensions.filter(({ name, when }) => choices[name] !== undefined && when);
    const idle = conditional.filter((dimension) => contradicts(choices, dimension.when ?? {}));
    return (idle.length > 0 ? idle : conditional)
      .map((dimension) => `${dimension.name} exists only with ${when(dimension)}`)
      .join('; ');
  }
  // One rule that alone stands in the way explains best; otherwise those that the nearest attempt breaks.
  const alone = event.rules.filter(
    (rule) =>
      nearestVariant(
        event,
        choices,
        event.rules.filter((other) => other !== rule),
      ) !== undefined,
  );
  const broken = alone.length > 0 ? alone.slice(0, 1) : event.rules.filter((rule) => !rule.allows(lawless));
  return broken.map((rule) => `${rule.en} (${rule.basis})`).join('; ');
}

/** Whether choices were made that a condition rules out. */
function contradicts(choices: Variant, condition: When): boolean {
  return Object.entries(condition).some(([name, members]) => {
    const chosen = choices[name];
    return chosen !== undefined && ![members].flat().includes(chosen);
  });
}

function when(dimension: Dimension): string {
  return Object.entries(dimension.when ?? {})
    .map(([name, members]) => `${name}=${[members].flat().join('|')}`)
    .join(', ');
}

/** The choices that are not as usual, where they alone lead back to the variant; otherwise all of them. */
export function minimalChoices(event: Varied, variant: Variant): string {
  const unusual = Object.fromEntries(
    event.dimensions
      .filter(({ name, usual }) => variant[name] !== undefined && variant[name] !== usual)
      .map(({ name }) => [name, variant[name] as string]),
  );
  const whole = variantKey(event, variant);
  if (whole === '') return '';
  return variantKey(event, resolveVariant(event, unusual)) === whole ? variantKey(event, unusual) : whole;
}
