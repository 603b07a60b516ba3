import type { EventDefinition } from '../define/event.ts';
import type { Target } from './address.ts';

/** Where an event goes, and what goes with it. Plain data. */
export interface Destination {
  readonly target: Target;
  /** Added to the platform's own headers, or in place of them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The user's own platform token. */
  readonly token?: string | undefined;
}

/** Finds the destination of an event. The same event always has the same one. */
export type Destinations = (event: Pick<EventDefinition, 'id'>) => Destination;

/** The flags of a command line that stand for a destination. */
export function destinationFlags({ target, headers, token }: Destination): string[] {
  return [
    target.kind === 'exact' ? '--to' : '--base',
    target.url,
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    ...(token === undefined ? [] : ['--token', token]),
  ];
}
