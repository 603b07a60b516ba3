import { homedir } from 'node:os';
import type { Catalog } from '../../catalog/catalog.ts';
import type { EventDefinition } from '../../define/event.ts';
import { UsageError } from '../../errors.ts';
import { openCatalog } from '../commands/open-catalog.ts';
import type { TypedLine } from './typed-line.ts';

/** The events that the line can speak of: with `--events`, the user's own among them. */
export async function typedCatalog({ given }: TypedLine): Promise<Catalog> {
  const paths = (given.get('events') ?? []).map((path) => path.replace(/^~(?=\/|$)/, homedir()));
  // A file that does not load is told when the command runs; a shell has no place for it.
  return (await unlessMistaken(openCatalog(paths))) ?? openCatalog();
}

/** The events that the line names; none while it names none that there is. */
export async function typedEvents(line: TypedLine): Promise<readonly EventDefinition[]> {
  const [pattern] = line.operands;
  if (pattern === undefined) return [];
  const catalog = await typedCatalog(line);
  return (await unlessMistaken(catalog.load(pattern))) ?? [];
}

/** `undefined` in place of what only the user can put right. */
export async function unlessMistaken<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
