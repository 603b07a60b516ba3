import type { EventDefinition } from '../define/event.ts';
import type { GeneratedPayload } from '../generate/generator.ts';

/** A payload with the bytes that are sent. */
export interface PreparedPayload<T = unknown> extends Omit<GeneratedPayload<T>, 'event'> {
  readonly event: EventDefinition;
  /** Serialized once: what is signed, sent, recorded and reported is this buffer. */
  readonly body: Buffer;
  /** What the user should know: how the payload differs from its schema, or an override that had no effect. */
  readonly warnings: readonly string[];
}

/** Everything that determines a generated payload. */
export type PayloadIdentity = Omit<PreparedPayload, 'payload' | 'query' | 'body' | 'warnings'>;

/** Changes a payload, and serializes the result. */
export type EditPayload = (drawn: GeneratedPayload) => PreparedPayload;

/** A drawn or changed payload, ready to be sent. */
export function serializePayload(
  generated: GeneratedPayload,
  warnings: readonly string[] = [],
): PreparedPayload {
  return { ...generated, body: Buffer.from(JSON.stringify(generated.payload)), warnings };
}
