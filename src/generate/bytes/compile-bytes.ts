import { meets, type Variant } from '../../define/dimension.ts';
import type { AnyField, AsciiSlot, Draw, Shape } from '../../define/field.ts';
import type { Scene } from '../../define/scene.ts';
import type { ItemScene } from '../../define/vocabulary.ts';
import { caseOf, compile, settledValue } from '../compile.ts';
import type { FragmentCache } from './fragment-cache.ts';
import {
  callInstruction,
  type Instruction,
  instructionsFor,
  interpreter,
  isSlot,
  opcodes,
  type Segment,
  type Writer,
} from './instructions.ts';
import { JsonBytes } from './json-bytes.ts';

/**
 * Prepares a field for one variant, as {@link compile} does, but for bytes: what is constant has become bytes, and
 * what belongs to a person is kept, as long as there is room. Gives the bytes of what `JSON.stringify`
 * gives of the drawn value.
 */
export function compileBytes(field: AnyField, variant: Variant, kept: FragmentCache): Writer {
  return joined(partsOf(field, variant, kept), kept);
}

function partsOf(field: AnyField, variant: Variant, kept: FragmentCache): Segment[] {
  const { shape } = field;
  const from = field.facts.from as Draw<object, Scene> | undefined;
  if (field.facts.settled === true) {
    return [JSON.stringify(compile(field, variant)({ variant } as Scene))];
  }
  switch (shape.kind) {
    case 'string': {
      if (shape.ascii !== undefined && from === undefined) {
        return ['"', ...(shape.ascii as (string | AsciiSlot<Scene>)[]), '"'];
      }
      const draw = shape.draw as Draw<string | null, Scene>;
      if (field.facts.nullable === true) return [{ from, shape, step: callInstruction(nullable(draw)) }];
      return [{ from, shape, step: { op: opcodes.string, operand: draw as Draw<string, Scene> } }];
    }
    case 'number':
      return [{ from, shape, step: { op: opcodes.number, operand: shape.draw as Draw<number, Scene> } }];
    case 'boolean':
    case 'enum': {
      const draw = shape.draw as Draw<unknown, Scene>;
      return [{ from, shape, step: callInstruction((scene, out) => out.ascii(JSON.stringify(draw(scene)))) }];
    }
    case 'constant':
    case 'choice':
      return [JSON.stringify(settledValue(shape, variant))];
    case 'union':
      return partsOf(caseOf(shape, variant), variant, kept);
    case 'json':
      return [{ shape, step: callInstruction(jsonText(compileBytes(shape.content, variant, kept))) }];
    case 'list': {
      const of = shape.of as Draw<readonly unknown[], Scene>;
      return [{ shape, step: callInstruction(list(of, compileBytes(shape.item, variant, kept))) }];
    }
    case 'object':
      return objectParts(shape, variant, kept);
  }
}

const nullable =
  (draw: Draw<string | null, Scene>): Writer =>
  (scene, out) => {
    const text = draw(scene);
    if (text === null) out.ascii('null');
    else out.string(text);
  };

function jsonText(write: Writer): Writer {
  const inner = new JsonBytes();
  return (scene, out) => {
    inner.length = 0;
    write(scene, inner);
    out.string(inner.view().toString());
  };
}

type WithItem = Omit<ItemScene<Scene, unknown>, 'item'> & { item: unknown };

function list(of: Draw<readonly unknown[], Scene>, item: Writer): Writer {
  return (scene, out) => {
    out.ascii('[');
    const elements = of(scene);
    // The scene is this payload's own; to copy it costs more than all else in a list.
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

function objectParts(
  shape: Extract<Shape, { kind: 'object' }>,
  variant: Variant,
  kept: FragmentCache,
): Segment[] {
  const present = Object.entries(shape.fields).filter(
    ([, { facts }]) => facts.when === undefined || meets(variant, facts.when),
  );
  if (present.every(([, { facts }]) => (facts.chance ?? 1) === 1)) {
    const parts: Segment[] = ['{'];
    for (const [i, [key, field]] of present.entries()) {
      parts.push(`${i === 0 ? '' : ','}${JSON.stringify(key)}:`, ...partsOf(field, variant, kept));
    }
    return [...parts, '}'];
  }
  return [{ shape, step: callInstruction(optionalMembers(present, variant, kept)) }];
}

/** An object whose keys are not always there: which comma comes first shows while writing. */
function optionalMembers(
  present: readonly (readonly [string, AnyField])[],
  variant: Variant,
  kept: FragmentCache,
): Writer {
  const members = present.map(([key, field]) => ({
    chance: field.facts.chance ?? 1,
    write: joined([`${JSON.stringify(key)}:`, ...partsOf(field, variant, kept)], kept),
  }));
  return (scene, out) => {
    out.ascii('{');
    let first = true;
    for (const { chance, write } of members) {
      if (chance < 1 && !scene.rng.chance(chance)) continue;
      if (!first) out.ascii(',');
      first = false;
      write(scene, out);
    }
    out.ascii('}');
  };
}

/**
 * Joins neighbours: settled texts into one, and what is drawn from one and the same thing, with all that stands between
 * and has one width, into a piece that is kept for each thing and copied. A variant's own text does not
 * belong to a thing's pieces, so that other variants have the same ones: what all share stays in the processor's cache.
 */
function joined(parts: readonly Segment[], kept: FragmentCache): Writer {
  const steps: Instruction[] = [];
  let core: Segment[] = [];
  let from: Draw<object, Scene> | undefined;
  let open: Segment[] = [];
  const close = (): void => {
    if (from !== undefined) steps.push(callInstruction(kept.piece(from, core)));
    steps.push(...instructionsFor(open));
    core = [];
    from = undefined;
    open = [];
  };
  for (const part of parts) {
    if (typeof part === 'string' || isSlot(part)) {
      open.push(part);
    } else if (part.from === undefined) {
      close();
      steps.push(part.step);
    } else {
      if (part.from !== from) close();
      from = part.from;
      core.push(...open, part);
      open = [];
    }
  }
  close();
  return interpreter(steps);
}
