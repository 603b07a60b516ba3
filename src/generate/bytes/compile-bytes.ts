import type { Variant } from '../../define/dimension.ts';
import type { AnyField, AsciiSlot, Draw, ShapeOf } from '../../define/field.ts';
import type { Scene } from '../../define/scene.ts';
import type { ItemScene } from '../../define/vocabulary.ts';
import { caseOf, compile, constantValue, type Member, membersOf } from '../compile.ts';
import { settled } from '../draw-error.ts';
import type { FragmentCache } from './fragment-cache.ts';
import {
  call,
  type Instruction,
  instructionsFor,
  interpreter,
  isSlot,
  type JsonSegment,
  opcodes,
  type Writer,
} from './instructions.ts';
import { JsonBytes } from './json-bytes.ts';

/**
 * Compiles a field for one variant, as {@link compile} does, into a writer of JSON: constants are literal bytes, and
 * what depends on one object of the world is written through the cache. The writer gives the bytes that
 * `JSON.stringify` gives for the drawn value.
 */
export function compileBytes(field: AnyField, variant: Variant, cache: FragmentCache): Writer {
  return assemble(segmentsOf(field, variant, cache), cache);
}

function segmentsOf(field: AnyField, variant: Variant, cache: FragmentCache): JsonSegment[] {
  const { shape, facts } = field;
  const from = facts.from as Draw<object, Scene> | undefined;
  if (facts.settled === true) return [JSON.stringify(compile(field, variant)({ variant } as Scene))];
  switch (shape.kind) {
    case 'string': {
      if (shape.ascii !== undefined && from === undefined) {
        return ['"', ...(shape.ascii as (string | AsciiSlot<Scene>)[]), '"'];
      }
      const draw = shape.draw as Draw<string | null, Scene>;
      if (facts.nullable === true) return [{ from, shape, instruction: call(nullableWriter(draw)) }];
      return [{ from, shape, instruction: { op: opcodes.string, operand: draw as Draw<string, Scene> } }];
    }
    case 'number': {
      const operand = shape.draw as Draw<number, Scene>;
      return [{ from, shape, instruction: { op: opcodes.number, operand } }];
    }
    case 'boolean':
    case 'enum': {
      const draw = shape.draw as Draw<unknown, Scene>;
      return [
        { from, shape, instruction: call((scene, out) => out.ascii(JSON.stringify(settled(draw(scene))))) },
      ];
    }
    case 'constant':
    case 'choice':
      return [JSON.stringify(constantValue(shape, variant))];
    case 'union':
      return segmentsOf(caseOf(shape, variant), variant, cache);
    case 'json':
      return [{ shape, instruction: call(jsonTextWriter(compileBytes(shape.content, variant, cache))) }];
    case 'list': {
      const of = shape.of as Draw<readonly unknown[], Scene>;
      return [{ shape, instruction: call(listWriter(of, compileBytes(shape.item, variant, cache))) }];
    }
    case 'object':
      return objectSegments(shape, variant, cache);
  }
}

const nullableWriter =
  (draw: Draw<string | null, Scene>): Writer =>
  (scene, out) => {
    const text = draw(scene);
    if (text === null) out.ascii('null');
    else out.string(text);
  };

function jsonTextWriter(write: Writer): Writer {
  const inner = new JsonBytes();
  return (scene, out) => {
    inner.length = 0;
    write(scene, inner);
    out.string(inner.view().toString());
  };
}

type WithItem = Omit<ItemScene<Scene, unknown>, 'item'> & { item: unknown };

function listWriter(of: Draw<readonly unknown[], Scene>, item: Writer): Writer {
  return (scene, out) => {
    out.ascii('[');
    const elements = of(scene);
    // The scene belongs to this payload alone. Copying it would cost more than everything else in a list.
    const inner = (Object.isExtensible(scene) ? scene : { ...scene }) as WithItem;
    const outer = inner.item;
    for (let i = 0; i < elements.length; i += 1) {
      if (i > 0) out.ascii(',');
      inner.item = elements[i];
      item(inner, out);
    }
    if (elements.length > 0) inner.item = outer;
    out.ascii(']');
  };
}

function objectSegments(shape: ShapeOf<'object'>, variant: Variant, cache: FragmentCache): JsonSegment[] {
  const members = membersOf(shape, variant);
  if (members.some(({ chance }) => chance < 1)) {
    return [{ shape, instruction: call(optionalMembersWriter(members, variant, cache)) }];
  }
  const segments = members.flatMap(({ key, field }, i) => [
    `${i === 0 ? '' : ','}${JSON.stringify(key)}:`,
    ...segmentsOf(field, variant, cache),
  ]);
  return ['{', ...segments, '}'];
}

/** An object with optional keys: only while writing is it known which of them the first comma follows. */
function optionalMembersWriter(members: readonly Member[], variant: Variant, cache: FragmentCache): Writer {
  const writers = members.map(({ key, field, chance }) => ({
    chance,
    write: assemble([`${JSON.stringify(key)}:`, ...segmentsOf(field, variant, cache)], cache),
  }));
  return (scene, out) => {
    out.ascii('{');
    let first = true;
    for (const { chance, write } of writers) {
      if (chance < 1 && !scene.rng.chance(chance)) continue;
      if (!first) out.ascii(',');
      first = false;
      write(scene, out);
    }
    out.ascii('}');
  };
}

/**
 * A writer of the segments. A run of drawn values that depend on the same object, with the literals and slots between
 * them, becomes one cached fragment. Literals before the first and after the last value stay outside: they differ
 * between variants, and without them the variants share fragments, which keeps more of them in the processor's cache.
 */
function assemble(segments: readonly JsonSegment[], cache: FragmentCache): Writer {
  const instructions: Instruction[] = [];
  let fragment: JsonSegment[] = [];
  let from: Draw<object, Scene> | undefined;
  /** Literals and slots since the last drawn value. */
  let pending: JsonSegment[] = [];
  const flush = (): void => {
    if (from !== undefined) instructions.push(call(cache.writer(from, fragment)));
    instructions.push(...instructionsFor(pending));
    fragment = [];
    from = undefined;
    pending = [];
  };
  for (const segment of segments) {
    if (typeof segment === 'string' || isSlot(segment)) {
      pending.push(segment);
    } else if (segment.from === undefined) {
      flush();
      instructions.push(segment.instruction);
    } else {
      if (segment.from !== from) flush();
      from = segment.from;
      fragment.push(...pending, segment);
      pending = [];
    }
  }
  flush();
  return interpreter(instructions);
}
