type Headers = Record<string, string | readonly string[]>;

const noBytes = Buffer.alloc(0);

/** Collects the bytes of a response body, up to a cap. It copies them, because a chunk may keep a whole socket buffer alive. */
export class BodyCollector {
  /** Bytes that arrived, the ones beyond the cap included. */
  received = 0;
  readonly #cap: number;
  #buffer = noBytes;
  #length = 0;

  constructor(cap: number) {
    this.#cap = cap;
  }

  /** @returns false when the body is larger than the cap */
  append(chunk: Uint8Array): boolean {
    this.received += chunk.length;
    const kept = Math.min(chunk.length, this.#cap - this.#length);
    const wanted = this.#length + kept;
    if (wanted > this.#buffer.length) {
      const grown = Buffer.alloc(this.#length === 0 ? wanted : Math.min(this.#cap, wanted * 2));
      this.#buffer.copy(grown, 0, 0, this.#length);
      this.#buffer = grown;
    }
    this.#buffer.set(kept === chunk.length ? chunk : chunk.subarray(0, kept), this.#length);
    this.#length = wanted;
    return this.received <= this.#cap;
  }

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }
}

/** The header fields by lower-case name, read as latin1 so that no byte is lost. `raw`: name, value, name, value … */
export function headersOf(raw: readonly Buffer[]): Headers {
  const fields = new Map<string, string | string[]>();
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i]?.toString('latin1').toLowerCase() ?? '';
    const value = raw[i + 1]?.toString('latin1') ?? '';
    const earlier = fields.get(name);
    if (earlier === undefined) fields.set(name, value);
    else if (typeof earlier === 'string') fields.set(name, [earlier, value]);
    else earlier.push(value);
  }
  // Assigning would lose a header that is called `__proto__`.
  return Object.fromEntries(fields);
}

/** Every value of a header in one string, joined as in RFC 9110, section 5.3. */
export function headerText(headers: Readonly<Headers>, name: string): string | undefined {
  if (!Object.hasOwn(headers, name)) return undefined;
  const value = headers[name];
  return typeof value === 'string' || value === undefined ? value : value.join(', ');
}
