import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import type { GeneratedPayload } from '../generate/generator.ts';
import type { ScenarioPosition } from '../generate/story.ts';

/** A payload as it goes out: its bytes, and what they are a function of. */
export interface PreparedPayload<T = unknown> {
  readonly event: EventDefinition;
  readonly variant: Variant;
  readonly seed: string;
  readonly index: number;
  readonly now: number;
  readonly story?: ScenarioPosition | undefined;
  readonly query: Readonly<Record<string, string>>;
  /** The value that `body` holds; `undefined` when it is not JSON. */
  readonly payload: T;
  /** Serialised once: what is signed, sent, recorded and reported is this buffer. */
  readonly body: Buffer;
  /** What the user should know: how the payload departs from its schema, or an override that had no effect. */
  readonly warnings: readonly string[];
}

/** Changes a payload, and serializes the result. */
export type EditPayload = (drawn: GeneratedPayload) => PreparedPayload;

/** A drawn or changed payload, ready to be sent. */
export function serializePayload(
  generated: GeneratedPayload,
  warnings: readonly string[] = [],
): PreparedPayload {
  return { ...generated, body: Buffer.from(JSON.stringify(generated.payload)), warnings };
}
