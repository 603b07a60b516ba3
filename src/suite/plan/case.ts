import type { Basis } from '../../define/basis.ts';
import type { Variant } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import type { Override } from '../../generate/overrides.ts';
import type { ScenarioPosition } from '../../generate/story.ts';
import type { OutgoingRequest } from '../../http/exchange.ts';
import type { LocalizedText } from '../../language.ts';
import type { CaseGroup } from './groups.ts';

/** A payload that a case sends. With the run's seed and clock, it decides the bytes. */
export interface PlannedDelivery {
  readonly event: EventDefinition;
  readonly variant: Variant;
  /** Derived from the case's id: no two cases share a message id, and removing one changes no other. */
  readonly index: number;
  readonly story?: ScenarioPosition;
  readonly overrides?: readonly Override[];
  readonly mutate?: RequestMutation;
  /** What the response has to meet. Default: `accepted`. */
  readonly expected?: Expectation;
  /** `send` cannot make this delivery: its reproduce command runs the whole case. */
  readonly caseOnly?: boolean;
  /** A receiver may reset the connection instead of reading so large a body (RFC 9112, 9.6): accepted as well. */
  readonly mayReset?: boolean | undefined;
  /** What is sent, for a person. */
  readonly words: LocalizedText;
}

/** What the response to a delivery has to meet. */
export type Expectation =
  /** A response that the contract allows. */
  | 'accepted'
  /** Any response in time that is not a 5xx. */
  | 'answered'
  /** A 4xx, or an errcode other than 0. */
  | 'refused';

export type RequestMutation = (request: OutgoingRequest, context: MutationContext) => OutgoingRequest;

export interface MutationContext {
  readonly event: EventDefinition;
  /** The clock of the delivery, ms since the epoch. */
  readonly now: number;
  /** The query parameters that the platform would add at another time: validly signed, but old. */
  queryAt(now: number): Readonly<Record<string, string>>;
  /** The query parameters of the case's first delivery. */
  readonly firstQuery: Readonly<Record<string, string>>;
}

/** One step of a case. It begins when the step before it has been answered. */
export type CaseStep =
  | { readonly kind: 'send'; readonly planned: PlannedDelivery }
  /** Sends the bytes of an earlier step again; `of` is that step's index. */
  | { readonly kind: 'resend'; readonly of: number; readonly planned: PlannedDelivery }
  /** Sends the same bytes several times at once, over separate connections. */
  | { readonly kind: 'concurrent'; readonly copies: number; readonly planned: PlannedDelivery }
  /** Sends, gives up as soon as the request is out, and sends again: two attempts of one delivery. */
  | { readonly kind: 'retry'; readonly planned: PlannedDelivery }
  /** Reads the receiver's state and keeps it under a name. */
  | { readonly kind: 'probe'; readonly name: string; readonly timing: ProbeTiming };

/**
 * When the receiver's state is read. A receiver may go on working after it has answered, so: `quiet`, once the state
 * no longer changes; `changed`, once it differs from the last one read; `settled`, after a pause in which a change
 * would have shown.
 */
export type ProbeTiming = 'quiet' | 'changed' | 'settled';

/** What the states that a case has read must satisfy. */
export type ProbeRule =
  /** `before` equals `after`. Holds as well where `before` equals `since`: the delivery between had no effect yet. */
  | { readonly kind: 'same'; readonly since: string; readonly before: string; readonly after: string }
  /** A delivery that arrived several times counted once: `control` shows what a single one adds. */
  | {
      readonly kind: 'same_change';
      /** What the delivery before the control added: a count grows by as much for each. */
      readonly first: readonly [string, string];
      readonly control: readonly [string, string];
      readonly change: readonly [string, string];
      /** How often the same bytes arrived. */
      readonly times: number;
    }
  /** A message of the hosted account itself is not handled as a customer's: `control` shows what one of those adds. */
  | {
      readonly kind: 'own_message';
      readonly control: readonly [string, string];
      readonly change: readonly [string, string];
    };

/** Something that the platform does to a receiver, and what the receiver owes it. */
export interface SuiteCase {
  /** Stable and readable: `juzi/message.received › type=image chat=room`. */
  readonly id: string;
  readonly group: CaseGroup;
  /** The event or scenario that the case is about: `juzi/message.received`. */
  readonly subject: string;
  /** Why we believe that the platform does this. */
  readonly basis: Basis;
  /** What is sent, in one sentence. */
  readonly words: LocalizedText;
  readonly steps: readonly CaseStep[];
  readonly rules?: readonly ProbeRule[];
  /** No other case may run at the same time: this one reads the receiver's state. */
  readonly exclusive?: boolean;
  /** The flags with which `webhook-sim test` plans this case, where they are known. */
  readonly planFlags?: readonly string[];
}

export const sendStep = (planned: PlannedDelivery): CaseStep => ({ kind: 'send', planned });
export const readState = (name: string, timing: ProbeTiming): CaseStep => ({ kind: 'probe', name, timing });

/** The deliveries that a case makes, one for each step that sends. */
export const plannedOf = ({ steps }: Pick<SuiteCase, 'steps'>): PlannedDelivery[] =>
  steps.flatMap((step) => (step.kind === 'probe' ? [] : [step.planned]));

export function requestsOf({ steps }: SuiteCase): number {
  const requests = { send: 1, resend: 1, retry: 2, probe: 0 };
  return steps.reduce(
    (sum, step) => sum + (step.kind === 'concurrent' ? step.copies : requests[step.kind]),
    0,
  );
}
