import { UsageError } from '../errors.ts';
import type { OpenBurstOptions } from './options.ts';

type Rule = readonly [words: string, holds: (value: number) => boolean];

const whole: Rule = ['a whole number, 1 or more', (value) => Number.isSafeInteger(value) && value >= 1];
const wholeOrNone: Rule = ['a whole number', (value) => Number.isSafeInteger(value) && value >= 0];
const time: Rule = ['a number of ms, more than 0', (value) => Number.isFinite(value) && value > 0];
const timeOrNone: Rule = ['a number of ms', (value) => Number.isFinite(value) && value >= 0];
const share: Rule = ['a share from 0 to 1', (value) => value >= 0 && value <= 1];

/**
 * The command line has checked its numbers; a library's come from anywhere. A duration that is no number would never be
 * over.
 * @throws UsageError where one is out of its range
 */
export function checkNumbers(options: OpenBurstOptions): void {
  const { workers, maxInFlight, warmup, timeout, contacts, duplicates, keep, load } = options;
  check({ workers, maxInFlight, contacts }, whole);
  check({ keep }, wholeOrNone);
  check({ timeout }, time);
  check({ warmup }, timeOrNone);
  check({ duplicates }, share);
  const { duration, count } = 'closed' in load ? load.closed : load.open;
  check({ duration }, time);
  check({ count }, whole);
  if ('closed' in load) check({ connections: load.closed.connections }, whole);
}

function check(values: Readonly<Record<string, unknown>>, [words, holds]: Rule): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null) continue;
    if (typeof value !== 'number' || !holds(value)) {
      throw new UsageError(`${name}: ${JSON.stringify(value) ?? String(value)} is not ${words}`);
    }
  }
}
