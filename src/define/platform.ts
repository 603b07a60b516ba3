import type { Basis, LocalizedText } from './basis.ts';

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

/** A platform, whose events form a pack. */
export interface Platform {
  readonly id: string;
  readonly title: LocalizedText;
  readonly server?: string;
  /** The platform's own hosts. Nothing is ever sent to them. */
  readonly hosts: readonly string[];
  readonly policy: DeliveryPolicy;
}

export function definePlatform(platform: Platform): Platform {
  return platform;
}
