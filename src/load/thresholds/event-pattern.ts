import { eventMatcher } from '../../catalog/glob.ts';
import { didYouMean } from '../../catalog/nearest.ts';
import { UsageError } from '../../errors.ts';

/**
 * The events of a run that a name or glob means: `juzi/message.received`, `contact.*`.
 * @param events full names
 * @param label where the pattern was given, for messages
 * @throws UsageError when it means none, naming the nearest
 */
export function eventsOf(pattern: string, events: readonly string[], label: string): readonly string[] {
  const matches = events.filter(eventMatcher(pattern));
  if (matches.length > 0) return matches;
  const names = new Set(events.flatMap((id) => [id.slice(id.indexOf('/') + 1), id]));
  throw new UsageError(
    `${label}: no event '${pattern}' in this run${didYouMean(pattern, names)}; there are ${events.join(', ')}`,
  );
}
