import type { EventDefinition } from '../define/event.ts';
import type { Target } from './address.ts';

/** Where an event's deliveries go, with which headers and token. Plain data. */
export interface Destination {
  readonly target: Target;
  /** In addition to the platform's headers, or in place of them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The user's own platform token. */
  readonly token?: string | undefined;
}

/** Gives the destination of an event, always the same one for the same event. */
export type Destinations = (event: Pick<EventDefinition, 'id'>) => Destination;

export function destinationFlags({ target, headers, token }: Destination): string[] {
  return [
    target.kind === 'exact' ? '--to' : '--base',
    target.url,
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    ...(token === undefined ? [] : ['--token', token]),
  ];
}
