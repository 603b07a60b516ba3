import type { AsciiPart } from '../define/ascii.ts';
import { meets, type Variant } from '../define/dimension.ts';
import type { AnyField, Draw, Shape } from '../define/field.ts';
import type { Scene } from '../define/scene.ts';
import type { ItemScene } from '../define/vocabulary.ts';
import { caseOf, compile, settledValue } from './compile.ts';
import { JsonBytes } from './json-bytes.ts';

/** Draws one value and writes it as JSON. */
export type Writer = (scene: Scene, out: JsonBytes) => void;

/** What is done for a step of a program. */
const ops = { copy: 0, put: 1, string: 2, number: 3, write: 4 } as const;

/** What a step does, and with what. */
type Step =
  | { readonly op: typeof ops.copy; readonly operand: Buffer }
  | { readonly op: typeof ops.put; readonly operand: AsciiPart<Scene> }
  | { readonly op: typeof ops.string; readonly operand: Draw<string, Scene> }
  | { readonly op: typeof ops.number; readonly operand: Draw<number, Scene> }
  | { readonly op: typeof ops.write; readonly operand: Writer };

/** What is drawn, and how. `from` is what all of it is drawn from, where that is known. */
interface Drawn {
  readonly step: Step;
  readonly from?: Draw<object, Scene> | undefined;
  /** The same in all variants that have it. */
  readonly shape: Shape;
}

/** Text that is settled, or drawn in one width, or how to draw it. */
type Part = string | AsciiPart<Scene> | Drawn;

/**
 * Prepares a field for one variant, as {@link compile} does, but for bytes: what is constant has become bytes, and
 * what belongs to a person is written once a person, as long as there is room. Gives the bytes of what `JSON.stringify`
 * gives of the drawn value.
 */
export function compileBytes(field: AnyField, variant: Variant, keeping: Keeping): Writer {
  return joined(partsOf(field, variant, keeping), keeping);
}

function partsOf(field: AnyField, variant: Variant, keeping: Keeping): Part[] {
  const { shape } = field;
  const from = field.facts.from as Draw<object, Scene> | undefined;
  if (field.facts.settled === true) {
    return [JSON.stringify(compile(field, variant)({ variant } as Scene))];
  }
  switch (shape.kind) {
    case 'string': {
      if (shape.ascii !== undefined && from === undefined) {
        return ['"', ...(shape.ascii as (string | AsciiPart<Scene>)[]), '"'];
      }
      const draw = shape.draw as Draw<string | null, Scene>;
      if (field.facts.nullable === true) return [{ from, shape, step: writing(nullable(draw)) }];
      return [{ from, shape, step: { op: ops.string, operand: draw as Draw<string, Scene> } }];
    }
    case 'number':
      return [{ from, shape, step: { op: ops.number, operand: shape.draw as Draw<number, Scene> } }];
    case 'boolean':
    case 'enum': {
      const draw = shape.draw as Draw<unknown, Scene>;
      return [{ from, shape, step: writing((scene, out) => out.ascii(JSON.stringify(draw(scene)))) }];
    }
    case 'constant':
    case 'choice':
      return [JSON.stringify(settledValue(shape, variant))];
    case 'union':
      return partsOf(caseOf(shape, variant), variant, keeping);
    case 'json':
      return [{ shape, step: writing(jsonText(compileBytes(shape.content, variant, keeping))) }];
    case 'list': {
      const of = shape.of as Draw<readonly unknown[], Scene>;
      return [{ shape, step: writing(list(of, compileBytes(shape.item, variant, keeping))) }];
    }
    case 'object':
      return objectParts(shape, variant, keeping);
  }
}

const writing = (operand: Writer): Step => ({ op: ops.write, operand });

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

function objectParts(shape: Extract<Shape, { kind: 'object' }>, variant: Variant, keeping: Keeping): Part[] {
  const present = Object.entries(shape.fields).filter(
    ([, { facts }]) => facts.when === undefined || meets(variant, facts.when),
  );
  if (present.every(([, { facts }]) => (facts.chance ?? 1) === 1)) {
    const parts: Part[] = ['{'];
    for (const [i, [key, field]] of present.entries()) {
      parts.push(`${i === 0 ? '' : ','}${JSON.stringify(key)}:`, ...partsOf(field, variant, keeping));
    }
    return [...parts, '}'];
  }
  return [{ shape, step: writing(optionalMembers(present, variant, keeping)) }];
}

