import type { EventDefinition } from '../../define/event.ts';
import { shellCommand } from '../../delivery/shell.ts';
import { formatInstant, seedAndClock } from '../../generate/clock.ts';
import { openGenerators } from '../../send/prepare.ts';
import { Sender, type SenderOptions } from '../../send/sender.ts';
import { roundOf } from '../plan/selection.ts';
import type { Probe } from '../probe/probe.ts';
import { StateReader } from '../probe/state-reader.ts';
import type { CaseContext } from './case-run.ts';

/** Where cases are sent, what they are drawn from, and how they are repeated. */
export interface ContextOptions extends SenderOptions {
  readonly seed?: string | undefined;
  /** As for payloads: an instant, ms, or `real`. */
  readonly now?: string | number | undefined;
  readonly probe?: Probe | undefined;
  /** Words of curl's own: `-k`, a proxy. */
  readonly curlFlags?: readonly string[] | undefined;
  /** Flags of `test` alone, for the command that runs a case again. */
  readonly caseFlags?: ((id: string) => readonly string[]) | undefined;
}

/** What cases are run with, and what it was opened with where nothing was given. */
export interface OpenContext {
  readonly context: CaseContext;
  readonly poster: Sender;
  readonly seed: string;
  readonly now: string | number;
}

/**
 * Prepares what cases are run with. Nothing is connected until the first delivery.
 * @throws UsageError when the clock is wrong
 */
export async function openContext(options: ContextOptions): Promise<OpenContext> {
  const { destinations, probe, curlFlags } = options;
  const { seed, now, clock } = seedAndClock(options);
  const token = (event: EventDefinition): string | undefined => destinations(event).token;
  const generators = await openGenerators({ seed, token }, clock);
  const poster = new Sender(options);
  // Words are hidden before they are quoted: `***` bare would be a pattern of file names.
  const repro = (id: string, at: number): string =>
    shellCommand(caseWords(id, seed, at, options).map((word) => poster.hide(word)));
  const states = probe && new StateReader(probe);
  return { context: { poster, generators, clock, states, repro, curlFlags }, poster, seed, now };
}

function caseWords(
  id: string,
  seed: string,
  now: number,
  { caseFlags, addressFlags = [], reproFlags = [] }: ContextOptions,
): string[] {
  const pinned = ['--filter', id, '--seed', seed, '--now', formatInstant(now)];
  // The first round is there without being asked for.
  const round = roundOf(id);
  const again = round === undefined ? [] : ['--repeat', round];
  const flags = [...(caseFlags?.(id) ?? []), ...again, ...addressFlags, ...reproFlags];
  return ['webhook-sim', 'test', ...pinned, ...flags];
}
