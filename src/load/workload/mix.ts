import type { Catalog } from '../../catalog/catalog.ts';
import { type EventDefinition, isEvent } from '../../define/event.ts';
import { UsageError } from '../../errors.ts';
import type { MixedEvent } from '../options.ts';

/** Events, and their share of the deliveries. */
export interface MixPart {
  /** An event, its name, or a glob. */
  readonly choice: string | EventDefinition;
  /** Of all of them together, more than 0; `null`: each has a weight of 1. */
  readonly weight: number | null;
}

/** Deliveries in a round, at most: a share of less than one in so many is one. */
const longestRound = 10_000;

/**
 * Reads `juzi/message.received=8,yuju/contact.*=1`.
 * @param label how the user gave it, for messages: `--mix`
 * @throws UsageError
 */
export function parseMix(label: string): (text: string) => readonly MixPart[] {
  return (text) =>
    text.split(',').map((part) => {
      const [, choice, written] = /^\s*([^=\s]+)\s*=\s*(\d+(?:\.\d+)?)\s*$/.exec(part) ?? [];
      const weight = Number(written);
      if (choice === undefined || !(weight > 0 && weight <= 1e9)) {
        throw new UsageError(
          `${label} '${part.trim()}': write an event or glob and its weight, such as juzi/message.received=8`,
        );
      }
      return { choice, weight };
    });
}

/**
 * Finds the events of a mix. A glob's events share its weight; what an event is given twice adds up. Without weights
 * each event has the same share, however often it is named.
 * @throws CatalogError when a pattern means no event
 * @throws UsageError for a scenario
 */
export async function openMix(parts: readonly MixPart[], catalog: Catalog): Promise<readonly MixedEvent[]> {
  const shares = new Map<EventDefinition, number>();
  for (const { choice, weight } of parts) {
    const events = isEvent(choice) ? [choice] : await eventsOf(choice, catalog);
    for (const event of events) {
      const share = weight === null ? 1 : (shares.get(event) ?? 0) + weight / events.length;
      shares.set(event, share);
    }
  }
  const weights = wholeNumbers([...shares.values()]);
  return [...shares.keys()].map((event, i) => ({ event, weight: weights[i] as number }));
}

async function eventsOf(pattern: string, catalog: Catalog): Promise<readonly EventDefinition[]> {
  const scenario = catalog.scenarios.find(({ id, name }) => id === pattern || name === pattern);
  if (scenario !== undefined) {
    const events = [...new Set(scenario.steps)].join(' ');
    throw new UsageError(`${scenario.id} is a story, and a burst has none: choose its events, ${events}`);
  }
  return catalog.load(pattern);
}

/** The smallest whole numbers that stand to each other as the shares do, as far as a round can hold them. */
function wholeNumbers(shares: readonly number[]): readonly number[] {
  const sum = shares.reduce((all, share) => all + share, 0);
  for (let length = shares.length; length <= longestRound; length += 1) {
    const scaled = shares.map((share) => (share * length) / sum);
    if (scaled.every((share) => Math.round(share) >= 1 && Math.abs(share - Math.round(share)) < 1e-6)) {
      return scaled.map(Math.round);
    }
  }
  return shares.map((share) => Math.max(1, Math.round((share * longestRound) / sum)));
}
