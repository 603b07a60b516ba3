const longest = 120;

/** Hands out element ids for case ids: readable, the same in every run of the same cases, and never twice. */
export class Anchors {
  readonly #taken = new Set<string>();

  take(id: string): string {
    const name = `case-${id.replace(/[^\w.=]+/g, '-').slice(0, longest)}`;
    let anchor = name;
    for (let n = 2; this.#taken.has(anchor); n += 1) anchor = `${name}-${n}`;
    this.#taken.add(anchor);
    return anchor;
  }
}
