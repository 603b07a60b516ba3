import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import type { Relay } from '../deliver/relay.ts';
import type { WritePayload } from '../generate/generator.ts';
import { variantKey } from '../generate/variants.ts';
import { pathWriter } from '../run/address.ts';
import type { Destination } from '../run/destination.ts';
import { requestHeaders } from '../run/headers.ts';
import { KnownAnswers } from '../verdict/known-answers.ts';
import type { ContractLevel } from '../verdict/levels.ts';

/** What a shuttle carries. */
export interface Load {
  n: number;
  /** The delivery whose body it has: itself, unless it repeats an earlier one. */
  original: number;
  event: WorkedEvent | null;
  /** Number among the event's variants. */
  variant: number;
  /** The clock of the payload, ms since the epoch. */
  now: number;
  query: Readonly<Record<string, string>>;
  /** Of the warm-up. */
  warm: boolean;
}

/** An event of the run, with all that its deliveries have in common. */
export interface WorkedEvent {
  readonly number: number;
  readonly definition: EventDefinition;
  readonly variants: readonly Variant[];
  /** Of the variants: `type=image,chat=room`. */
  readonly names: readonly string[];
  /** Number of its first variant among the variants of all events. */
  readonly firstLot: number;
  readonly destination: Destination;
  /** Of each variant. */
  readonly writers: readonly WritePayload[];
  readonly path: (query: Readonly<Record<string, string>>) => string;
  readonly relay: Relay<Load>;
  /** Name, value, name, value … */
  readonly headers: readonly string[];
  readonly answers: KnownAnswers;
}

export function workedEvent(
  definition: EventDefinition,
  variants: readonly Variant[],
  place: Pick<WorkedEvent, 'number' | 'firstLot' | 'destination' | 'writers' | 'relay'>,
  contract: ContractLevel,
): WorkedEvent {
  return {
    ...place,
    definition,
    variants,
    names: variants.map((variant) => variantKey(definition, variant)),
    path: pathWriter(place.destination.target, definition),
    headers: place.relay.headers(requestHeaders(place.destination.headers)),
    answers: new KnownAnswers(definition.response, contract),
  };
}
