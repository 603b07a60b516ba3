import { globExpression } from '../../catalog/glob.ts';
import { didYouMean } from '../../catalog/nearest.ts';
import { UsageError } from '../../errors.ts';

/**
 * The events of a run that a name or glob means: `juzi/message.received`, `contact.*`. A pattern without a slash is
 * matched against the name alone, as everywhere.
 * @param events full names
 * @param label where the pattern was given, for messages
 * @throws UsageError when it means none, naming the nearest
 */
export function eventsOf(pattern: string, events: readonly string[], label: string): readonly string[] {
  const nameOf = (id: string): string => (pattern.includes('/') ? id : id.slice(id.indexOf('/') + 1));
  const expression = globExpression(pattern);
  const matches = events.filter((id) => expression.test(nameOf(id)));
  if (matches.length > 0) return matches;
  const names = new Set(events.flatMap((id) => [nameOf(id), id]));
  throw new UsageError(
    `${label}: no event '${pattern}' in this run${didYouMean(pattern, names)}; there are ${events.join(', ')}`,
  );
}
