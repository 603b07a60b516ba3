import type { EventDefinition } from '../../define/event.ts';
import type { OutgoingRequest } from '../../http/exchange.ts';

/** What a tampered request may be made from. */
export interface MutationContext {
  readonly event: EventDefinition;
  /** The clock of the delivery, ms since the epoch. */
  readonly now: number;
  /** The query parameters that the platform would add at another time: validly signed, but old. */
  queryAt(now: number): Readonly<Record<string, string>>;
  /** The query parameters of the case's first delivery. */
  readonly firstQuery: Readonly<Record<string, string>>;
}

/** One way in which a request may depart from a valid one. */
export interface RequestMutation {
  /** Changes the request that is about to go out. */
  apply(request: OutgoingRequest, context: MutationContext): OutgoingRequest;
}
