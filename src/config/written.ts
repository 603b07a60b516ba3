/** A value as a file has it, whatever its format, and where: `webhook-sim.config.yaml:3:10`. */
export type Written = WrittenText | WrittenList | WrittenMap | WrittenOther;

interface Placed {
  readonly place: string;
}

/** A text, or a number or truth value with the text that it was written as. */
export interface WrittenText extends Placed {
  readonly kind: 'text' | 'number' | 'switch';
  readonly text: string;
}

export interface WrittenList extends Placed {
  readonly kind: 'list';
  readonly items: readonly Written[];
}

export interface WrittenMap extends Placed {
  readonly kind: 'map';
  readonly entries: readonly WrittenEntry[];
}

export interface WrittenEntry {
  readonly key: string;
  /** Of the key. */
  readonly place: string;
  readonly value: Written;
}

/** What has no place in a configuration: nothing, a function. */
export interface WrittenOther extends Placed {
  readonly kind: 'other';
  /** In words, for messages: `nothing`. */
  readonly what: string;
}

/** `true`, `a list`: for messages about what stands where something else should. */
export function describeWritten(value: Written): string {
  if (value.kind === 'other') return value.what;
  if (value.kind === 'list' || value.kind === 'map') return `a ${value.kind}`;
  return value.kind === 'text' ? `the text ${JSON.stringify(value.text)}` : value.text;
}
