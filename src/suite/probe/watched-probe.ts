import type { Probe } from './probe.ts';

/** A probe that never shows a change cannot show a wrong one: this one knows. */
export class WatchedProbe implements Probe {
  readonly #probe: Probe;
  #before: string | undefined;
  #reads = 0;
  #changed = false;

  constructor(probe: Probe) {
    this.#probe = probe;
  }

  async read(): Promise<string> {
    const state = await this.#probe.read();
    if (this.#before !== undefined && state !== this.#before) this.#changed = true;
    this.#before = state;
    this.#reads += 1;
    return state;
  }

  close(): Promise<void> {
    return this.#probe.close();
  }

  /** What the user should know of it; nothing is known of a probe that was not read twice. */
  get warnings(): readonly string[] {
    return this.#reads < 2 || this.#changed
      ? []
      : ["the probe's answer never changed: it cannot show whether a duplicate changed anything"];
  }
}
