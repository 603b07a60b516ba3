import type { AsciiPart } from '../define/ascii.ts';
import { meets, type Variant } from '../define/dimension.ts';
import type { AnyField, Draw, Shape } from '../define/field.ts';
import type { Scene } from '../define/scene.ts';
import type { ItemScene } from '../define/vocabulary.ts';
import { caseOf, compile, settledValue } from './compile.ts';
import { JsonBytes } from './json-bytes.ts';

/** Draws one value and writes it as JSON. */
export type Writer = (scene: Scene, out: JsonBytes) => void;

/** What is drawn, and how. `from` is what all of it is drawn from, where that is known. */
interface Drawn {
  readonly write: Writer;
  readonly from?: Draw<object, Scene> | undefined;
  /** The same in all variants that have it. */
  readonly shape: Shape;
}

/** Text that is settled, or drawn in one width, or how to draw it. */
type Part = string | AsciiPart<Scene> | Drawn;

/**
 * Prepares a field for one variant, as {@link compile} does, but for bytes: what is constant has become bytes, and
 * what belongs to a person is written once a person, as long as there is room. Gives the bytes of what `JSON.stringify` gives of the drawn value.
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
      const write = field.facts.nullable === true ? nullable(draw) : string(draw as Draw<string, Scene>);
      return [{ from, shape, write }];
    }
    case 'number': {
      const draw = shape.draw as Draw<number, Scene>;
      return [{ from, shape, write: (scene, out) => out.number(draw(scene)) }];
    }
    case 'boolean': {
      const draw = shape.draw as Draw<boolean, Scene>;
      return [{ from, shape, write: (scene, out) => out.ascii(draw(scene) ? 'true' : 'false') }];
    }
    case 'enum': {
      const draw = shape.draw as Draw<unknown, Scene>;
      return [{ from, shape, write: (scene, out) => out.ascii(JSON.stringify(draw(scene))) }];
    }
    case 'constant':
    case 'choice':
      return [JSON.stringify(settledValue(shape, variant))];
    case 'union':
      return partsOf(caseOf(shape, variant), variant, keeping);
    case 'json':
      return [{ shape, write: jsonText(compileBytes(shape.content, variant, keeping)) }];
    case 'list': {
      const of = shape.of as Draw<readonly unknown[], Scene>;
      return [{ shape, write: list(of, compileBytes(shape.item, variant, keeping)) }];
    }
    case 'object':
      return objectParts(shape, variant, keeping);
  }
}

const string =
  (draw: Draw<string, Scene>): Writer =>
  (scene, out) =>
    out.string(draw(scene));

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
  return [{ shape, write: optionalMembers(present, variant, keeping) }];
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
 * Joins neighbours into pieces: what is drawn from one and the same thing, with all that stands between and has one
 * width, is written once for each thing and then copied; what remains is copied as it is settled. What is drawn anew is
 * written into the holes. A variant's own text does not belong to a thing's pieces, so that other variants have the same
 * ones: what all share stays in the processor's cache.
 */
function joined(parts: readonly Part[], keeping: Keeping): Writer {
  const steps: Writer[] = [];
  let core: Part[] = [];
  let from: Draw<object, Scene> | undefined;
  let open: Part[] = [];
  const close = (): void => {
    if (from !== undefined) steps.push(keeping.piece(from, core));
    if (open.length > 0) steps.push(settled(open));
    core = [];
    from = undefined;
    open = [];
  };
  for (const part of parts) {
    if (typeof part === 'string' || isHole(part)) {
      open.push(part);
    } else if (part.from === undefined) {
      close();
      steps.push(part.write);
    } else {
      if (part.from !== from) close();
      from = part.from;
      core.push(...open, part);
      open = [];
    }
  }
  close();
  return (scene, out) => {
    for (let i = 0; i < steps.length; i += 1) (steps[i] as Writer)(scene, out);
  };
}

/** Bytes as they were written once, but for the holes. */
interface Piece {
  readonly bytes: Buffer;
  /** Where they are, from the first byte on. */
  readonly holes: readonly number[];
}

/** Writes a piece for the first time. */
function writePiece(parts: readonly Part[], scene: Scene, out: JsonBytes): number[] {
  const start = out.length;
  const holes: number[] = [];
  for (const part of parts) {
    if (typeof part === 'string') {
      out.copy(Buffer.from(part));
    } else if (isHole(part)) {
      holes.push(out.length - start);
      const at = out.skip(part.width);
      part.put(scene, out.bytes, at);
    } else {
      part.write(scene, out);
    }
  }
  return holes;
}

function copyPiece(piece: Piece, fillings: readonly AsciiPart<Scene>[], scene: Scene, out: JsonBytes): void {
  const start = out.length;
  out.copy(piece.bytes);
  for (let i = 0; i < fillings.length; i += 1) {
    (fillings[i] as AsciiPart<Scene>).put(scene, out.bytes, start + (piece.holes[i] as number));
  }
}

/** A piece in which nothing depends on anybody. */
function settled(parts: readonly Part[]): Writer {
  const fillings = parts.filter(isHole);
  const blank = new JsonBytes();
  const holes: number[] = [];
  for (const part of parts) {
    if (typeof part === 'string') blank.copy(Buffer.from(part));
    else if (isHole(part)) holes.push(blank.skip(part.width));
  }
  const bytes = Buffer.from(blank.view());
  if (holes.length === 0) return (_, out) => out.copy(bytes);
  const piece = { bytes, holes };
  return (scene, out) => copyPiece(piece, fillings, scene, out);
}

/** What was written of one thing, by place; `null` of what was written once, and not kept. */
type Pieces = (Piece | null)[];

const noHoles: readonly number[] = [];

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
    return (scene, out) => {
      const pieces = shelf.of(from(scene));
      const kept = pieces[place];
      if (kept) {
        copyPiece(kept, fillings, scene, out);
        return;
      }
      const start = out.length;
      const holes = writePiece(parts, scene, out);
      if (kept === undefined) {
        pieces[place] = null;
      } else if (this.#room > 0) {
        const bytes = Buffer.from(out.bytes.subarray(start, out.length));
        pieces[place] = { bytes, holes: holes.length === 0 ? noHoles : holes };
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
