import type { Catalog } from '../../catalog/catalog.ts';
import { type EventDefinition, isEvent } from '../../define/event.ts';
import { UsageError } from '../../errors.ts';
import { plainSeparators } from '../../typed-text.ts';

/** An event of the load, and its share of the deliveries. */
export interface MixedEvent {
  readonly event: EventDefinition;
  /** A whole number, 1 or more. */
  readonly weight: number;
}

/** Events as the user chose them, and their share of the deliveries. */
export interface MixEntry {
  /** An event, its name, or a glob. */
  readonly choice: string | EventDefinition;
  /** The weight of all of them together, more than 0; `null`: each has a weight of 1. */
  readonly weight: number | null;
}

/** Deliveries in a round, at most: a smaller share than one in so many becomes one. */
const longestRound = 10_000;

/** Reads `juzi/message.received=8,yuju/contact.*=1`. `label` names it in UsageErrors: `--mix`. */
export function parseMix(label: string): (text: string) => readonly MixEntry[] {
  return (text) =>
    plainSeparators(text)
      .split(',')
      .map((entry) => {
        const [, choice, written] = /^\s*([^=\s]+)\s*=\s*(\d+(?:\.\d+)?)\s*$/.exec(entry) ?? [];
        const weight = Number(written);
        if (choice === undefined || !(weight > 0 && weight <= 1e9)) {
          const where = `${label} '${entry.trim()}'`;
          throw new UsageError({
            zh: `${where}：请写事件（或通配符）和权重，例如 juzi/message.received=8`,
            en: `${where}: write an event or glob and its weight, such as juzi/message.received=8`,
          });
        }
        return { choice, weight };
      });
}

/**
 * Loads the events of a mix. The events that a glob selects share its weight; the weights of an event that is named twice
 * add up. Without weights, each event has the same share, however often it is named.
 * @throws CatalogError when a pattern selects no event
 * @throws UsageError for a scenario
 */
export async function openMix(
  entries: readonly MixEntry[],
  catalog: Catalog,
): Promise<readonly MixedEvent[]> {
  const shares = new Map<EventDefinition, number>();
  for (const { choice, weight } of entries) {
    const events = isEvent(choice) ? [choice] : await eventsOf(choice, catalog);
    for (const event of events) {
      const share = weight === null ? 1 : (shares.get(event) ?? 0) + weight / events.length;
      shares.set(event, share);
    }
  }
  const weights = wholeWeights([...shares.values()]);
  return [...shares.keys()].map((event, i) => ({ event, weight: weights[i] as number }));
}

async function eventsOf(pattern: string, catalog: Catalog): Promise<readonly EventDefinition[]> {
  const scenario = catalog.scenarioNamed(pattern);
  if (scenario !== undefined) {
    const events = [...new Set(scenario.steps)].join(' ');
    throw new UsageError({
      zh: `${scenario.id} 是场景，而压测发送单个事件：请写它包含的事件 ${events}`,
      en: `${scenario.id} is a scenario, and a burst sends single events: name its events, ${events}`,
    });
  }
  return catalog.load(pattern);
}

/** The smallest whole numbers with the ratios of the shares, as far as a round can hold them. */
function wholeWeights(shares: readonly number[]): readonly number[] {
  const sum = shares.reduce((all, share) => all + share, 0);
  for (let length = shares.length; length <= longestRound; length += 1) {
    const scaled = shares.map((share) => (share * length) / sum);
    if (scaled.every((share) => Math.round(share) >= 1 && Math.abs(share - Math.round(share)) < 1e-6)) {
      return scaled.map(Math.round);
    }
  }
  return shares.map((share) => Math.max(1, Math.round((share * longestRound) / sum)));
}
