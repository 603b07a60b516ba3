import type { Basis } from '../define/basis.ts';
import { allMembers, type When } from '../define/dimension.ts';
import type { Enumeration, EnumMember } from '../define/enumeration.ts';
import type { EventDefinition } from '../define/event.ts';
import type { AnyField, FieldFacts, Seen, Shape } from '../define/field.ts';
import { schemaType } from '../json.ts';
import { asIs, type LocalizedText } from '../language.ts';
import { generalPath, type PathStep } from './field-path.ts';

/** One documented key of an event, as a table shows it. */
export interface FieldRow
  extends Pick<FieldFacts, 'label' | 'note'>,
    Pick<PlacedField, 'path' | 'basis' | 'when'> {
  /** `string`, `integer`, `string or null`, `object`, `list of object`, `JSON text of object` … */
  readonly type: string;
  /** Present in some payloads and not in others. */
  readonly optional: boolean;
  /** Never drawn: real bodies have been seen with it. */
  readonly onlySeen: boolean;
  /** Variants in which real bodies lack it. */
  readonly unless?: When;
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
  /** Its place in a payload, in lists that of the first item. `undefined` inside of JSON text, where nothing can be set. */
  readonly steps: readonly PathStep[] | undefined;
  readonly field: AnyField;
  readonly basis: Basis;
  /** All of them hold together. */
  readonly when: readonly When[];
}

/** Where a field is, and what is known of all that is inside of it. */
interface Place {
  readonly steps: readonly PathStep[];
  readonly basis: Basis;
  readonly when: readonly When[];
  readonly inText: boolean;
}

/** Every field of an event, parents before children, in the order of the keys. */
export function placedFields(event: EventDefinition): Generator<PlacedField> {
  return inside(event.payload, { steps: [], basis: event.basis, when: [], inText: false });
}

function* inside(field: AnyField, around: Place): Generator<PlacedField> {
  const place = within(field, around);
  const { shape } = field;
  switch (shape.kind) {
    case 'object':
      for (const [key, child] of Object.entries(shape.fields)) {
        const steps = [...place.steps, key];
        const { basis, when, inText } = within(child, place);
        yield { path: generalPath(steps), steps: inText ? undefined : steps, field: child, basis, when };
        yield* inside(child, { ...place, steps });
      }
      break;
    case 'list':
      yield* inside(shape.item, { ...place, steps: [...place.steps, 0] });
      break;
    case 'union':
      for (const [member, child] of Object.entries(shape.cases)) {
        yield* inside(child, { ...place, when: [...place.when, { [shape.dimension.name]: member }] });
      }
      break;
    case 'json':
      yield* inside(shape.content, { ...place, inText: true });
      break;
    default:
  }
}

/** The place with the basis and the condition that the field itself adds. */
function within({ facts }: AnyField, place: Place): Place {
  const basis = facts.basis ?? place.basis;
  return { ...place, basis, when: facts.when === undefined ? place.when : [...place.when, facts.when] };
}

export function fieldRows(event: EventDefinition): FieldRow[] {
  return [...placedFields(event)].map(({ path, field, basis, when }) => {
    const { label, note, unless, seen = [], secret = false, chance = 1 } = field.facts;
    const { shape } = field;
    const members = membersOf(shape);
    return {
      path,
      type: typeText(field),
      ...(label && { label }),
      basis,
      ...(note && { note }),
      when,
      ...(unless && { unless }),
      optional: chance > 0 && chance < 1,
      onlySeen: chance === 0,
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
  const ofField = (type: string): string =>
    field.facts.nullable === true ? alternatives([type, 'null']) : type;
  switch (shape.kind) {
    case 'string':
    case 'boolean':
      return ofField(shape.kind);
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
      return `${listOf}${typeText(shape.item)}`;
    case 'union':
      return alternatives(Object.values(shape.cases).map(typeText));
    case 'json':
      return stringOfJson;
  }
}

// A program may read types, so that a row has them in English alone.
const { en: listOf } = asIs('list of ');
const { en: stringOfJson } = asIs('string of JSON');
const or = ' or ';

const alternatives = (types: readonly string[]): string => [...new Set(types)].join(or);

/** The type of a {@link FieldRow} for a person. */
export function typeWords(type: string): LocalizedText {
  const inChinese = (text: string): string =>
    text.startsWith(listOf)
      ? `${inChinese(text.slice(listOf.length))} 列表`.replace('列表 列表', '列表的列表')
      : text.replaceAll(stringOfJson, 'JSON 字符串').replaceAll(or, ' 或 ');
  return { zh: inChinese(type), en: type };
}
