import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import type { Scenario } from '../define/scenario.ts';
import type { PreparedPayload } from '../delivery/prepared-payload.ts';
import { UsageError } from '../errors.ts';
import { JsonBytes } from '../generate/bytes/json-bytes.ts';
import { type Clock, clockAt, pinnedInstant } from '../generate/clock.ts';
import type { Coverage } from '../generate/coverage-names.ts';
import { type GeneratedPayload, PayloadGenerator } from '../generate/generator.ts';
import { scenarioSteps } from '../generate/story.ts';
import { resolveVariant } from '../generate/variants.ts';
import type { PayloadOptions } from './payload-options.ts';

/** A run's payloads: the choices are checked and everything is loaded; drawing has not begun. */
export interface PayloadRun extends Iterable<PreparedPayload> {
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
  const { count = 1, index = 0, coverage = 'default' } = options;
  // A seed is no secret: node:crypto would cost every start 5 ms.
  const seed = options.seed ?? String(Math.floor(Math.random() * 1_000_000_000));
  const clock = clockAt(options.now ?? (options.seed === undefined ? 'real' : pinnedInstant));
  const generators = await openGenerators({ ...options, seed }, clock);
  const edit = await editor(events, options);
  if (options.scenario !== undefined) {
    const { scenario } = options;
    const steps = storySteps(options, scenario);
    return {
      seed,
      total: steps.length * count,
      *[Symbol.iterator]() {
        for (let round = 0; round < count; round += 1) {
          const now = clock();
          for (const step of steps) {
            const { event } = scenarioSteps(scenario)[step] as { event: EventDefinition };
            const drawn = generators(event).drawStep({ scenario, step }, index + round, now);
            yield edit === undefined ? serialise(drawn) : edit(drawn);
          }
        }
      },
    };
  }
  const choices = options.variants ?? [{}];
  const visit = await variantVisitor(coverage);
  const plans = events.map((event) => ({ event, visits: choices.map((fixed) => visit(event, fixed)) }));
  const perRound = plans.reduce<number | undefined>((sum, { visits }) => addSizes(sum, visits), 0);

  return {
    seed,
    total: perRound === undefined ? undefined : perRound * count,
    *[Symbol.iterator]() {
      for (let round = 0; round < count; round += 1) {
        for (const { event, visits } of plans) {
          for (const variants of visits) {
            for (const variant of variants) {
              const generator = generators(event);
              const now = clock();
              yield edit === undefined
                ? written(generator, event, variant, index + round, now)
                : edit(generator.draw(event, variant, index + round, now));
            }
          }
        }
      }
    },
  };
}

/** The variants that a coverage visits. The usual one alone is found without the machinery of the others. */
async function variantVisitor(
  coverage: Coverage,
): Promise<(event: EventDefinition, fixed: Variant) => Iterable<Variant>> {
  if (coverage === 'default') return (event, fixed) => [resolveVariant(event, fixed)];
  const { cover } = await import('../generate/coverage.ts');
  return (event, fixed) => cover(event, coverage, fixed);
}

function addSizes(sum: number | undefined, visits: readonly Iterable<Variant>[]): number | undefined {
  let total = sum;
  for (const visit of visits) {
    total = Array.isArray(visit) && total !== undefined ? total + visit.length : undefined;
  }
  return total;
}

/** Which of a scenario's steps to tell, from 0. */
function storySteps({ step }: PayloadOptions, scenario: Scenario): number[] {
  const all = [...scenario.steps.keys()];
  if (step === undefined) return all;
  if (step > all.length) {
    throw new UsageError(`${scenario.id} has ${all.length} steps: there is no --step ${step}`);
  }
  return [step - 1];
}

/**
 * The generators of a run, one for each token: all of them have the same seed, and so the same world.
 * @param options with the seed that was settled
 */
export async function openGenerators(
  options: PayloadOptions & { readonly seed: string },
  clock: Clock,
): Promise<(event: EventDefinition) => PayloadGenerator> {
  const { fakerPeople } = await import('../world/people-faker.ts');
  const { seed, token, contacts } = options;
  const now = clock();
  const known = new Map<string | undefined, PayloadGenerator>();
  return (event) => {
    const own = typeof token === 'function' ? token(event) : token;
    let generator = known.get(own);
    if (generator === undefined) {
      generator = new PayloadGenerator({ seed, now, people: fakerPeople, token: own, contacts });
      known.set(own, generator);
    }
    return generator;
  };
}

type Edit = (drawn: GeneratedPayload) => PreparedPayload;

/** Most runs change nothing: what changes and checks payloads is loaded only where one does. */
async function editor(
  events: readonly EventDefinition[],
  options: PayloadOptions,
): Promise<Edit | undefined> {
  const { overrides = [], body } = options;
  if (overrides.length === 0 && body === undefined) return undefined;
  const { payloadEditor } = await import('./edit.ts');
  return payloadEditor(events, options);
}

/** A payload as it was drawn, ready to go out. */
function serialise(drawn: GeneratedPayload): PreparedPayload {
  return { ...drawn, body: Buffer.from(JSON.stringify(drawn.payload)), warnings: [] };
}

const slate = new JsonBytes();

/** A payload whose bytes are written at once. Its value is the same, and is drawn for whoever asks for it. */
function written(
  generator: PayloadGenerator,
  event: EventDefinition,
  variant: Variant,
  index: number,
  now: number,
): PreparedPayload {
  const query = generator.writer(event, variant)(index, now, slate);
  return {
    event,
    variant,
    seed: generator.seed,
    index,
    now,
    query,
    get payload() {
      return generator.draw(event, variant, index, now).payload;
    },
    body: Buffer.from(slate.view()),
    warnings: [],
  };
}
