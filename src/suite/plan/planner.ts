import type { Variant } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import type { Scenario } from '../../define/scenario.ts';
import type { Coverage } from '../../generate/coverage-names.ts';
import { minimalChoices, resolveVariant } from '../../generate/variants.ts';
import type { LocalizedText } from '../../language.ts';
import { seedKey } from '../../world/rng.ts';
import type { PlannedDelivery, SuiteCase } from './case.ts';

export interface PlanContext {
  readonly events: readonly EventDefinition[];
  /** Scenarios all of whose events were selected. */
  readonly scenarios: readonly Scenario[];
  readonly coverage: Exclude<Coverage, 'default'>;
  /** The receiver's state can be read: redeliveries are checked against it. */
  readonly probe: boolean;
  /** Names of the invalid requests that the receiver promises to refuse. */
  readonly refused: readonly string[];
}

/** Derives the cases of one group. */
export type Planner = (context: PlanContext) => Iterable<SuiteCase>;

/** `juzi/message.received › type=image chat=room`: the same in every language, since people type and store it. */
export const caseId = (subject: string, { en }: Pick<LocalizedText, 'en'>): string => `${subject} › ${en}`;

/** What is special about a delivery, behind the title of its event. @param joint what joins them in English */
export const titled = (
  { title }: { readonly title: LocalizedText },
  { zh, en }: LocalizedText,
  joint = ': ',
): LocalizedText => ({ zh: `${title.zh}：${zh}`, en: title.en + joint + en });

/** A variant in the id of a case: the choices that differ from the usual ones. */
export function variantLabel(event: EventDefinition, variant: Variant): string {
  const choices = minimalChoices(event, variant);
  return choices === '' ? 'usual' : choices.replaceAll(',', ' ');
}

/**
 * The index of a case's payload. It depends on the id alone, so that filtering, sharding and reordering change no
 * case's bytes, and no two cases share a message id.
 * @param part tells the deliveries of one case apart
 */
export const indexOf = (id: string, part = 0): number => (seedKey(id, String(part))[0] as number) >>> 1;

/** A delivery of the event's usual variant. */
export function usualDelivery(
  event: EventDefinition,
  id: string,
  words: LocalizedText,
  part = 0,
): PlannedDelivery {
  return { event, variant: resolveVariant(event), index: indexOf(id, part), words };
}

/** Why we believe that the platform delivers more than once, and within a deadline. */
export const retryBasis = (event: EventDefinition): SuiteCase['basis'] =>
  event.platform.policy.retries === undefined ? 'observed' : 'documented';
