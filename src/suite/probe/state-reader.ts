import { setTimeout as pause } from 'node:timers/promises';
import type { ProbeMoment } from '../plan/case.ts';
import { type Probe, ProbeError } from './probe.ts';

/**
 * ms: how long a receiver may work on after its answer, and how often it is looked at meanwhile; how long it may
 * take to come to rest after all that was sent before; and how many times a change is waited for when none ever shows.
 */
const afterwards = { longest: 1000, pause: 25, rest: 10_000, trials: 3 };

/** Reads a probe at the right moment, and learns from one case to the next how long a change takes to show. */
export class StateReader {
  readonly #probe: Probe;
  /** Deliveries after which no change showed. */
  #fruitless = 0;
  #moved = false;
  #restless = false;
  /** Whether the state has rested once for as long as a receiver may work on. */
  #rested = false;
  /** ms that changes of state took to show lately. */
  #lag = 0;

  constructor(probe: Probe) {
    this.#probe = probe;
  }

  /**
   * @param before the state that the case read before
   * @throws ProbeError when there is no state, or none that rests
   */
  async read(once: ProbeMoment, before: string | undefined): Promise<string> {
    if (this.#restless) throw restless();
    const { longest } = afterwards;
    if (once === 'changed') return this.#rest(await this.#change(before), 2 * longest);
    // How long the receiver works on is not known yet: what was sent before may still be on its way.
    if (!this.#rested) await this.#longRest();
    // Where one delivery takes long to show, so does another.
    const least = once === 'settled' ? 2 * afterwards.pause : 0;
    await pause(Math.min(longest, Math.max(least, 2 * this.#lag)));
    return this.#rest(await this.#probe.read(), once === 'settled' ? 2 * longest : undefined);
  }

  async #change(before: string | undefined): Promise<string> {
    const began = performance.now();
    // A state that has never moved will not: there is no use in waiting for it each time.
    const blind = !this.#moved && this.#fruitless >= afterwards.trials;
    let state = await this.#probe.read();
    while (state === before && performance.now() - began < (blind ? 0 : afterwards.longest)) {
      await pause(afterwards.pause);
      state = await this.#probe.read();
    }
    if (state === before) {
      this.#fruitless += 1;
    } else {
      this.#moved = true;
      this.#lag = Math.max(this.#lag / 2, performance.now() - began);
    }
    return state;
  }

  async #longRest(): Promise<void> {
    const began = performance.now();
    let since = began;
    let state = await this.#probe.read();
    while (performance.now() - since < afterwards.longest) {
      if (performance.now() - began > afterwards.rest) {
        this.#restless = true;
        throw restless();
      }
      await pause(2 * afterwards.pause);
      const next = await this.#probe.read();
      if (next !== state) since = performance.now();
      state = next;
    }
    this.#rested = true;
  }

  /** @param within ms; without it, a state that never rests is no state */
  async #rest(first: string, within: number | undefined): Promise<string> {
    const began = performance.now();
    let state = first;
    while (performance.now() - began < (within ?? afterwards.rest)) {
      await pause(afterwards.pause);
      const next = await this.#probe.read();
      if (next === state) return state;
      state = next;
    }
    if (within !== undefined) return state;
    this.#restless = true;
    throw restless();
  }
}

const restless = (): ProbeError =>
  new ProbeError(
    "the probe's answer changes all the time, though nothing is sent: let it show what deliveries change, and no times",
  );
