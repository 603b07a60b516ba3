import { type LocalizedText, say } from '../../language.ts';
import { burstReporters } from '../../report/load/reporters.ts';
import { reporters } from '../../report/suite/reporters.ts';
import { groups } from '../../suite/plan/groups.ts';
import { invalidRequests } from '../../suite/plan/invalid-requests.ts';
import { type CompletionSource, commandNames, commands } from '../commands.ts';
import type { FlagKind } from '../flags/flag.ts';
import { events, eventsAndScenarios, fields, fieldsToSet, steps, variants } from './event-offers.ts';
import { both, type Offer, type Offers, type Query, type Source } from './offer.ts';
import { shellNames } from './shells.ts';
import { readTypedLine, type TypedLine } from './typed-line.ts';

/**
 * Completions at the cursor of a command line.
 * @param words those after the program's name, the last one at the cursor
 */
export async function complete(words: readonly string[]): Promise<Offers> {
  const line = readTypedLine(words);
  const { cursor } = line;
  const { prefix, values, files } = await offersAt(line);
  const typed = (cursor.in === 'value' ? cursor.prefix : '') + cursor.text;
  return {
    prefix,
    values: values.filter(({ value }) => `${prefix}${value}`.startsWith(typed)),
    ...(files && { files }),
  };
}

async function offersAt(line: TypedLine): Promise<Offers> {
  const { cursor } = line;
  const query = { line, text: cursor.text };
  switch (cursor.in) {
    case 'command':
      return {
        prefix: '',
        values: commandNames.map((value) => ({ value, about: say(commands[value].summary) })),
      };
    case 'flag':
      return { prefix: '', values: flagOffers(line, cursor.text) };
    case 'value': {
      const offers = await valueOffers(cursor.flag.kind, query);
      return { ...offers, prefix: cursor.prefix + offers.prefix };
    }
    case 'operand':
      return sources[cursor.operand?.complete ?? 'anything'](query);
  }
}

async function valueOffers(kind: FlagKind | undefined, query: Query): Promise<Offers> {
  const { complete: source, words } = kind ?? {};
  if (words === undefined || (source !== undefined && source !== 'anything'))
    return sources[source ?? 'anything'](query);
  return { prefix: '', values: words.map((value) => ({ value })) };
}

/** Long forms, or the short form that is already complete. */
function flagOffers({ flags, given }: TypedLine, text: string): Offer[] {
  const left = flags.filter(({ key, repeats }) => repeats !== undefined || !given.has(key));
  return left.map(({ long, short, help }) => ({
    value: text !== '-' && `-${short}` === text ? text : long,
    about: say(help),
  }));
}

const oneOf =
  (values: readonly Offer[]): Source =>
  () => ({ prefix: '', values });

/** A list such as `variants,forward`, without the values that it has. */
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
  (registry: Readonly<Record<string, { readonly about: LocalizedText }>>): Source =>
  ({ text }) => {
    const equals = text.indexOf('=');
    if (equals >= 0) return { prefix: text.slice(0, equals + 1), values: [], files: true };
    const values = Object.entries(registry).map(([value, { about }]) => ({
      value,
      about: say(about),
      open: true,
    }));
    return { prefix: '', values };
  };

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
  invalidRequests: (query) =>
    someOf([
      ...Object.entries(invalidRequests).map(([value, { words }]) => ({ value, about: say(words) })),
      { value: 'all', about: say({ zh: '全部', en: 'all of them' }) },
    ])(query),
  suiteReporters: reportOf(reporters),
  burstReporters: reportOf(burstReporters),
  shells: oneOf(shellNames.map((value) => ({ value }))),
};
