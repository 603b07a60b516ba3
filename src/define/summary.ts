import type { LocalizedText } from '../language.ts';
import type { Basis } from './basis.ts';
import type { EventDefinition } from './event.ts';
import type { Platform } from './platform.ts';
import type { Scenario } from './scenario.ts';

interface Summary {
  /** `yuju/contact.updated`, `yuju/contact-life` */
  readonly id: string;
  readonly platform: string;
  readonly name: string;
  readonly title: LocalizedText;
  readonly basis: Basis;
}

/** What is known of an event without loading its definition. */
export interface EventSummary extends Summary {
  /** The documented sub-path, if the event has one. */
  readonly path?: string;
  /** The value that tells its bodies from those of other events. */
  readonly identity?: { readonly path: string; readonly value: string };
  /** Number of dimensions. */
  readonly dimensions: number;
  /** How many variants each coverage visits. */
  readonly variants: { readonly each: number; readonly pairwise: number; readonly full: number };
}

export interface CatalogEntry extends EventSummary {
  load(): Promise<{ readonly default: EventDefinition }>;
}

/** What is known of a scenario without loading it. */
export interface ScenarioSummary extends Summary {
  /** Full names of the events, step by step. */
  readonly steps: readonly string[];
}

export interface CatalogScenario extends ScenarioSummary {
  load(): Promise<{ readonly default: Scenario }>;
}

/** What lists show of a platform. */
export type PlatformSummary = Pick<Platform, 'id' | 'title' | 'hosts' | 'titleOnly'>;
