import { meets, type Variant } from '../define/dimension.ts';
import type { AnyField, Draw, Shape } from '../define/field.ts';
import type { Scene } from '../define/scene.ts';
import type { ItemScene } from '../define/vocabulary.ts';
import { caseOf, settledValue } from './compile.ts';
import { JsonBytes } from './json-bytes.ts';

/** Draws one value and writes it as JSON. */
export type Writer = (scene: Scene, out: JsonBytes) => void;

/** What is drawn, and how. `from` is what all of it is drawn from, where that is known. */
interface Drawn {
  readonly write: Writer;
  readonly from?: Draw<object, Scene> | undefined;
  readonly shape: Shape;
}

/** Text that is settled, or how to draw it. */
type Part = string | Drawn;

/**
 * Prepares a field for one variant, as {@link compile} does, but for bytes: what is constant has become bytes, and
 * what belongs to a person is written once a person. Gives the bytes of what `JSON.stringify` gives of the drawn value.
 */
export function compileBytes(field: AnyField, variant: Variant, shelves: Shelves): Writer {
  return joined(partsOf(field, variant, shelves), shelves);
}

function partsOf(field: AnyField, variant: Variant, shelves: Shelves): Part[] {
  const { shape } = field;
  const from = field.facts.from as Draw<object, Scene> | undefined;
  switch (shape.kind) {
    case 'string': {
      const draw = shape.draw as Draw<string | null, Scene>;
      const write = field.facts.nullable === true ? nullable(draw) : string(draw as Draw<string, Scene>);
      return [{ from, shape, write }];
    }
    case 'number':
    case 'boolean': {
      const draw = shape.draw as Draw<number | boolean, Scene>;
      return [{ from, shape, write: (scene, out) => out.ascii(String(draw(scene))) }];
    }
    case 'enum': {
      const draw = shape.draw as Draw<unknown, Scene>;
      return [{ from, shape, write: (scene, out) => out.ascii(JSON.stringify(draw(scene))) }];
    }
    case 'constant':
    case 'choice':
      return [JSON.stringify(settledValue(shape, variant))];
    case 'union':
      return partsOf(caseOf(shape, variant), variant, shelves);
    case 'json':
      return [{ shape, write: jsonText(compileBytes(shape.content, variant, shelves)) }];
    case 'list': {
      const of = shape.of as Draw<readonly unknown[], Scene>;
      return [{ shape, write: list(of, compileBytes(shape.item, variant, shelves)) }];
    }
    case 'object':
      return objectParts(shape, variant, shelves);
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

function list(of: Draw<readonly unknown[], Scene>, item: Writer): Writer {
  return (scene, out) => {
    out.ascii('[');
    const elements = of(scene);
    for (let i = 0; i < elements.length; i += 1) {
      if (i > 0) out.ascii(',');
      // Not an object that inherits: what others inherit from, V8 makes slow.
      const inner: ItemScene<Scene, unknown> = { ...scene, item: elements[i] };
      item(inner, out);
    }
    out.ascii(']');
  };
}

function objectParts(shape: Extract<Shape, { kind: 'object' }>, variant: Variant, shelves: Shelves): Part[] {
  const present = Object.entries(shape.fields).filter(
    ([, { facts }]) => facts.when === undefined || meets(variant, facts.when),
  );
  if (present.every(([, { facts }]) => (facts.chance ?? 1) === 1)) {
    const parts: Part[] = ['{'];
    for (const [i, [key, field]] of present.entries()) {
      parts.push(`${i === 0 ? '' : ','}${JSON.stringify(key)}:`, ...partsOf(field, variant, shelves));
    }
    return [...parts, '}'];
  }
  return [{ shape, write: optionalMembers(present, variant, shelves) }];
}

/** An object whose keys are not always there: which comma comes first shows while writing. */
function optionalMembers(
  present: readonly (readonly [string, AnyField])[],
  variant: Variant,
  shelves: Shelves,
): Writer {
  const members = present.map(([key, field]) => ({
    head: Buffer.from(`${JSON.stringify(key)}:`),
    chance: field.facts.chance ?? 1,
    write: compileBytes(field, variant, shelves),
  }));
  return (scene, out) => {
    out.ascii('{');
    let first = true;
    for (const { head, chance, write } of members) {
      if (chance < 1 && !scene.rng.chance(chance)) continue;
      if (!first) out.ascii(',');
      first = false;
      out.copy(head);
      write(scene, out);
    }
    out.ascii('}');
  };
}

/** Joins neighbours: settled texts into one, and what is drawn from one and the same thing into one that is kept. */
function joined(parts: readonly Part[], shelves: Shelves): Writer {
  const steps: (Buffer | Writer)[] = [];
  let settled = '';
  const settle = (): void => {
    if (settled !== '') steps.push(Buffer.from(settled));
    settled = '';
  };
  for (let i = 0; i < parts.length; i += 1) {
    const part = parts[i] as Part;
    if (typeof part === 'string') {
      settled += part;
    } else if (part.from === undefined) {
      settle();
      steps.push(part.write);
    } else {
      const { from } = part;
      const run = runOf(parts, i, from);
      i += run.length - 1;
      const whole = joined(
        run.map((each) => (typeof each === 'string' ? each : { ...each, from: undefined })),
        shelves,
      );
      settle();
      const shelf = shelves.of(from);
      steps.push(kept(from, whole, shelf, shelf.place(run)));
    }
  }
  settle();
  return (scene, out) => {
    for (let i = 0; i < steps.length; i += 1) {
      const step = steps[i] as Buffer | Writer;
      if (typeof step === 'function') step(scene, out);
      else out.copy(step);
    }
  };
}

/** The parts from `start` on that are settled or drawn from the same thing, up to the last one that is drawn. */
function runOf(parts: readonly Part[], start: number, from: Draw<object, Scene>): Part[] {
  let end = start + 1;
  for (let i = end; i < parts.length; i += 1) {
    const part = parts[i] as Part;
    if (typeof part === 'string') continue;
    if (part.from !== from) break;
    end = i + 1;
  }
  return parts.slice(start, end);
}

/** What was written of each thing, piece by piece, for all variants together. */
class Shelf {
  readonly #known = new WeakMap<object, Buffer[]>();
  readonly #places = new Map<string, number>();
  readonly #shapes = new Map<Shape, number>();
  /** The thing at hand is asked for several times in a row. */
  #thing: object | undefined;
  #pieces: Buffer[] = [];

  /** Where a piece stands. Two variants that have the same one share it. */
  place(run: readonly Part[]): number {
    const key = JSON.stringify(
      run.map((part) => (typeof part === 'string' ? part : numberOf(this.#shapes, part.shape))),
    );
    return numberOf(this.#places, key);
  }

  piecesOf(thing: object): Buffer[] {
    if (thing === this.#thing) return this.#pieces;
    let pieces = this.#known.get(thing);
    if (pieces === undefined) {
      pieces = [];
      this.#known.set(thing, pieces);
    }
    this.#thing = thing;
    this.#pieces = pieces;
    return pieces;
  }
}

function numberOf<K>(numbers: Map<K, number>, key: K): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

/** What was written of the cast of one run. */
export class Shelves {
  readonly #shelves = new Map<Draw<object, Scene>, Shelf>();

  /** @param from what the things are had by */
  of(from: Draw<object, Scene>): Shelf {
    let shelf = this.#shelves.get(from);
    if (shelf === undefined) {
      shelf = new Shelf();
      this.#shelves.set(from, shelf);
    }
    return shelf;
  }
}

/** Writes once for each thing that it is written from. */
function kept(from: Draw<object, Scene>, write: Writer, shelf: Shelf, place: number): Writer {
  return (scene, out) => {
    const pieces = shelf.piecesOf(from(scene));
    const bytes = pieces[place];
    if (bytes !== undefined) {
      out.copy(bytes);
      return;
    }
    const start = out.length;
    write(scene, out);
    pieces[place] = Buffer.from(out.bytes.subarray(start, out.length));
  };
}
