import { parseAbortOn } from '../burst/abort-on.ts';
import type { BurstRun } from '../burst/burst-run.ts';
import { loadOf } from '../burst/load.ts';
import { openMix, parseMix } from '../burst/mix.ts';
import { openBurst } from '../burst/open-burst.ts';
import type { BurstResult } from '../burst/result.ts';
import { parseThreshold } from '../burst/threshold-text.ts';
import { UsageError } from '../errors.ts';
import { ExitCode } from '../exit-code.ts';
import { parseSharedChoices } from '../generate/variants.ts';
import { type BurstFlags, checkChoice, flagOf, reporterTexts } from './burst-flags.ts';
import { openBurstReports } from './burst-reports.ts';
import { type BurstView, openBurstView } from './burst-view.ts';
import { connectionOptions } from './connection-flags.ts';
import { readDestinations } from './destinations.ts';
import { onInterrupt } from './interrupt.ts';
import type { Io } from './io.ts';
import { type KeptFile, openFile, openKeptFile } from './kept-file.ts';
import { besideLiveView } from './live-view.ts';
import { openCatalog } from './open-catalog.ts';
import { readEdits } from './payload-flags.ts';
import { reproFlags } from './repro-flags.ts';

/** `burst [events...]` */
export async function burst(patterns: readonly string[], flags: BurstFlags, outside: Io): Promise<ExitCode> {
  const view = await openBurstView({ color: flags.color });
  const io = besideLiveView(outside, view);
  const interrupt = onInterrupt(io, 'nothing more is started, what is under way may end');
  try {
    const run = await openRun(patterns, flags, interrupt.stop);
    const reports = await openBurstReports(reporterTexts(flags), io);
    try {
      const kept =
        flags.failures === undefined ? undefined : await openKeptFile('--failures', flags.failures);
      if (flags.log !== undefined) await (await openFile('--log', flags.log, 'a')).close();
      if (flags.insecure === true) io.note('warning: --insecure: certificates are not checked');
      const result = await carryOut(run, kept, view);
      await kept?.close();
      view.close();
      const problems = [...(await reports.finish(result))];
      if (kept?.problem !== undefined) {
        io.note(`error: ${kept.problem}`);
        problems.push(kept.problem);
      }
      return exitCode(result, problems);
    } catch (error) {
      await reports.abandon();
      throw error;
    }
  } finally {
    view.close();
    interrupt.dispose();
  }
}

async function openRun(patterns: readonly string[], flags: BurstFlags, stop: AbortSignal): Promise<BurstRun> {
  checkChoice(patterns, flags);
  const catalog = await openCatalog(flags.events);
  const mix = await openMix(
    flags.mix === undefined
      ? patterns.map((choice) => ({ choice, weight: null }))
      : parseMix('--mix')(flags.mix),
    catalog,
  );
  const events = mix.map(({ event }) => event);
  const destinations = readDestinations(flags, events, catalog);
  if (destinations === undefined) {
    throw new UsageError('burst needs a receiver: give --to or --base, or addresses in a configuration');
  }
  const names = events.map(({ id }) => id);
  return openBurst({
    ...flags,
    mix,
    destinations,
    load: loadOf(flags, flagOf),
    allowedTargets: flags.allowTarget,
    connection: await connectionOptions(flags),
    variants: flags.variant?.map((text) => parseSharedChoices(events, text)),
    overrides: await readEdits(flags.set ?? flags.unset ?? []),
    workers: flags.workers === 'auto' ? await cores() : flags.workers,
    eventPaths: flags.events,
    thresholds: flags.threshold?.map((text) => parseThreshold(text, names)),
    abortOn: flags.abortOn?.map((text) => parseAbortOn(text)),
    reproFlags: reproFlags(flags),
    addressFlags: [],
    stop,
  });
}

async function cores(): Promise<number> {
  const { availableParallelism } = await import('node:os');
  return availableParallelism();
}

async function carryOut(run: BurstRun, kept: KeptFile | undefined, view: BurstView): Promise<BurstResult> {
  for await (const snapshot of run) {
    view.tell(snapshot);
    await kept?.write(snapshot.kept);
  }
  return run.result;
}

function exitCode(result: BurstResult, problems: readonly string[]): ExitCode {
  if (result.interrupted) return ExitCode.interrupted;
  if (result.started > 0 && answered(result) === 0) return ExitCode.unreachable;
  return result.passed && problems.length === 0 ? ExitCode.ok : ExitCode.failed;
}

/** How many got a response, those of the warm-up among them. */
function answered({ outcomes, warmup }: BurstResult): number {
  return [outcomes, ...(warmup === null ? [] : [warmup.outcomes])].reduce(
    (sum, { accepted, rejected, violation }) => sum + accepted + rejected + violation,
    0,
  );
}
