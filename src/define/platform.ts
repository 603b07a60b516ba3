import type { Basis, LocalizedText } from './basis.ts';

/** Something the platform's pages say about delivery, with why we believe it. */
export interface PolicyFact extends LocalizedText {
  readonly basis: Basis;
}

/** How the platform delivers: what is unknown is left out, and said in `facts`. */
export interface DeliveryPolicy {
  /** How many times a delivery is tried again. */
  readonly retries?: number;
  readonly facts: readonly PolicyFact[];
}

/** A platform, which is to say the pack of its events. */
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
