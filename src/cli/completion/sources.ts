import { Argument, type Option } from 'commander';
import { burstReporters } from '../../report/load/reporters.ts';
import { reporters } from '../../report/suite/reporters.ts';
import { groups } from '../../suite/plan/groups.ts';
import { invalidRequests } from '../../suite/plan/invalid-requests.ts';
import { events, scenariosAndEvents, steps } from './event-offers.ts';
import { fields, fieldsToSet } from './field-offers.ts';
import { both, type Offer, type Source } from './offer.ts';
import { shellNames } from './shell.ts';
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

const file: Source = () => ({ prefix: '', values: [], files: true });

/** `junit=report.xml` */
const reportOf =
  (registry: Readonly<Record<string, { readonly about: string }>>): Source =>
  ({ text }) => {
    const equals = text.indexOf('=');
    if (equals >= 0) return { prefix: text.slice(0, equals + 1), values: [], files: true };
    const values = Object.entries(registry).map(([value, { about }]) => ({ value, about, open: true }));
    return { prefix: '', values };
  };

const anything: Source = oneOf([]);

/** By the word that a declaration has between its brackets: `--only <groups>`, `send <event>`. */
export const sources: Readonly<Record<string, Source>> = {
  event: scenariosAndEvents,
  pattern: scenariosAndEvents,
  events,
  choices: variants,
  field: fields,
  'path=text': fieldsToSet,
  groups: someOf(Object.entries(groups).map(([value, title]) => ({ value, about: both(title) }))),
  names: someOf([
    ...Object.entries(invalidRequests).map(([value, { words }]) => ({ value, about: words })),
    { value: 'all', about: 'all of them' },
  ]),
  'name[=file]': reportOf(reporters),
  'form[=file]': reportOf(burstReporters),
  shell: oneOf(shellNames.map((value) => ({ value }))),
  instant: oneOf([{ value: 'real', about: "this machine's clock" }]),
  // Of workers.
  count: oneOf([{ value: 'auto', about: 'one for each core' }]),
  file,
  path: file,
  before: file,
  after: file,
  number: anything,
  duration: anything,
  text: anything,
  part: anything,
  url: anything,
  header: anything,
  command: anything,
  typed: anything,
  rate: anything,
  'rate:duration': anything,
  'event=weight': anything,
  share: anything,
  expression: anything,
  host: anything,
};

/** Flags whose word alone does not tell. */
const ofFlag: Readonly<Record<string, Source>> = { '--step': steps };

/** Where the values of a flag or of an argument come from; `undefined` for a switch, and for words unheard of. */
export function sourceOf(declared: Option | Argument): Source | undefined {
  if (declared instanceof Argument) return own(sources, declared.name());
  const { choices } = (declared.parseArg ?? {}) as { readonly choices?: readonly string[] };
  if (choices !== undefined) return oneOf(choices.map((value) => ({ value })));
  const [, word = ''] = /[<[](.+)[>\]]$/.exec(declared.flags) ?? [];
  return own(ofFlag, declared.long ?? '') ?? own(sources, word);
}

const own = (table: Readonly<Record<string, Source>>, key: string): Source | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
