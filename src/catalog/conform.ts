import { allMembers, type Dimension, meets, type Variant, type When } from '../define/dimension.ts';
import { type Enumeration, isClosed } from '../define/enumeration.ts';
import type { EventDefinition } from '../define/event.ts';
import type { AnyField, ShapeOf } from '../define/field.ts';
import { excerpt } from '../excerpt.ts';
import { isObject } from '../json.ts';
import { asIs, type LocalizedText, say } from '../language.ts';
import { builtinCatalog } from './builtin.ts';
import { formatPath, type PathStep } from './field-path.ts';
import { placedFields } from './fields.ts';

/** A place where a payload is not what its event describes. */
export interface Mismatch {
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

/** A {@link Mismatch} in every language. */
export type Difference = { readonly [Part in keyof Mismatch]: LocalizedText };

/** `actual` of a key that is not there. */
export const missing: LocalizedText = { zh: '缺失', en: 'missing' };

const unknownKey: LocalizedText = {
  zh: '缺失（事件没有这个键）',
  en: 'no such key: the event does not have it',
};
const otherVariant: LocalizedText = {
  zh: '缺失（这个键属于其他变体）',
  en: 'no such key in this variant',
};

type Path = readonly PathStep[];

/**
 * Compares a payload with its event's definition. It also finds what the exported schema cannot express: keys that
 * belong to another variant, and keys that the event does not have.
 * @param hint the variant that the payload was drawn as, where its own values do not show it
 */
export function conform(event: EventDefinition, payload: unknown, hint: Variant = {}): Mismatch[] {
  return differences(event, payload, hint).map(({ path, expected, actual }) => ({
    path: said(path),
    expected: said(expected),
    actual: said(actual),
  }));
}

/** Values and paths are the same in every language. */
const said = (text: LocalizedText): string => (text.zh === text.en ? text.en : say(text));

/** As {@link conform}. */
export function differences(event: EventDefinition, payload: unknown, hint: Variant = {}): Difference[] {
  const variant = { ...hint, ...variantShownBy(event.payload, payload) };
  const mismatches = [...compare(event.payload, payload, [], variant)];
  if (!mismatches.some(({ expected }) => expected === unknownKey)) return mismatches;
  const known = new Set([...placedFields(event)].map(({ path }) => path));
  return mismatches.map((mismatch) => {
    const elsewhere =
      mismatch.expected === unknownKey && known.has(mismatch.path.en.replace(/\[\d+\]/g, '[]'));
    return elsewhere ? { ...mismatch, expected: otherVariant } : mismatch;
  });
}

function variantShownBy(field: AnyField, value: unknown): Variant {
  const { shape } = field;
  if (shape.kind === 'choice') {
    const member = memberWith(shape.dimension, value);
    return member === undefined ? {} : { [shape.dimension.name]: member };
  }
  if (!isObject(value)) return {};
  const parts: Variant[] = [];
  if (shape.kind === 'object') {
    for (const [key, child] of Object.entries(shape.fields)) {
      if (Object.hasOwn(value, key)) parts.push(variantShownBy(child, value[key]));
    }
  } else if (shape.kind === 'union') {
    const objects = Object.values(shape.cases).filter((one) => one.shape.kind === 'object');
    parts.push(...objects.map((one) => variantShownBy(one, value)));
  }
  return Object.assign({}, ...parts) as Variant;
}

function memberWith(dimension: Dimension, value: unknown): string | undefined {
  return Object.entries(allMembers(dimension)).find(([, member]) => member.value === value)?.[0];
}

function* compare(field: AnyField, value: unknown, path: Path, variant: Variant): Generator<Difference> {
  const { shape, facts } = field;
  const differs = (expected: LocalizedText): Difference => ({
    path: path.length === 0 ? wholeBody : asIs(formatPath(path)),
    expected,
    actual: show(value),
  });
  const { identity } = facts;
  if (identity !== undefined && value !== identity && typeof value === 'string') {
    const other = ownerOf(formatPath(path), value);
    // What is only inferred may well be otherwise, unless we know whose value it is.
    const own = show(identity);
    if (other !== undefined) {
      yield differs({
        zh: `${own.zh}，而不是 ${other} 的值`,
        en: `${own.en}, and not that of ${other}`,
      });
    } else if (facts.basis !== 'inferred') yield differs(own);
    return;
  }
  if (value === null && (facts.nullable === true || facts.seen?.includes(null))) return;
  if (typeof value === 'number' && facts.seen?.some((seen) => typeof seen === 'number')) return;
  switch (shape.kind) {
    case 'string':
    case 'boolean':
      if (typeof value !== shape.kind) yield differs({ zh: kinds[shape.kind], en: `a ${shape.kind}` });
      return;
    case 'number':
      if (typeof value !== 'number' || (shape.integer && !Number.isInteger(value))) {
        yield differs(shape.integer ? { zh: '整数', en: 'an integer' } : { zh: '数字', en: 'a number' });
      }
      return;
    case 'constant':
      if (value !== shape.value) yield differs(show(shape.value));
      return;
    case 'choice':
    case 'enum': {
      const members = shape.kind === 'enum' ? shape.members : allMembers(shape.dimension);
      if (!allows(members, value)) {
        const values = Object.values(members).map((member) => show(member.value).en);
        yield differs({ zh: `${values.join('、')} 之一`, en: `one of ${values.join(', ')}` });
      }
      return;
    }
    case 'list':
      if (!Array.isArray(value)) yield differs({ zh: '列表', en: 'a list' });
      else {
        for (const [i, item] of value.entries()) {
          const own = { ...variant, ...variantShownBy(shape.item, item) };
          yield* compare(shape.item, item, [...path, i], own);
        }
      }
      return;
    case 'json': {
      const content = typeof value === 'string' ? parsed(value) : undefined;
      if (content === undefined)
        yield differs({ zh: '内容为 JSON 的字符串', en: 'a string that holds JSON' });
      else yield* compare(shape.content, content, path, variant);
      return;
    }
    case 'union': {
      const chosen = shape.cases[variant[shape.dimension.name] ?? ''];
      const fits = (one: AnyField): boolean => compare(one, value, path, variant).next().done === true;
      if (chosen !== undefined) yield* compare(chosen, value, path, variant);
      else if (!Object.values(shape.cases).some(fits)) {
        const { zh, en } = shape.dimension.title;
        yield differs({ zh: `由${zh}决定的形式之一`, en: `one of the forms that ${en} gives it` });
      }
      return;
    }
    case 'object':
      if (!isObject(value)) yield differs({ zh: '对象', en: 'an object' });
      else yield* compareKeys(field as ObjectField, value, path, variant);
  }
}

const wholeBody: LocalizedText = { zh: '（整个消息体）', en: '(the whole body)' };
const kinds = { string: '字符串', boolean: '布尔值' } as const;

/** The built-in event whose bodies are told by this value. */
const ownerOf = (path: string, value: string): string | undefined =>
  builtinCatalog.entries.find(({ identity }) => identity?.path === path && identity.value === value)?.id;

/** Whether an enum may have a value. One whose values were merely observed may have others of the same type. */
function allows(members: Enumeration, value: unknown): boolean {
  const values = Object.values(members).map((member) => member.value);
  if (values.some((known) => known === value)) return true;
  return !isClosed(members) && value !== null && values.some((known) => typeof known === typeof value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type ObjectField = AnyField & { readonly shape: ShapeOf<'object'> };

function* compareKeys(
  { shape: { fields }, facts }: ObjectField,
  value: Record<string, unknown>,
  path: Path,
  variant: Variant,
): Generator<Difference> {
  for (const [key, field] of Object.entries(fields)) {
    const { when = {}, unless, chance = 1, seen = [], offPage = false } = field.facts;
    const has = Object.hasOwn(value, key);
    const here = [...path, key];
    const belongs = meets(variant, when);
    const decided = Object.keys(when).every((name) => variant[name] !== undefined);
    if (has && !belongs && decided) {
      const choices = choicesOf(when, variant);
      const expected = {
        zh: `缺失（这个键属于其他变体，而这里是 ${choices}）`,
        en: `no such key in this variant (${choices})`,
      };
      yield { path: asIs(formatPath(here)), expected, actual: show(value[key]) };
    } else if (has) {
      yield* compare(field, value[key], here, variant);
    } else if (belongs && chance === 1 && !offPage && !seen.includes('absent')) {
      if (unless !== undefined && meets(variant, unless)) continue;
      yield { path: asIs(formatPath(here)), expected: { zh: '一个值', en: 'a value' }, actual: missing };
    }
  }
  if (facts.open === true) return;
  for (const [key, found] of Object.entries(value)) {
    if (Object.hasOwn(fields, key)) continue;
    yield { path: asIs(formatPath([...path, key])), expected: unknownKey, actual: show(found) };
  }
}

const choicesOf = (when: When, variant: Variant): string =>
  Object.keys(when)
    .map((name) => `${name}=${variant[name] ?? 'none'}`)
    .join(', ');

/** A value on one line, 60 characters at most. */
const show = (value: unknown): LocalizedText => {
  const json = JSON.stringify(value);
  return json === undefined ? { zh: '空', en: 'nothing' } : asIs(excerpt(json, 60));
};
