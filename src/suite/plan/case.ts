import type { Basis } from '../../define/basis.ts';
import type { Variant } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import type { Scenario } from '../../define/scenario.ts';
import type { Override } from '../../generate/overrides.ts';
import type { Expectation } from '../run/result.ts';
import type { Group } from './groups.ts';
import type { RequestMutation } from './request-mutation.ts';

/** A payload that a case sends. With the run's seed and clock, it decides the bytes. */
export interface Sending {
  readonly event: EventDefinition;
  readonly variant: Variant;
  /** Made from the case's id: no two cases share a message id, and leaving out one changes no other. */
  readonly index: number;
  readonly story?: { readonly scenario: Scenario /** From 0. */; readonly step: number };
  /** How it departs from what is drawn. */
  readonly overrides?: readonly Override[];
  /** How the request departs from a valid one. */
  readonly tampering?: RequestMutation;
  /** What its answer has to meet. Default: `accepted`. */
  readonly expected?: Expectation;
  /** `send` does not know how to make it: it is repeated by running the case. */
  readonly unsendable?: boolean;
  /**
   * It is so large that a receiver may refuse it and close the connection before it has read it all. What it answered
   * is then lost on the way, as RFC 9112, 9.6 explains: a reset is as good as an answer.
   */
  readonly mayBreakOff?: boolean | undefined;
  /** What is sent, in words. */
  readonly words: string;
}

/** What a case does next. A step begins when the one before it has been answered. */
export type Step =
  /** Posted; the answer is judged. */
  | { readonly kind: 'send'; readonly sending: Sending }
  /** The bytes of an earlier step, by its number, once more. */
  | { readonly kind: 'again'; readonly of: number; readonly sending: Sending }
  /** The same bytes several times at once, over connections of their own. */
  | { readonly kind: 'together'; readonly times: number; readonly sending: Sending }
  /** Posted, given up as soon as it was sent, and posted again: two attempts of one delivery. */
  | { readonly kind: 'retry'; readonly sending: Sending }
  /** The receiver's own state is read, and kept under a name. */
  | { readonly kind: 'probe'; readonly as: string; readonly once: ProbeMoment };

/**
 * When the state is read: once nothing changes any more; once it is another than before, as a receiver may work
 * after it has answered; or after a pause in which the change before would have shown.
 */
export type ProbeMoment = 'quiet' | 'changed' | 'settled';

/** What the probe has to show after a case. */
export type ProbeRule =
  /** The two states are the same, where one delivery had changed the state `since`. */
  | { readonly kind: 'same'; readonly since: string; readonly before: string; readonly after: string }
  /** A delivery that arrived several times counted once: `control` tells what one adds. */
  | {
      readonly kind: 'same_change';
      readonly control: readonly [string, string];
      readonly change: readonly [string, string];
      /** How often the same bytes arrived. */
      readonly times: number;
    };

/** Something that the platform does to a receiver, and what the receiver owes it. */
export interface Case {
  /** Stable and readable: `juzi/message.received › type=image chat=room`. */
  readonly id: string;
  readonly group: Group;
  /** The event, or the scenario, that the case is about: `juzi/message.received`. */
  readonly subject: string;
  /** Why we believe that the platform does this. */
  readonly basis: Basis;
  /** What is sent, in one sentence for a person. */
  readonly words: string;
  readonly steps: readonly Step[];
  readonly rules?: readonly ProbeRule[];
  /** Nothing else may be under way meanwhile: it reads the receiver's state. */
  readonly alone?: boolean;
}

/** How many requests a case makes. */
export function requestsOf({ steps }: Case): number {
  let requests = 0;
  for (const step of steps) {
    if (step.kind === 'together') requests += step.times;
    else if (step.kind === 'retry') requests += 2;
    else if (step.kind !== 'probe') requests += 1;
  }
  return requests;
}
