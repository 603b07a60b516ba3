import type { Variant } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import { pathWriter } from '../../delivery/address.ts';
import type { Destination } from '../../delivery/destination.ts';
import { requestHeaders } from '../../delivery/headers.ts';
import { JsonBytes } from '../../generate/bytes/json-bytes.ts';
import type { WritePayload } from '../../generate/generator.ts';
import { variantKey } from '../../generate/variants.ts';
import type { ConnectionPool } from '../../http/pool.ts';
import type { ContractLevel } from '../../verdict/levels.ts';
import { VerdictCache } from '../../verdict/verdict-cache.ts';

/** What is known of the delivery that an exchange slot carries out. The next one overwrites it. */
export interface DeliverySlot {
  /** Number among the deliveries of the run. */
  n: number;
  /** Number of the delivery whose body it has: its own, unless it repeats an earlier one. */
  original: number;
  event: PreparedEvent | null;
  /** Number among the variants of the event. */
  variant: number;
  /** The clock of the payload, ms since the epoch. */
  now: number;
  query: Readonly<Record<string, string>>;
  /** Due during the warm-up. */
  warmup: boolean;
  readonly body: JsonBytes;
}

export const newDeliverySlot = (): DeliverySlot => ({
  n: 0,
  original: 0,
  event: null,
  variant: 0,
  now: 0,
  query: {},
  warmup: false,
  body: new JsonBytes(),
});

/** An event of the run, and what its deliveries have in common. */
export interface PreparedEvent {
  /** Number among the events of the run. */
  readonly number: number;
  readonly definition: EventDefinition;
  readonly variants: readonly Variant[];
  /** Names of the variants: `type=image,chat=room`. */
  readonly variantNames: readonly string[];
  /** Id of its first variant; the others follow. */
  readonly firstVariantId: number;
  readonly destination: Destination;
  /** One for each variant. */
  readonly writers: readonly WritePayload[];
  readonly path: (query: Readonly<Record<string, string>>) => string;
  readonly pool: ConnectionPool<DeliverySlot>;
  /** Name, value, name, value … */
  readonly headers: readonly string[];
  readonly answers: VerdictCache;
}

export function prepareEvent(
  definition: EventDefinition,
  variants: readonly Variant[],
  place: Pick<PreparedEvent, 'number' | 'firstVariantId' | 'destination' | 'writers' | 'pool'>,
  contract: ContractLevel,
): PreparedEvent {
  return {
    ...place,
    definition,
    variants,
    variantNames: variants.map((variant) => variantKey(definition, variant)),
    path: pathWriter(place.destination.target, definition),
    headers: place.pool.headers(requestHeaders(place.destination.headers)),
    answers: new VerdictCache(definition.response, contract),
  };
}
