import type { Basis } from '../define/basis.ts';
import { allMembers, type Dimension, memberOf, type When } from '../define/dimension.ts';
import { type Enumeration, type EnumMember, isClosed } from '../define/enumeration.ts';
import type { EventDefinition } from '../define/event.ts';
import type { AnyField, FieldFacts } from '../define/field.ts';
import { schemaType } from '../json.ts';
import type { JsonSchema } from '../schema.ts';

type Fields = Readonly<Record<string, AnyField>>;

/**
 * The JSON Schema (2020-12) of an event's payloads. It states what the platform promises, not just what is drawn: enums
 * are closed only where the page lists their values, and keys that have been seen missing are not required.
 */
export function jsonSchema(event: EventDefinition): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:webhook-sim:${event.id}`,
    title: event.title.en,
    description: [event.title.zh, event.note?.en].filter(Boolean).join('. '),
    ...fieldSchema(event.payload, event.basis),
  };
}

function fieldSchema(field: AnyField, around: Basis): JsonSchema {
  const { label, note, nullable = false, seen = [] } = field.facts;
  const basis = field.facts.basis ?? around;
  const shape = shapeSchema(field, basis);
  const facts = {
    ...(label && { title: label.zh, description: [label.en, note?.en].filter(Boolean).join('; ') }),
    ...(basis !== around && { $comment: `basis: ${basis}` }),
  };
  const orNull = nullable || seen.includes(null);
  const orNumber = seen.some((value) => typeof value === 'number');
  const seenShape = orNumber ? { anyOf: [shape, { type: 'number' }] } : shape;
  return { ...facts, ...(orNull ? allowNull(seenShape) : seenShape) };
}

function allowNull(schema: JsonSchema): JsonSchema {
  return typeof schema['type'] === 'string' && !('oneOf' in schema)
    ? { ...schema, type: [schema['type'], 'null'] }
    : { anyOf: [schema, { type: 'null' }] };
}

function shapeSchema(field: AnyField, basis: Basis): JsonSchema {
  const { shape } = field;
  switch (shape.kind) {
    case 'string':
      return { type: 'string', ...shape.format };
    case 'number':
      return { type: shape.integer ? 'integer' : 'number' };
    case 'boolean':
      return { type: 'boolean' };
    case 'constant':
      return basis === 'documented' ? { const: shape.value } : { type: schemaType(shape.value) };
    case 'choice':
      return enumSchema(allMembers(shape.dimension));
    case 'enum':
      return enumSchema(shape.members);
    case 'object':
      return objectSchema(shape.fields, basis);
    case 'list':
      return { type: 'array', items: fieldSchema(shape.item, basis) };
    case 'union':
      return anyOf(Object.values(shape.cases).map((one) => fieldSchema(one, basis)));
    case 'json':
      return {
        type: 'string',
        contentMediaType: 'application/json',
        contentSchema: fieldSchema(shape.content, basis),
      };
  }
}

/** Labelled values. If they were merely observed, others are allowed too. */
function enumSchema(members: Enumeration): JsonSchema {
  const values = Object.values(members);
  if (values.every(({ value }) => typeof value === 'boolean')) return { type: 'boolean' };
  const labelled = values.map(({ value, zh, en, basis, note }: EnumMember) => ({
    const: value,
    title: `${zh} / ${en}`,
    ...((note !== undefined || basis !== 'documented') && {
      description: [basis !== 'documented' && `basis: ${basis}`, note?.en].filter(Boolean).join('. '),
    }),
  }));
  const types = [...new Set(values.map(({ value }) => schemaType(value)))];
  return isClosed(members)
    ? { oneOf: labelled }
    : {
        anyOf: [
          ...labelled,
          { type: types.length === 1 ? types[0] : types, title: '其他值 / another value' },
        ],
      };
}

function anyOf(schemas: JsonSchema[]): JsonSchema {
  const different = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
  const [only] = different;
  return different.length === 1 && only !== undefined ? only : { anyOf: different };
}

function objectSchema(fields: Fields, basis: Basis): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  const variants: JsonSchema[] = [];
  for (const [key, field] of Object.entries(fields)) {
    const schema = fieldSchema(field, basis);
    const { shape } = field;
    const by = shape.kind === 'union' ? choiceOf(shape.dimension.name, fields) : undefined;
    if (shape.kind === 'union' && by !== undefined) {
      properties[key] = { title: schema['title'], description: schema['description'] };
      variants.push(casesSchema(key, shape.cases, by, field.facts.basis ?? basis));
    } else properties[key] = schema;
    if (isRequired(field)) required.push(key);
  }
  const conditions = [...variants, ...presenceConditions(fields)];
  const [only] = conditions;
  return {
    type: 'object',
    properties,
    ...(required.length > 0 && { required }),
    ...(conditions.length === 1 && only !== undefined
      ? only
      : conditions.length > 1 && { allOf: conditions }),
  };
}

function isRequired({ facts }: AnyField): boolean {
  return facts.when === undefined && !mayBeMissing(facts);
}

/** Whether the key may be missing even in a variant that has it. */
function mayBeMissing({ unless, chance = 1, offPage = false, seen = [] }: FieldFacts): boolean {
  return unless !== undefined || chance < 1 || offPage || seen.includes('absent');
}

interface Choice {
  readonly key: string;
  readonly dimension: Dimension;
}

/** The key that holds the value of a dimension. */
function choiceOf(name: string, fields: Fields): Choice | undefined {
  for (const [key, { shape }] of Object.entries(fields)) {
    if (shape.kind === 'choice' && shape.dimension.name === name) return { key, dimension: shape.dimension };
  }
  return undefined;
}

/** One alternative for each value of the key that decides between the cases of a union. */
function casesSchema(key: string, cases: Fields, by: Choice, basis: Basis): JsonSchema {
  return {
    oneOf: Object.entries(cases).map(([name, one]) => {
      const member = memberOf(by.dimension, name);
      return {
        title: `${member?.zh} / ${member?.en}`,
        properties: { [by.key]: { const: member?.value }, [key]: fieldSchema(one, basis) },
        required: [by.key],
      };
    }),
  };
}

/** `if … then required` for keys of some variants. A condition that no key here shows cannot be stated in a schema. */
function presenceConditions(fields: Fields): JsonSchema[] {
  const conditions: JsonSchema[] = [];
  for (const { path, when } of conditionalKeys(fields, [])) {
    const shown = Object.entries(when).map(([name, members]) => ({ by: choiceOf(name, fields), members }));
    const test: Record<string, JsonSchema> = {};
    for (const { by, members } of shown) {
      if (by === undefined) break;
      const values = [members].flat().map((name) => memberOf(by.dimension, name)?.value);
      test[by.key] = values.length === 1 ? { const: values[0] } : { enum: values };
    }
    if (Object.keys(test).length < shown.length) continue;
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's keyword
    conditions.push({ if: { properties: test, required: Object.keys(test) }, then: requirePath(path) });
  }
  return conditions;
}

function* conditionalKeys(
  fields: Fields,
  above: readonly string[],
): Generator<{ path: readonly string[]; when: When }> {
  for (const [key, field] of Object.entries(fields)) {
    const { when } = field.facts;
    const path = [...above, key];
    if (when !== undefined && !mayBeMissing(field.facts)) yield { path, when };
    if (when === undefined && field.shape.kind === 'object') yield* conditionalKeys(field.shape.fields, path);
  }
}

/** Names every key among the properties too, as strict validators demand. */
function requirePath([key, ...rest]: readonly string[]): JsonSchema {
  if (key === undefined) return {};
  const inner = rest.length === 0 ? true : { type: 'object', ...requirePath(rest) };
  return { properties: { [key]: inner }, required: [key] };
}
