import { existsSync } from 'node:fs';
import { UsageError } from '../../errors.ts';
import type { FlagsOf } from '../flags/resolve.ts';

/**
 * The events that a command line names, or else the environment or the configuration.
 * @returns names and globs, none if nothing names any; `typed` if the command line does
 * @throws UsageError for both operands and a typed --events, and for a path in --events
 */
export function namedEvents(
  operands: readonly string[],
  { events = [], settings }: Pick<FlagsOf<'test'>, 'events' | 'settings'>,
): { readonly names: readonly string[]; readonly typed: boolean } {
  const flagTyped = events.length > 0 && settings?.given.has('events') !== true;
  if (operands.length > 0 && flagTyped) {
    throw new UsageError({
      zh: '--events 已指定事件：事件和 --events 只能写一个',
      en: '--events already names the events: leave out either the events or --events',
    });
  }
  if (operands.length > 0) return { names: operands, typed: true };
  const path = events.find((name) => /^\.{0,2}\/|\.[cm]?[jt]s$/.test(name) || existsSync(name));
  if (path !== undefined) {
    throw new UsageError({
      zh: `--events ${path}：这是路径，不是事件；加载事件文件请用 --event-files`,
      en: `--events ${path}: this is a path, not an event; --event-files loads event files`,
    });
  }
  return { names: events, typed: flagTyped };
}
