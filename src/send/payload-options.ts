import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import type { Scenario } from '../define/scenario.ts';
import type { Coverage } from '../generate/coverage-names.ts';
import type { Override } from '../generate/overrides.ts';

/** Which payloads to make. */
export interface PayloadOptions {
  /** Determines every value. Default: random. */
  readonly seed?: string | undefined;
  /** An ISO instant, ms since the epoch, or `real`. Default: `2025-01-01T00:00:00+08:00` with a seed, `real` without. */
  readonly now?: string | number | undefined;
  /** Payloads of each variant. Default 1. */
  readonly count?: number | undefined;
  /** A scenario in place of variants: `count` stories of it, numbered from `index`. */
  readonly scenario?: Scenario | undefined;
  /** Only this step of the scenario, from 1. */
  readonly step?: number | undefined;
  /** The index of the first payload. Default 0. */
  readonly index?: number | undefined;
  /** Choices, one variant for each: `[{ type: 'image' }, { type: 'text', chat: 'room' }]`. */
  readonly variants?: readonly Variant[] | undefined;
  /** Which of the variants with these choices to visit. Default: the usual one. */
  readonly coverage?: Coverage | undefined;
  readonly overrides?: readonly Override[] | undefined;
  /** Accept overrides of fields that the event does not have. */
  readonly force?: boolean | undefined;
  /** Sent in place of a generated payload, byte for byte. */
  readonly body?: Uint8Array | undefined;
  /** The user's own platform token, in place of a drawn one, or the token of each event. */
  readonly token?: string | ((event: EventDefinition) => string | undefined) | undefined;
  /** How many contacts the run's world has, over all channels and types. Default 1000. */
  readonly contacts?: number | undefined;
}
