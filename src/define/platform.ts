import type { LocalizedText } from '../language.ts';
import type { Basis } from './basis.ts';

export interface PolicyFact extends LocalizedText {
  readonly basis: Basis;
}

/** How the platform delivers. Unknown settings are left out, and mentioned in `facts`. */
export interface DeliveryPolicy {
  /** How many times the platform repeats a failed delivery. */
  readonly retries?: number;
  /** Whether the platform is known to take responses of another shape than documented; `facts` say why we think so. */
  readonly lenient?: boolean;
  readonly facts: readonly PolicyFact[];
}

/** A callback of which the page that lists it says little more than the title: it is not sent. */
export interface TitleOnly extends LocalizedText {
  /** The documented sub-path. */
  readonly path?: string;
  /** What else is known, with its basis. */
  readonly note?: PolicyFact;
}

/** A platform, whose events form a pack. */
export interface Platform {
  readonly id: string;
  readonly title: LocalizedText;
  readonly server?: string;
  /** The platform's own hosts. Nothing is ever sent to them. */
  readonly hosts: readonly string[];
  readonly policy: DeliveryPolicy;
  /** Callbacks whose bodies are unknown. */
  readonly titleOnly?: readonly TitleOnly[];
}

export function definePlatform(platform: Platform): Platform {
  return platform;
}
