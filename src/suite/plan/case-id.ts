import type { Variant } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import { minimalChoices } from '../../generate/variants.ts';
import { seedKey } from '../../world/rng.ts';

/** `juzi/message.received › type=image chat=room` */
export const caseId = (subject: string, what: string): string => `${subject} › ${what}`;

/** A variant as a case's id has it: the choices that are not as usual, where they lead back to it. */
export function variantWords(event: EventDefinition, variant: Variant): string {
  const key = minimalChoices(event, variant);
  return key === '' ? 'usual' : key.replaceAll(',', ' ');
}

/** A variant for a person: `message type: image; room or private: room`. */
export function variantInWords(event: EventDefinition, variant: Variant): string {
  const unusual = event.dimensions.filter(({ name, usual }) => {
    const member = variant[name];
    return member !== undefined && member !== usual;
  });
  const words = unusual.map(({ name, title, members, beyond }) => {
    const member = variant[name] ?? '';
    return `${title.en}: ${(members[member] ?? beyond[member])?.en ?? member}`;
  });
  return words.length === 0 ? event.title.en : `${event.title.en}; ${words.join('; ')}`;
}

/**
 * The index of a case's payload: from its id alone, so that leaving out, sharding or reordering cases changes the
 * bytes of none, and so that no two cases share a message id.
 */
export function indexOf(id: string, part = 0): number {
  return (seedKey(id, String(part))[0] as number) >>> 1;
}
