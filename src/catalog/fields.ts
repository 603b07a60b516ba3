import type { Basis } from '../define/basis.ts';
import { allMembers, type When } from '../define/dimension.ts';
import type { Enumeration, EnumMember } from '../define/enumeration.ts';
import type { EventDefinition } from '../define/event.ts';
import type { AnyField, FieldFacts, Seen, Shape } from '../define/field.ts';
import { schemaType } from '../json.ts';

/** One documented key of an event, as a table shows it. */
export interface FieldRow
  extends Pick<FieldFacts, 'label' | 'note'>,
    Pick<PlacedField, 'path' | 'basis' | 'when'> {
  /** `string`, `integer`, `string or null`, `object`, `list of object`, `JSON text of object` … */
  readonly type: string;
  /** Present in some payloads and not in others. */
  readonly optional: boolean;
  readonly secret: boolean;
  readonly seen: readonly Seen[];
  /** Labelled values, when the field has them. */
  readonly values?: readonly EnumMember[];
  /** The dimension whose value it shows. */
  readonly dimension?: string;
}

/** A field with its path, and the conditions under which it is there. */
export interface PlacedField {
  /** `data.leftMembers[].nickName` */
  readonly path: string;
  readonly field: AnyField;
  readonly basis: Basis;
  /** All of them hold together. */
  readonly when: readonly When[];
}

/** Every field of an event, parents before children, in the order of the keys. */
export function* placedFields(event: EventDefinition): Generator<PlacedField> {
  yield* walk('', event.payload, event.basis, []);
}

function* walk(
  path: string,
  field: AnyField,
  around: Basis,
  conditions: readonly When[],
): Generator<PlacedField> {
  const basis = field.facts.basis ?? around;
  const when = field.facts.when === undefined ? conditions : [...conditions, field.facts.when];
  if (path !== '') yield { path, field, basis, when };
  yield* inside(path, field, basis, when);
}

function* inside(path: string, field: AnyField, basis: Basis, when: readonly When[]): Generator<PlacedField> {
  const { shape } = field;
  switch (shape.kind) {
    case 'object':
      for (const [key, child] of Object.entries(shape.fields)) {
        yield* walk(path === '' ? key : `${path}.${key}`, child, basis, when);
      }
      break;
    case 'list':
      yield* inside(`${path}[]`, shape.item, basis, when);
      break;
    case 'union':
      for (const [member, child] of Object.entries(shape.cases)) {
        yield* inside(path, child, child.facts.basis ?? basis, [...when, { [shape.dimension.name]: member }]);
      }
      break;
    case 'json':
      yield* inside(path, shape.content, basis, when);
      break;
    default:
  }
}

export function fieldRows(event: EventDefinition): FieldRow[] {
  return [...placedFields(event)].map(({ path, field, basis, when }) => {
    const { label, note, seen = [], secret = false, chance = 1 } = field.facts;
    const { shape } = field;
    const members = membersOf(shape);
    return {
      path,
      type: typeText(field),
      ...(label && { label }),
      basis,
      ...(note && { note }),
      when,
      optional: chance < 1,
      secret,
      seen,
      ...(members && { values: Object.values(members) }),
      ...(shape.kind === 'choice' && { dimension: shape.dimension.name }),
    };
  });
}

function membersOf(shape: Shape): Enumeration | undefined {
  if (shape.kind === 'choice') return allMembers(shape.dimension);
  return shape.kind === 'enum' ? shape.members : undefined;
}

export function typeText(field: AnyField): string {
  const { shape } = field;
  const orNull = field.facts.nullable === true ? ' or null' : '';
  switch (shape.kind) {
    case 'string':
    case 'boolean':
      return shape.kind + orNull;
    case 'number':
      return shape.integer ? 'integer' : 'number';
    case 'constant':
      return `${typeof shape.value} ${JSON.stringify(shape.value)}`;
    case 'choice':
    case 'enum':
      return alternatives(Object.values(membersOf(shape) ?? {}).map(({ value }) => schemaType(value)));
    case 'object':
      return 'object';
    case 'list':
      return `list of ${typeText(shape.item)}`;
    case 'union':
      return alternatives(Object.values(shape.cases).map(typeText));
    case 'json':
      return 'string of JSON';
  }
}

const alternatives = (types: readonly string[]): string => [...new Set(types)].join(' or ');
