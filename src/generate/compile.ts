import { chosenValue, meets, type Variant } from '../define/dimension.ts';
import type { AnyField, Draw, FieldFacts, ShapeOf } from '../define/field.ts';
import type { Scene } from '../define/scene.ts';
import { settled } from './draw-error.ts';

/** Compiles a field for one variant into a draw: unions are resolved, absent keys are gone, choices are constants. */
export function compile(field: AnyField, variant: Variant): Draw<unknown, Scene> {
  const { shape } = field;
  switch (shape.kind) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'enum': {
      const draw = shape.draw as Draw<unknown, Scene>;
      return (scene) => settled(draw(scene));
    }
    case 'constant':
    case 'choice': {
      const value = constantValue(shape, variant);
      return () => value;
    }
    case 'union':
      return compile(caseOf(shape, variant), variant);
    case 'json': {
      const content = compile(shape.content, variant);
      return (scene) => JSON.stringify(content(scene));
    }
    case 'list':
      return compileList(shape.of as Draw<readonly unknown[], Scene>, compile(shape.item, variant));
    case 'object':
      return compileObject(shape, variant);
  }
}

/** The value of a field that the variant decides. */
export function constantValue(shape: ShapeOf<'constant' | 'choice'>, variant: Variant): unknown {
  return shape.kind === 'constant' ? shape.value : chosenValue(shape.dimension, variant);
}

/** The field that a union stands for in a variant. */
export function caseOf(shape: ShapeOf<'union'>, variant: Variant): AnyField {
  const member = variant[shape.dimension.name];
  const chosen = member === undefined ? undefined : shape.cases[member];
  if (chosen === undefined) {
    throw new Error(`no case for ${shape.dimension.name}=${member}: give the field a matching 'when'`);
  }
  return chosen;
}

/** A key of an object, and the probability that a payload has it. */
export interface Member {
  readonly key: string;
  readonly field: AnyField;
  readonly chance: number;
}

/** The keys that an object may have in a variant. */
export function membersOf({ fields }: ShapeOf<'object'>, variant: Variant): Member[] {
  return Object.entries(fields)
    .filter(([, { facts }]) => isDrawn(facts, variant))
    .map(([key, field]) => ({ key, field, chance: field.facts.chance ?? 1 }));
}

const isDrawn = ({ when, unless, chance }: FieldFacts, variant: Variant): boolean =>
  chance !== 0 &&
  (when === undefined || meets(variant, when)) &&
  (unless === undefined || !meets(variant, unless));

function compileList(of: Draw<readonly unknown[], Scene>, item: Draw<unknown, Scene>): Draw<unknown, Scene> {
  return (scene) =>
    of(scene).map((element) => item(Object.assign(Object.create(scene) as Scene, { item: element })));
}

function compileObject(shape: ShapeOf<'object'>, variant: Variant): Draw<Record<string, unknown>, Scene> {
  const members = membersOf(shape, variant).map(({ key, field, chance }) => ({
    key,
    chance,
    draw: compile(field, variant),
  }));
  if (members.some(({ chance }) => chance < 1)) {
    return (scene) => {
      const object: Record<string, unknown> = {};
      for (const { key, chance, draw } of members) {
        if (chance === 1 || scene.rng.chance(chance)) object[key] = draw(scene);
      }
      return object;
    };
  }
  // Filling a copy of an object with all keys is three times as fast as adding them one by one.
  const blank = Object.fromEntries(members.map(({ key }) => [key, null as unknown]));
  return (scene) => {
    const object = { ...blank };
    for (const { key, draw } of members) object[key] = draw(scene);
    return object;
  };
}
