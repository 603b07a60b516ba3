import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import type { EditPayload, PreparedPayload } from '../delivery/prepared-payload.ts';
import { JsonBytes } from '../generate/bytes/json-bytes.ts';
import type { Clock } from '../generate/clock.ts';
import { PayloadGenerator, type WritePayload } from '../generate/generator.ts';
import type { PayloadOptions } from './payload-options.ts';

/** The generators of a run, one for each token. All have the same seed, and so the same world. */
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

/**
 * The user's changes to the payloads of a run. Most runs have none, so the code for it is loaded on demand.
 * @param lenient as for `payloadEditor`
 * @returns `undefined` when nothing is changed
 * @throws UsageError when an event does not have a path, or the body is not JSON
 */
export async function openEdit(
  events: readonly EventDefinition[],
  options: PayloadOptions,
  lenient = false,
): Promise<EditPayload | undefined> {
  const { overrides = [], body } = options;
  if (overrides.length === 0 && body === undefined) return undefined;
  const { payloadEditor } = await import('./edit.ts');
  return payloadEditor(events, options, lenient);
}

const scratch = new JsonBytes();

/** Draws and serializes as bytes, faster from a variant's second payload on. The value is drawn when it is read. */
export function writePayload(
  generator: PayloadGenerator,
  event: EventDefinition,
  variant: Variant,
  index: number,
  now: number,
): PreparedPayload {
  const query = generator.writer(event, variant)(index, now, scratch);
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
    body: Buffer.from(scratch.view()),
    warnings: [],
  };
}

/** Writes the payloads of one variant into a buffer of the caller's: as {@link writePayload}, without a record. */
export function payloadWriter(
  generator: PayloadGenerator,
  event: EventDefinition,
  variant: Variant,
  edit: EditPayload | undefined,
): WritePayload {
  if (edit === undefined) return generator.writer(event, variant);
  return (index, now, out) => {
    const { body, query } = edit(generator.draw(event, variant, index, now));
    out.length = 0;
    out.copy(body);
    return query;
  };
}
