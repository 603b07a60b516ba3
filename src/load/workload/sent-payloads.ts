/** Repetitions may be 256 steps of a worker apart from their original, and workers some seconds from each other. */
const size = 2 ** 18;

/**
 * Which payloads were sent, as all workers of a run note it: where an original was dropped, its first repetition is no
 * second delivery. Remembers the last quarter of a million.
 */
export class SentPayloads {
  readonly #numbers: Int32Array;

  /** @param memory shared by all workers */
  constructor(memory: SharedArrayBuffer) {
    this.#numbers = new Int32Array(memory);
  }

  static memory(repeats: boolean): SharedArrayBuffer {
    return new SharedArrayBuffer(repeats ? size * Int32Array.BYTES_PER_ELEMENT : 0);
  }

  /** Notes that a payload is sent. @returns whether it was sent before @param original its number */
  note(original: number): boolean {
    const mark = (original % 0x7fff_ffff) + 1;
    return Atomics.exchange(this.#numbers, original % size, mark) === mark;
  }
}
