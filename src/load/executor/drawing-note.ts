import { payloadText } from '../../generate/draw-error.ts';
import type { PlannedEvent } from './worker-plan.ts';

/** What a thread draws at the moment, in memory that the thread which started it can read when it does not answer. */
export class DrawingNote {
  readonly memory: SharedArrayBuffer;
  /** Number of the event and 1, number of its variant, index of the payload. */
  readonly #now: Float64Array;

  constructor(memory = new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#now = new Float64Array(memory);
  }

  begin(event: number, variant: number, index: number): void {
    this.#now[1] = variant;
    this.#now[2] = index;
    this.#now[0] = event + 1;
  }

  end(): void {
    this.#now[0] = 0;
  }

  /** The payload in words; `undefined` when none is being drawn. */
  text(events: readonly PlannedEvent[]): string | undefined {
    const [number = 0, variant = 0, index = 0] = this.#now;
    const event = events[number - 1];
    return event && payloadText(event, event.variants[variant] ?? {}, index);
  }
}
