import type { AsciiSlot, Draw } from '../../define/field.ts';
import type { Scene } from '../../define/scene.ts';
import { instructionsFor, interpreter, isSlot, type JsonSegment, type Writer } from './instructions.ts';
import type { JsonBytes } from './json-bytes.ts';

/** Written bytes, and where in them the slots are. */
interface Fragment {
  readonly bytes: Buffer;
  readonly slotOffsets: readonly number[];
}

/** The fragments of one object by their number; `null` for one that was written once and is not kept yet. */
type Fragments = (Fragment | null)[];

function copyFragment(
  fragment: Fragment,
  slots: readonly AsciiSlot<Scene>[],
  scene: Scene,
  out: JsonBytes,
): void {
  const start = out.length;
  out.copy(fragment.bytes);
  for (let i = 0; i < slots.length; i += 1) {
    (slots[i] as AsciiSlot<Scene>).put(scene, out.bytes, start + (fragment.slotOffsets[i] as number));
  }
}

/** Caches what was written about people and rooms, for all variants. Limited: a world may have too many for memory. */
export class FragmentCache {
  /** Bytes of payload that may still be cached. With its overhead the cache takes about twice as much memory. */
  #budget: number;
  readonly #sources = new Map<Draw<object, Scene>, SourceFragments>();

  constructor(budget = 64 * 2 ** 20) {
    this.#budget = budget;
  }

  /**
   * A writer that copies what it wrote before about the same object. The second writing is the one that is kept:
   * somebody who occurs once takes no memory.
   * @param from gives the object that the segments depend on; slots are filled anew each time
   */
  writer(from: Draw<object, Scene>, segments: readonly JsonSegment[]): Writer {
    const source = this.#sources.get(from) ?? new SourceFragments();
    this.#sources.set(from, source);
    const number = source.numberOf(segments);
    const slots = segments.filter(isSlot);
    let filledAt: number[] = [];
    const recording = segments.map((segment) =>
      isSlot(segment)
        ? {
            width: segment.width,
            put: (scene: Scene, bytes: Uint8Array, at: number): void => {
              filledAt.push(at);
              segment.put(scene, bytes, at);
            },
          }
        : segment,
    );
    const write = interpreter(instructionsFor(recording));
    return (scene, out) => {
      const fragments = source.fragmentsOf(from(scene));
      const known = fragments[number];
      if (known) {
        copyFragment(known, slots, scene, out);
        return;
      }
      const start = out.length;
      filledAt = [];
      write(scene, out);
      if (known === undefined) {
        fragments[number] = null;
      } else if (this.#budget > 0) {
        const bytes = Buffer.from(out.bytes.subarray(start, out.length));
        fragments[number] = { bytes, slotOffsets: filledAt.map((at) => at - start) };
        this.#budget -= bytes.length;
      }
    };
  }
}

/** The fragments of all objects that one source gives. */
class SourceFragments {
  /** Numbers of fragments, by the segments that they consist of. */
  readonly #numbers = new Map<string, number>();
  /** Numbers of slots and shapes, for the keys of {@link #numbers}. */
  readonly #parts = new Map<object, number>();
  readonly #byObject = new WeakMap<object, Fragments>();
  /** The same object is looked up several times in a row. */
  #lastObject: object | undefined;
  #lastFragments: Fragments = [];

  /** The number of a fragment. Variants that consist of the same segments share it. */
  numberOf(segments: readonly JsonSegment[]): number {
    const key = segments.map((segment) => {
      if (typeof segment === 'string') return segment;
      return numberIn(this.#parts, isSlot(segment) ? segment : segment.shape);
    });
    return numberIn(this.#numbers, JSON.stringify(key));
  }

  fragmentsOf(object: object): Fragments {
    if (object === this.#lastObject) return this.#lastFragments;
    let fragments = this.#byObject.get(object);
    if (fragments === undefined) {
      fragments = [];
      this.#byObject.set(object, fragments);
    }
    this.#lastObject = object;
    this.#lastFragments = fragments;
    return fragments;
  }
}

function numberIn<K>(numbers: Map<K, number>, key: K): number {
  const number = numbers.get(key) ?? numbers.size;
  numbers.set(key, number);
  return number;
}
