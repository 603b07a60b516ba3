import { createHash } from 'node:crypto';

/** Shorter bodies are shown again: they say more in their place than a reference would. */
const shortest = 1024;

/** Long bodies that a page has shown already, and where. A receiver's error page comes in every case. */
export class SeenBodies {
  readonly #anchors = new Map<string, string>();

  /** Notes that a body is shown. @returns the anchor of where it was shown before */
  note(body: string, anchor: string): string | undefined {
    if (body.length < shortest) return undefined;
    const key = createHash('sha256').update(body).digest('base64');
    const before = this.#anchors.get(key);
    if (before === undefined) this.#anchors.set(key, anchor);
    return before;
  }
}
