import { commandNames, commands } from '../commands.ts';
import type { FlagKind } from '../flags/flag.ts';
import type { Offer, Offers, Query } from './offer.ts';
import { sources } from './sources.ts';
import { readTypedLine, type TypedLine } from './typed-line.ts';

/**
 * What may stand at the cursor of a command line.
 * @param words those behind the program's name, the last being the one at the cursor
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
        values: commandNames.map((value) => ({ value, about: commands[value].summary })),
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

/** Long ones, unless a short one is there already: it then only wants its blank. */
function flagOffers({ flags, given }: TypedLine, text: string): Offer[] {
  const left = flags.filter(({ key, repeats }) => repeats !== undefined || !given.has(key));
  return left.map(({ long, short, help }) => ({
    value: text !== '-' && `-${short}` === text ? text : long,
    about: help,
  }));
}
