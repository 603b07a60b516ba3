import { builtinCatalog } from '../../src/catalog/builtin.ts';
import type { Variant } from '../../src/define/dimension.ts';
import type { EventDefinition } from '../../src/define/event.ts';
import { parseInstant, pinnedInstant } from '../../src/generate/clock.ts';
import { cover } from '../../src/generate/coverage.ts';
import { type GeneratedPayload, PayloadGenerator } from '../../src/generate/generator.ts';
import { fakerPeople } from '../../src/world/people-faker.ts';
import type { WorldOptions } from '../../src/world/world.ts';

/** The clock of every law: nothing here depends on when the tests run. */
export const now = parseInstant(pinnedInstant);

/** Every event of the built-in catalog. */
export const events: readonly EventDefinition[] = await builtinCatalog.load('*');

/** The events with their names, for `describe.each`. */
export const named = events.map((event) => [event.id, event] as const);

export function eventNamed(id: string): EventDefinition {
  const event = events.find((candidate) => candidate.id === id);
  if (event === undefined) throw new Error(`the catalog has no ${id}`);
  return event;
}

export function generator(more: Partial<WorldOptions> = {}): PayloadGenerator {
  return new PayloadGenerator({ seed: 'laws', now, people: fakerPeople, ...more });
}

export const allVariants = (event: EventDefinition): Variant[] => [...cover(event, 'full')];

/** Draws of every variant there is, each with an index of its own, and so many rounds of them as it takes. */
export function draws<T>(
  event: EventDefinition<T>,
  least = 200,
  source: PayloadGenerator = generator(),
): GeneratedPayload<T>[] {
  const variants = allVariants(event);
  const drawn: GeneratedPayload<T>[] = [];
  while (drawn.length < least) {
    for (const variant of variants) drawn.push(source.draw(event, variant, drawn.length, now));
  }
  return drawn;
}

/** How a draw is called in a failure. */
export const nameOf = ({ event, variant, index }: GeneratedPayload): string =>
  `${event.id} ${Object.entries(variant)
    .map(([name, member]) => `${name}=${member}`)
    .join(',')} #${index}`;

export const bytesOf = ({ payload }: GeneratedPayload): string => JSON.stringify(payload);
