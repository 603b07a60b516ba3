import type { EventDefinition } from '../define/event.ts';
import { examplePeople } from '../world/people-example.ts';
import { parseInstant, pinnedInstant } from './clock.ts';
import { PayloadGenerator } from './generator.ts';
import { resolveVariant } from './variants.ts';

/** The payload that an event's page shows: always the same one, and drawn without faker. */
export function examplePayload<T>(event: EventDefinition<T>): T {
  const now = parseInstant(pinnedInstant);
  const generator = new PayloadGenerator({ seed: 'example', now, people: examplePeople });
  return generator.draw(event, resolveVariant(event), 0, now).payload;
}