/** An object whose keys are not always there: which comma comes first shows while writing. */
function optionalMembers(
  present: readonly (readonly [string, AnyField])[],
  variant: Variant,
  keeping: Keeping,
): Writer {
  const members = present.map(([key, field]) => ({
    chance: field.facts.chance ?? 1,
    write: joined([`${JSON.stringify(key)}:`, ...partsOf(field, variant, keeping)], keeping),
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

/** What has one width, and so leaves a hole in what is kept. */
const isHole = (part: Part): part is AsciiPart<Scene> => typeof part === 'object' && 'put' in part;

/**
 * Joins neighbours: settled texts into one, and what is drawn from one and the same thing, with all that stands between
 * and has one width, into a piece that is written once for each thing and then copied. A variant's own text does not
 * belong to a thing's pieces, so that other variants have the same ones: what all share stays in the processor's cache.
 */
function joined(parts: readonly Part[], keeping: Keeping): Writer {
  const steps: Step[] = [];
  let core: Part[] = [];
  let from: Draw<object, Scene> | undefined;
  let open: Part[] = [];
  const close = (): void => {
    if (from !== undefined) steps.push(writing(keeping.piece(from, core)));
    steps.push(...stepsOf(open));
    core = [];
    from = undefined;
    open = [];
  };
  for (const part of parts) {
    if (typeof part === 'string' || isHole(part)) {
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
  return follow(steps);
}

/** One after the other, and nothing is kept. */
function stepsOf(parts: readonly Part[]): Step[] {
  const steps: Step[] = [];
  let text = '';
  const settle = (): void => {
    if (text !== '') steps.push({ op: ops.copy, operand: Buffer.from(text) });
    text = '';
  };
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    settle();
    steps.push(isHole(part) ? { op: ops.put, operand: part } : part.step);
  }
  settle();
  return steps;
}

/**
 * A burst does other things between two payloads, and all that this one needs has to come into the processor's cache
 * again: so there is one loop for all, and a list of operations and operands that lies together.
 */
function follow(steps: readonly Step[]): Writer {
  const program: unknown[] = steps.flatMap(({ op, operand }) => [op, operand]);
  return (scene, out) => {
    for (let i = 0; i < program.length; i += 2) {
      switch (program[i]) {
        case ops.copy:
          out.copy(program[i + 1] as Buffer);
          break;
        case ops.put: {
          const part = program[i + 1] as AsciiPart<Scene>;
          const at = out.skip(part.width);
          part.put(scene, out.bytes, at);
          break;
        }
        case ops.string:
          out.string((program[i + 1] as Draw<string, Scene>)(scene));
          break;
        case ops.number:
          out.number((program[i + 1] as Draw<number, Scene>)(scene));
          break;
        default:
          (program[i + 1] as Writer)(scene, out);
      }
    }
  };
}

/** Bytes as they were written once, but for the holes. */
interface Piece {
  readonly bytes: Buffer;
  /** Where they are, from the first byte on. */
  readonly holes: readonly number[];
}

function copyPiece(piece: Piece, fillings: readonly AsciiPart<Scene>[], scene: Scene, out: JsonBytes): void {
  const start = out.length;
  out.copy(piece.bytes);
  for (let i = 0; i < fillings.length; i += 1) {
    (fillings[i] as AsciiPart<Scene>).put(scene, out.bytes, start + (piece.holes[i] as number));
  }
}

/** Tells where holes are, while what is around them is written. */
class HoleFinder {
  places: number[] = [];

  /** The same part, and it tells its place. */
  watch(part: Part): Part {
    if (!isHole(part)) return part;
    const { width, put } = part;
    return {
      width,
      put: (scene, out, at) => {
        this.places.push(at);
        put(scene, out, at);
      },
    };
  }
}

/** What was written of one thing, by place; `null` of what was written once, and not kept. */
type Pieces = (Piece | null)[];

/**
 * What was written of the cast of one run, for all variants together, as far as there is room: a world may have more
 * people than there is memory for what is written of them.
 */
export class Keeping {
  /** How many bytes more may be kept. */
  #room: number;
  readonly #shelves = new Map<Draw<object, Scene>, Shelf>();

  constructor(room = 64 * 2 ** 20) {
    this.#room = room;
  }

  /** Writes twice for each thing that it is written from: of somebody who is met once, nothing is kept. */
  piece(from: Draw<object, Scene>, parts: readonly Part[]): Writer {
    const shelf = this.#shelves.get(from) ?? new Shelf();
    this.#shelves.set(from, shelf);
    const place = shelf.place(parts);
    const fillings = parts.filter(isHole);
    const finder = new HoleFinder();
    const write = follow(stepsOf(parts.map((part) => finder.watch(part))));
    return (scene, out) => {
      const pieces = shelf.of(from(scene));
      const kept = pieces[place];
      if (kept) {
        copyPiece(kept, fillings, scene, out);
        return;
      }
      const start = out.length;
      finder.places = [];
      write(scene, out);
      if (kept === undefined) {
        pieces[place] = null;
      } else if (this.#room > 0) {
        const bytes = Buffer.from(out.bytes.subarray(start, out.length));
        pieces[place] = { bytes, holes: finder.places.map((at) => at - start) };
        this.#room -= bytes.length;
      }
    };
  }
}

/** What was written from the things that one part of the scene gives. */
class Shelf {
  /** The pieces by what they consist of, and the objects of that by number. */
  readonly #places = new Map<string, number>();
  readonly #numbers = new Map<object, number>();
  readonly #written = new WeakMap<object, Pieces>();
  /** The thing at hand is asked for several times in a row. */
  #thing: object | undefined;
  #pieces: Pieces = [];

  /** Where a piece stands. Two variants that have the same one share it. */
  place(parts: readonly Part[]): number {
    const key = parts.map((part) => {
      if (typeof part === 'string') return part;
      return numberOf(this.#numbers, isHole(part) ? part : part.shape);
    });
    return numberOf(this.#places, JSON.stringify(key));
  }

  of(thing: object): Pieces {
    if (thing === this.#thing) return this.#pieces;
    let pieces = this.#written.get(thing);
    if (pieces === undefined) {
      pieces = [];
      this.#written.set(thing, pieces);
    }
    this.#thing = thing;
    this.#pieces = pieces;
    return pieces;
  }
}

function numberOf<K>(numbers: Map<K, number>, key: K): number {
  const number = numbers.get(key) ?? numbers.size;
  numbers.set(key, number);
  return number;
}
