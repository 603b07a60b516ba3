import { formatInstant } from '../generate/clock.ts';
import { formatOverride, type Override } from '../generate/overrides.ts';
import { minimalChoices } from '../generate/variants.ts';
import type { Mask } from './mask.ts';
import type { PayloadIdentity } from './prepared-payload.ts';
import { shellCommand, shellPipe } from './shell.ts';

/** Everything that determines the bytes and the address of a delivery. */
export interface Reproducible extends PayloadIdentity {
  readonly overrides?: readonly Override[] | undefined;
  readonly force?: boolean | undefined;
  /** Further flags as the user typed them, addresses and headers among them. */
  readonly flags: readonly string[];
  /** A body that was piped in: the command pipes it again. */
  readonly piped?: Buffer | undefined;
  /** Masks secrets. Arguments are masked before they are quoted: a bare `***` would be a glob. */
  readonly hide?: Mask | undefined;
}

/** The command that sends the same bytes again. */
export function reproCommand(what: Reproducible): string {
  const { event, seed, index, now, story, overrides = [], piped, hide = (text) => text } = what;
  const variant = story === undefined ? minimalChoices(event, what.variant) : '';
  const args = [
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
  const command = shellCommand(args.map((arg) => hide(arg)));
  return piped === undefined ? command : shellPipe(hidden(piped, hide), command);
}

/** Bytes without a secret stay exact. */
function hidden(bytes: Buffer, hide: Mask): Buffer {
  const text = bytes.toString('utf8');
  const shown = hide(text);
  return shown === text ? bytes : Buffer.from(shown);
}
