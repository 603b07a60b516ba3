import { randomInt } from 'node:crypto';
import { conform } from '../catalog/conform.ts';
import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import { UsageError } from '../errors.ts';
import { type Clock, clockAt, pinnedInstant } from '../generate/clock.ts';
import { cover } from '../generate/coverage.ts';
import type { Coverage } from '../generate/coverage-names.ts';
import { PayloadGenerator } from '../generate/generator.ts';
import { applyOverrides, checkPaths, type Override } from '../generate/overrides.ts';

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
  /** Your own platform token, in place of a drawn one. */
  readonly token?: string | undefined;
  /** How many contacts the run's world has in each pool. Default 100. */
  readonly contacts?: number | undefined;
}

/** A payload as it goes out: its bytes, and what they are a function of. */
export interface Prepared<T = unknown> {
  readonly event: EventDefinition;
  readonly variant: Variant;
  readonly seed: string;
  readonly index: number;
  readonly now: number;
  readonly query: Readonly<Record<string, string>>;
  /** The value that `body` holds; `undefined` when it is no JSON. */
  readonly payload: T;
  /** Serialised once: what is signed, sent, recorded and reported is this. */
  readonly body: Buffer;
  /** What the user should know: how the payload left its schema, or an override that did nothing. */
  readonly warnings: readonly string[];
}

/** A run's payloads: the choices are checked and everything is loaded; drawing has not begun. */
export interface PayloadRun extends Iterable<Prepared> {
  readonly seed: string;
  /** How many there will be; `undefined` when a coverage is too large to count beforehand. */
  readonly total: number | undefined;
}

/**
 * Prepares a run over some events. Iterating draws: variant by variant in every round of `count`.
 * @throws UsageError when a choice, path or body is wrong for any of the events, before anything is drawn
 */
export async function openPayloadRun(
  events: readonly EventDefinition[],
  options: PayloadOptions = {},
): Promise<PayloadRun> {
  const { overrides = [], count = 1, index = 0, coverage = 'default' } = options;
  const seed = options.seed ?? String(randomInt(1_000_000_000));
  const clock = clockAt(options.now ?? (options.seed === undefined ? 'real' : pinnedInstant));
  if (options.force !== true) for (const event of events) checkPaths(event, overrides);
  const plans = events.map((event) => {
    const choices = options.variants ?? [{}];
    const visits = choices.map((fixed) => cover(event, coverage, fixed));
    return { event, visits };
  });
  const { fakerPeople } = await import('../world/people-faker.ts');
  const generator = new PayloadGenerator({
    seed,
    now: clock(),
    people: fakerPeople,
    token: options.token,
    contacts: options.contacts,
  });
  const prepare = preparer(generator, clock, options);
  const perRound = plans.reduce<number | undefined>((sum, { visits }) => addSizes(sum, visits), 0);

  return {
    seed,
    total: perRound === undefined ? undefined : perRound * count,
    *[Symbol.iterator]() {
      for (let round = 0; round < count; round += 1) {
        for (const { event, visits } of plans) {
          for (const variants of visits) {
            for (const variant of variants) yield prepare(event, variant, index + round);
          }
        }
      }
    },
  };
}

function addSizes(sum: number | undefined, visits: readonly Iterable<Variant>[]): number | undefined {
  let total = sum;
  for (const visit of visits) {
    total = Array.isArray(visit) && total !== undefined ? total + visit.length : undefined;
  }
  return total;
}

type Prepare = (event: EventDefinition, variant: Variant, index: number) => Prepared;

function preparer(generator: PayloadGenerator, clock: Clock, options: PayloadOptions): Prepare {
  const { overrides = [], body } = options;
  const given = body === undefined ? undefined : readBody(body, overrides.length > 0, options.force === true);
  return (event, variant, index) => {
    const drawn = generator.draw(event, variant, index, clock());
    const { seed, now, query } = drawn;
    // A body of the user's own has no variant that we know of.
    const facts = { event, variant: given === undefined ? variant : {}, seed, index, now, query };
    if (given === undefined && overrides.length === 0) {
      const { payload } = drawn;
      return { ...facts, payload, body: Buffer.from(JSON.stringify(payload)), warnings: [] };
    }
    const { payload, warnings } = applyOverrides(
      given === undefined ? drawn.payload : given.value,
      overrides,
    );
    const mismatches = conform(event, payload, given === undefined ? variant : {});
    const left = mismatches.map(
      ({ path, expected, actual }) => `${path}: expected ${expected}, is ${actual}`,
    );
    const exact = given !== undefined && overrides.length === 0;
    return {
      ...facts,
      payload,
      body: exact ? given.bytes : Buffer.from(JSON.stringify(payload)),
      warnings: [...warnings, ...left],
    };
  };
}

interface GivenBody {
  readonly bytes: Buffer;
  readonly value: unknown;
}

function readBody(bytes: Uint8Array, willChange: boolean, force: boolean): GivenBody {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(buffer);
    return { bytes: buffer, value: JSON.parse(text) as unknown };
  } catch (error) {
    const why = error instanceof SyntaxError ? `not JSON: ${error.message}` : 'not UTF-8';
    if (!force) throw new UsageError(`the body is ${why}; --force sends it all the same`);
    if (willChange) throw new UsageError(`the body is ${why}: --set and --unset cannot change it`);
    return { bytes: buffer, value: undefined };
  }
}
