import type { Command, Option } from 'commander';
import { settingOf } from '../flags/setting-of.ts';
import type { Offer, Offers } from './offer.ts';
import { sourceOf } from './sources.ts';
import { readTypedLine, type TypedLine } from './typed-line.ts';

/**
 * What may stand at the cursor of a command line.
 * @param words those behind the program's name, the last being the one at the cursor
 * @param program every command with its flags
 */
export async function complete(words: readonly string[], program: Command): Promise<Offers> {
  const line = readTypedLine(words, program);
  const { place } = line;
  const { prefix, values, files } = await offersAt(line, program);
  const typed = (place.kind === 'value' ? place.prefix : '') + place.text;
  return {
    prefix,
    values: values.filter(({ value }) => `${prefix}${value}`.startsWith(typed)),
    ...(files && { files }),
  };
}

async function offersAt(line: TypedLine, program: Command): Promise<Offers> {
  const { place } = line;
  switch (place.kind) {
    case 'command':
      return { prefix: '', values: program.commands.map(commandOffer) };
    case 'flag':
      return { prefix: '', values: flagOffers(line, place.text) };
    case 'value': {
      const offers = await sourceOf(place.option)?.({ line, text: place.text });
      return offers === undefined ? nothing : { ...offers, prefix: place.prefix + offers.prefix };
    }
    case 'operand':
      return (place.argument && (await sourceOf(place.argument)?.({ line, text: place.text }))) ?? nothing;
  }
}

const nothing: Offers = { prefix: '', values: [] };

function commandOffer(command: Command): Offer {
  const [sentence = ''] = command.description().split(/[.:](?: |$)/);
  return { value: command.name(), about: sentence };
}

/** Long ones, unless a short one is there already: it then only wants its blank. */
function flagOffers({ options, given }: TypedLine, text: string): Offer[] {
  const left = options.filter((option) => isRepeatable(option) || !given.has(option.attributeName()));
  return left.flatMap(({ long, short, description }) => {
    const flag = text !== '-' && short === text ? short : long;
    return flag == null ? [] : [{ value: flag, about: description }];
  });
}

const isRepeatable = (option: Option): boolean =>
  ['list', 'headers'].includes(settingOf(option)?.form ?? 'switch');
