import type { OutgoingRequest } from '../deliver/exchange.ts';

/** How a request departs from a valid one. */
export interface Tampering {
  /** Changes the request that is about to go out. */
  apply(request: OutgoingRequest): OutgoingRequest;
}
