import type { Basis, Text } from './basis.ts';
import type { EventDefinition } from './event.ts';

/** What is known of an event without loading its definition. */
export interface EventSummary {
  /** `yuju/contact.updated` */
  readonly id: string;
  readonly platform: string;
  readonly name: string;
  readonly title: Text;
  readonly basis: Basis;
  /** The documented sub-path, when the event has one. */
  readonly path?: string;
  /** Number of dimensions. */
  readonly dimensions: number;
  /** How many variants each coverage visits. */
  readonly variants: { readonly each: number; readonly pairwise: number; readonly full: number };
}

/** An event that can be loaded. */
export interface CatalogEntry extends EventSummary {
  load(): Promise<{ readonly default: EventDefinition }>;
}

/** A platform as far as lists need it. */
export interface PlatformSummary {
  readonly id: string;
  readonly title: Text;
  readonly hosts: readonly string[];
}
