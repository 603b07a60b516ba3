import type { Basis, LocalizedText } from './basis.ts';
import type { EventDefinition } from './event.ts';
import type { Scenario } from './scenario.ts';

/** What is known of an event without loading its definition. */
export interface EventSummary {
  /** `yuju/contact.updated` */
  readonly id: string;
  readonly platform: string;
  readonly name: string;
  readonly title: LocalizedText;
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

/** What is known of a scenario without loading it. */
export interface ScenarioSummary {
  /** `yuju/contact-life` */
  readonly id: string;
  readonly platform: string;
  readonly name: string;
  readonly title: LocalizedText;
  readonly basis: Basis;
  /** Full names of the events, step by step. */
  readonly steps: readonly string[];
}

/** A scenario that can be loaded. */
export interface CatalogScenario extends ScenarioSummary {
  load(): Promise<{ readonly default: Scenario }>;
}

/** A platform as far as lists need it. */
export interface PlatformSummary {
  readonly id: string;
  readonly title: LocalizedText;
  readonly hosts: readonly string[];
}
