import { type Dimension, meets, type Variant } from '../define/dimension.ts';
import { type Enumeration, type EnumMember, isClosed } from '../define/enumeration.ts';
import type { EventDefinition } from '../define/event.ts';
import type { AnyField } from '../define/field.ts';
import { formatPath, type PathStep } from './field-path.ts';
import { placedFields } from './fields.ts';

/** A place where a payload is not what its event describes. */
export interface Mismatch {
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

/** What a key that is not there is. */
export const missing = 'missing';

type Path = readonly PathStep[];

/**
 * Compares a payload with its event's definition. Unlike the exported schema it also knows what no schema can say:
 * keys that belong to another variant, and keys that the event does not have.
 * @param hint the variant the payload was drawn as, for what the payload itself does not show
 */
export function conform(event: EventDefinition, payload: unknown, hint: Variant = {}): Mismatch[] {
  const variant = { ...hint, ...shownVariant(event.payload, payload) };
  const mismatches: Mismatch[] = [];
  compare(event.payload, payload, [], variant, mismatches);
  if (!mismatches.some(({ expected }) => expected === unknownKey)) return mismatches;
  const known = new Set([...placedFields(event)].map(({ path }) => path));
  return mismatches.map((mismatch) => {
    const elsewhere = mismatch.expected === unknownKey && known.has(mismatch.path.replace(/\[\d+\]/g, '[]'));
    return elsewhere ? { ...mismatch, expected: 'no such key in this variant' } : mismatch;
  });
}

const unknownKey = 'no such key: the event does not have it';

/** The choices that the payload's own values show. */
function shownVariant(field: AnyField, value: unknown): Variant {
  const shown: Record<string, string> = {};
  const look = (at: AnyField, found: unknown): void => {
    const { shape } = at;
    if (shape.kind === 'object' && isObject(found)) {
      for (const [key, child] of Object.entries(shape.fields)) {
        if (Object.hasOwn(found, key)) look(child, found[key]);
      }
    } else if (shape.kind === 'choice') {
      const member = memberWith(shape.dimension, found);
      if (member !== undefined) shown[shape.dimension.name] = member;
    } else if (shape.kind === 'union') {
      for (const one of Object.values(shape.cases)) if (one.shape.kind === 'object') look(one, found);
    }
  };
  look(field, value);
  return shown;
}

function memberWith({ members, beyond }: Dimension, value: unknown): string | undefined {
  return Object.entries<EnumMember>({ ...members, ...beyond }).find(
    ([, member]) => member.value === value,
  )?.[0];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function compare(field: AnyField, value: unknown, path: Path, variant: Variant, out: Mismatch[]): void {
  const { shape, facts } = field;
  const expect = (expected: string): void => {
    out.push({ path: formatPath(path) || '(the whole body)', expected, actual: show(value) });
  };
  if (value === null && (facts.nullable === true || facts.seen?.includes(null))) return;
  switch (shape.kind) {
    case 'string':
    case 'boolean':
      if (typeof value !== shape.kind) expect(`a ${shape.kind}`);
      return;
    case 'number':
      if (typeof value !== 'number' || (shape.integer && !Number.isInteger(value))) {
        expect(shape.integer ? 'an integer' : 'a number');
      }
      return;
    case 'constant':
      if (value !== shape.value) expect(show(shape.value));
      return;
    case 'choice':
      compareEnum({ ...shape.dimension.members, ...shape.dimension.beyond }, value, expect);
      return;
    case 'enum':
      compareEnum(shape.members, value, expect);
      return;
    case 'list':
      if (!Array.isArray(value)) expect('a list');
      else for (const [i, item] of value.entries()) compare(shape.item, item, [...path, i], variant, out);
      return;
    case 'json':
      if (typeof value !== 'string') expect('a string that holds JSON');
      else compareText(shape.content, value, path, variant, out);
      return;
    case 'union':
      compareUnion(shape, value, path, variant, out);
      return;
    case 'object':
      if (!isObject(value)) expect('an object');
      else compareObject(shape.fields, value, path, variant, out);
  }
}

function compareEnum(members: Enumeration, value: unknown, expect: (expected: string) => void): void {
  const values = Object.values(members);
  if (values.some((member) => member.value === value)) return;
  const sameType = values.some((member) => typeof member.value === typeof value && value !== null);
  if (isClosed(members) || !sameType) expect(oneOf(values));
}

function compareText(content: AnyField, text: string, path: Path, variant: Variant, out: Mismatch[]): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    out.push({ path: formatPath(path), expected: 'a string that holds JSON', actual: show(text) });
    return;
  }
  compare(content, value, path, variant, out);
}

function compareUnion(
  shape: Extract<AnyField['shape'], { kind: 'union' }>,
  value: unknown,
  path: Path,
  variant: Variant,
  out: Mismatch[],
): void {
  const member = variant[shape.dimension.name];
  const chosen = member === undefined ? undefined : shape.cases[member];
  if (chosen !== undefined) {
    compare(chosen, value, path, variant, out);
    return;
  }
  const fits = Object.values(shape.cases).some((one) => {
    const mismatches: Mismatch[] = [];
    compare(one, value, path, variant, mismatches);
    return mismatches.length === 0;
  });
  if (!fits) {
    const expected = `one of the forms that ${shape.dimension.title.en} gives it`;
    out.push({ path: formatPath(path), expected, actual: show(value) });
  }
}

function compareObject(
  fields: Readonly<Record<string, AnyField>>,
  value: Record<string, unknown>,
  path: Path,
  variant: Variant,
  out: Mismatch[],
): void {
  for (const [key, field] of Object.entries(fields)) {
    const { when, chance = 1, seen = [] } = field.facts;
    const has = Object.hasOwn(value, key);
    const decided = when === undefined || Object.keys(when).every((name) => variant[name] !== undefined);
    const belongs = when === undefined || meets(variant, when);
    const here = formatPath([...path, key]);
    if (has && !belongs && decided) {
      out.push({
        path: here,
        expected: `no such key in ${describe(when ?? {}, variant)}`,
        actual: show(value[key]),
      });
    } else if (has) {
      compare(field, value[key], [...path, key], variant, out);
    } else if (belongs && chance === 1 && !seen.includes('absent')) {
      out.push({ path: here, expected: 'a value', actual: missing });
    }
  }
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(fields, key)) {
      const here = formatPath([...path, key]);
      out.push({ path: here, expected: unknownKey, actual: show(value[key]) });
    }
  }
}

const describe = (when: Variant | Readonly<Record<string, unknown>>, variant: Variant): string =>
  `this variant (${Object.keys(when)
    .map((name) => `${name}=${variant[name] ?? 'none'}`)
    .join(', ')})`;

const oneOf = (members: readonly EnumMember[]): string =>
  `one of ${members.map(({ value }) => show(value)).join(', ')}`;

/** A value on one line, 60 characters at most. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
