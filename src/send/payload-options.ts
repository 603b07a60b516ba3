import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import type { Scenario } from '../define/scenario.ts';
import type { Coverage } from '../generate/coverage-names.ts';
import type { Override } from '../generate/overrides.ts';

/** What payloads to make, and how many. */
export interface PayloadOptions {
  /** Pins every value. Default: a random one. */
  readonly seed?: string | undefined;
  /**
   * The clock: an ISO instant, ms since the epoch, or `real`. Default: `2025-01-01T00:00:00+08:00` with a seed,
   * `real` without.
   */
  readonly now?: string | number | undefined;
  /** Payloads of each variant. Default 1. */
  readonly count?: number | undefined;
  /** A scenario to tell, in place of variants: `count` stories of it, the first of them number `index`. */
  readonly scenario?: Scenario | undefined;
  /** This step of the scenario alone, from 1. */
  readonly step?: number | undefined;
  /** The index of the first. Default 0. */
  readonly index?: number | undefined;
  /** Choices, each of them a variant to make: `[{ type: 'image' }, { type: 'text', chat: 'room' }]`. */
  readonly variants?: readonly Variant[] | undefined;
  /** Which variants to visit, among those that have the choices. Default: the usual one. */
  readonly coverage?: Coverage | undefined;
  readonly overrides?: readonly Override[] | undefined;
  /** Accept overrides of fields that the event does not have. */
  readonly force?: boolean | undefined;
  /** Sent in place of a generated payload, byte for byte. */
  readonly body?: Uint8Array | undefined;
  /** Your own platform token, in place of a drawn one; or which one each event has. */
  readonly token?: string | ((event: EventDefinition) => string | undefined) | undefined;
  /** How many contacts the run's world has, over all channels and types. Default 1000. */
  readonly contacts?: number | undefined;
}
