import type { AsciiSlot, Draw } from '../../define/field.ts';
import type { Scene } from '../../define/scene.ts';
import { instructionsFor, interpreter, isSlot, type Segment, type Writer } from './instructions.ts';
import type { JsonBytes } from './json-bytes.ts';

/** Bytes as they were written once, but for the holes. */
interface Piece {
  readonly bytes: Buffer;
  /** Where they are, from the first byte on. */
  readonly holes: readonly number[];
}

function copyPiece(piece: Piece, fillings: readonly AsciiSlot<Scene>[], scene: Scene, out: JsonBytes): void {
  const start = out.length;
  out.copy(piece.bytes);
  for (let i = 0; i < fillings.length; i += 1) {
    (fillings[i] as AsciiSlot<Scene>).put(scene, out.bytes, start + (piece.holes[i] as number));
  }
}

/** Tells where holes are, while what is around them is written. */
class HoleFinder {
  places: number[] = [];

  /** The same part, and it tells its place. */
  watch(part: Segment): Segment {
    if (!isSlot(part)) return part;
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
export class FragmentCache {
  /** How many bytes more of payloads may be kept; with what they are kept in it is about twice as much. */
  #room: number;
  readonly #shelves = new Map<Draw<object, Scene>, Shelf>();

  constructor(room = 64 * 2 ** 20) {
    this.#room = room;
  }

  /** Writes twice for each thing that it is written from: of somebody who is met once, nothing is kept. */
  piece(from: Draw<object, Scene>, parts: readonly Segment[]): Writer {
    const shelf = this.#shelves.get(from) ?? new Shelf();
    this.#shelves.set(from, shelf);
    const place = shelf.place(parts);
    const fillings = parts.filter(isSlot);
    const finder = new HoleFinder();
    const write = interpreter(instructionsFor(parts.map((part) => finder.watch(part))));
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
  place(parts: readonly Segment[]): number {
    const key = parts.map((part) => {
      if (typeof part === 'string') return part;
      return numberOf(this.#numbers, isSlot(part) ? part : part.shape);
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
