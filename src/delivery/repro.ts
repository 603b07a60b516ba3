import type { Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import { formatInstant } from '../generate/clock.ts';
import { formatOverride, type Override } from '../generate/overrides.ts';
import type { ScenarioPosition } from '../generate/story.ts';
import { minimalChoices } from '../generate/variants.ts';
import { shellCommand, shellPipe } from './shell.ts';

/** What makes a delivery's bytes and address what they are. */
export interface Reproducible {
  readonly event: EventDefinition;
  readonly variant: Variant;
  readonly seed: string;
  readonly index: number;
  readonly now: number;
  /** The step of a scenario that it is. */
  readonly story?: ScenarioPosition | undefined;
  readonly overrides?: readonly Override[] | undefined;
  readonly force?: boolean | undefined;
  /** Further flags as the user typed them, addresses and headers among them. */
  readonly flags: readonly string[];
  /** A body that came by a pipe: the command has to pipe it again. */
  readonly piped?: Buffer | undefined;
  /** Hides secrets. Words are hidden before they are quoted: `***` bare would be a pattern of file names. */
  readonly hide?: ((word: string) => string) | undefined;
}

/** The command that sends the same bytes again. */
export function reproCommand(what: Reproducible): string {
  const { event, seed, index, now, story, overrides = [], piped, hide = (word) => word } = what;
  const variant = story === undefined ? minimalChoices(event, what.variant) : '';
  const words = [
    'webhook-sim',
    'send',
    ...(story === undefined ? [event.id] : [story.scenario.id, '--step', String(story.step + 1)]),
    ...(variant === '' ? [] : ['--variant', variant]),
    '--seed',
    seed,
    ...(index === 0 ? [] : ['--index', String(index)]),
    '--now',
    formatInstant(now),
    ...overrides.flatMap((override) => [`--${override.op}`, formatOverride(override)]),
    ...(what.force === true ? ['--force'] : []),
    ...what.flags,
  ];
  const command = shellCommand(words.map(hide));
  return piped === undefined ? command : shellPipe(hidden(piped, hide), command);
}

/** Bytes without a secret stay exact. */
function hidden(bytes: Buffer, hide: (word: string) => string): Buffer {
  const text = bytes.toString('utf8');
  const shown = hide(text);
  return shown === text ? bytes : Buffer.from(shown);
}
