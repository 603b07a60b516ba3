import { didYouMean } from '../../catalog/nearest.ts';
import { UsageError } from '../../errors.ts';

export { parseDuration } from '../../duration.ts';

/** Reads a whole number of at least `least`. */
export function parseWhole(flag: string, least: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!Number.isSafeInteger(value) || value < least) {
      throw new UsageError(`${flag} '${text}': write a whole number, ${least} or more`);
    }
    return value;
  };
}

/** Reads one of several words; it knows which. */
export function parseChoice<T extends string>(
  flag: string,
  choices: readonly T[],
): ((text: string) => T) & { readonly choices: readonly T[] } {
  const read = (text: string): T => {
    const choice = choices.find((candidate) => candidate === text);
    if (choice === undefined) {
      throw new UsageError(
        `${flag} '${text}'${didYouMean(text, choices)}: write one of ${choices.join(', ')}`,
      );
    }
    return choice;
  };
  return Object.assign(read, { choices });
}

/** Reads `variants,forward`; a flag that is repeated adds to what there is. */
export function parseGroups<T extends string>(
  flag: string,
  choices: readonly T[],
): (text: string, before?: readonly T[]) => T[] {
  const parse = parseChoice(flag, choices);
  return (text, before = []) => [...before, ...text.split(',').map((name) => parse(name.trim()))];
}

/** Reads `2/4`, the second of four parts. */
export function parseShard(text: string): { index: number; of: number } {
  const [, index, of] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (!(shard.index >= 1 && shard.index <= shard.of && Number.isSafeInteger(shard.of))) {
    throw new UsageError(`--shard '${text}': write a part of the whole, such as 2/4`);
  }
  return shard;
}
