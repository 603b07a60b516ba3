import { chosenValue, meets, type Variant } from '../define/dimension.ts';
import type { AnyField, Draw, Shape } from '../define/field.ts';
import type { Scene } from '../define/scene.ts';
import type { ItemScene } from '../define/vocabulary.ts';

/** Draws one value; whatever the variant decides has been decided. */
export type Drawer = (scene: Scene) => unknown;

/**
 * Prepares a field for one variant: unions are resolved, keys that the variant does not have are gone,
 * choices have become constants. What is left to do for each payload is drawing alone.
 */
export function compile(field: AnyField, variant: Variant): Drawer {
  const { shape } = field;
  switch (shape.kind) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'enum':
      return shape.draw as Draw<unknown, Scene>;
    case 'constant':
    case 'choice': {
      const value = settledValue(shape, variant);
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
      return compileObject(shape.fields, variant);
  }
}

/** What a variant has settled. */
export function settledValue(
  shape: Extract<Shape, { kind: 'constant' | 'choice' }>,
  variant: Variant,
): unknown {
  return shape.kind === 'constant' ? shape.value : chosenValue(shape.dimension, variant);
}

/** The shape that a union has in a variant. */
export function caseOf(shape: Extract<Shape, { kind: 'union' }>, variant: Variant): AnyField {
  const member = variant[shape.dimension.name];
  const chosen = member === undefined ? undefined : shape.cases[member];
  if (chosen === undefined) {
    throw new Error(`no case for ${shape.dimension.name}=${member}: give the field a matching 'when'`);
  }
  return chosen;
}

function compileList(of: Draw<readonly unknown[], Scene>, item: Drawer): Drawer {
  return (scene) =>
    of(scene).map((element) => {
      const inner: ItemScene<Scene, unknown> = Object.assign(Object.create(scene) as Scene, {
        item: element,
      });
      return item(inner);
    });
}

function compileObject(fields: Readonly<Record<string, AnyField>>, variant: Variant): Drawer {
  const present = Object.entries(fields).filter(([, field]) => {
    const { when } = field.facts;
    return when === undefined || meets(variant, when);
  });
  const keys = present.map(([key]) => key);
  const drawers = present.map(([, field]) => compile(field, variant));
  const chances = present.map(([, field]) => field.facts.chance ?? 1);
  if (chances.some((chance) => chance < 1)) {
    return (scene) => {
      const object: Record<string, unknown> = {};
      for (let i = 0; i < keys.length; i += 1) {
        const chance = chances[i] as number;
        if (chance === 1 || scene.rng.chance(chance))
          object[keys[i] as string] = (drawers[i] as Drawer)(scene);
      }
      return object;
    };
  }
  // Filling a copy of an object that has all keys already is three times as fast as adding them one by one.
  const blank = Object.fromEntries(keys.map((key) => [key, null as unknown]));
  return (scene) => {
    const object = { ...blank };
    for (let i = 0; i < keys.length; i += 1) object[keys[i] as string] = (drawers[i] as Drawer)(scene);
    return object;
  };
}
