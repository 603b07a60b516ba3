import { burstReporters } from '../../report/load/reporters.ts';
import { reporters } from '../../report/suite/reporters.ts';
import { groups } from '../../suite/plan/groups.ts';
import { invalidRequests } from '../../suite/plan/invalid-requests.ts';
import type { CompletionSource } from '../commands.ts';
import { events, eventsAndScenarios, steps } from './event-offers.ts';
import { fields, fieldsToSet } from './field-offers.ts';
import { both, type Offer, type Source } from './offer.ts';
import { shellNames } from './shells.ts';
import { variants } from './variant-offers.ts';

const oneOf =
  (values: readonly Offer[]): Source =>
  () => ({ prefix: '', values });

/** `variants,forward`: each once. */
const someOf =
  (values: readonly Offer[]): Source =>
  ({ text }) => {
    const prefix = text.slice(0, text.lastIndexOf(',') + 1);
    const chosen = prefix.split(',');
    const left = values.filter(({ value }) => !chosen.includes(value));
    return { prefix, values: left.map((offer) => ({ ...offer, open: true })) };
  };

/** `junit=report.xml` */
const reportOf =
  (registry: Readonly<Record<string, { readonly about: string }>>): Source =>
  ({ text }) => {
    const equals = text.indexOf('=');
    if (equals >= 0) return { prefix: text.slice(0, equals + 1), values: [], files: true };
    const values = Object.entries(registry).map(([value, { about }]) => ({ value, about, open: true }));
    return { prefix: '', values };
  };

/** Where the values of flags and operands come from. */
export const sources: Readonly<Record<CompletionSource, Source>> = {
  anything: oneOf([]),
  events,
  eventsAndScenarios,
  steps,
  variants,
  fields,
  assignments: fieldsToSet,
  files: () => ({ prefix: '', values: [], files: true }),
  groups: someOf(Object.entries(groups).map(([value, title]) => ({ value, about: both(title) }))),
  invalidRequests: someOf([
    ...Object.entries(invalidRequests).map(([value, { words }]) => ({ value, about: words })),
    { value: 'all', about: 'all of them' },
  ]),
  suiteReporters: reportOf(reporters),
  burstReporters: reportOf(burstReporters),
  shells: oneOf(shellNames.map((value) => ({ value }))),
};
