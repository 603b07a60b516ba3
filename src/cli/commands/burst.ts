import type { FileHandle } from 'node:fs/promises';
import { defaults } from '../../defaults.ts';
import { errorLine, UsageError } from '../../errors.ts';
import { parseSharedChoices } from '../../generate/variants.ts';
import { say } from '../../language.ts';
import type { BurstRun } from '../../load/burst-run.ts';
import { openBurst } from '../../load/open-burst.ts';
import type { BurstResult } from '../../load/result.ts';
import { type LoadProfile, loadProfile } from '../../load/schedule/load-profile.ts';
import { parseAbortOn } from '../../load/thresholds/abort-on.ts';
import { parseThreshold } from '../../load/thresholds/threshold-text.ts';
import { type MixEntry, openMix, parseMix } from '../../load/workload/mix.ts';
import { burstReporterNames } from '../../report/load/reporters.ts';
import { reporterNames } from '../../report/suite/reporters.ts';
import { ExitCode } from '../exit-code.ts';
import { connectionOptions, uncheckedCertificates } from '../flags/connection.ts';
import { longOf } from '../flags/declared.ts';
import { requireDestinations } from '../flags/destinations.ts';
import { readEdits } from '../flags/payload-options.ts';
import { reproWords } from '../flags/print.ts';
import { wantedReports } from '../flags/reports.ts';
import type { FlagsOf } from '../flags/resolve.ts';
import { openBurstReports } from '../io/burst-reports.ts';
import { type BurstView, openBurstView } from '../io/burst-view.ts';
import { type Interrupt, onInterrupt } from '../io/interrupt.ts';
import type { Io } from '../io/io.ts';
import { type KeptFile, openFile, openKeptFile } from '../io/kept-file.ts';
import { besideLines } from '../io/live-lines.ts';
import { namedEvents } from './named-events.ts';
import { openCatalog } from './open-catalog.ts';

type BurstFlags = FlagsOf<'burst'>;

/** `burst [events...]` */
export async function burst(patterns: readonly string[], flags: BurstFlags, outside: Io): Promise<ExitCode> {
  const view = await openBurstView({ color: flags.color });
  const io = besideLines(outside, view);
  const interrupt = onInterrupt(
    io,
    { zh: '不再发起新的投递，等待进行中的投递完成', en: 'no new deliveries; waiting for those in flight' },
    true,
  );
  try {
    if (flags.eventFiles !== undefined) await interrupt.watching;
    const run = await openRun(patterns, flags, interrupt);
    const { failures, log } = flags;
    const reports = await openBurstReports(
      wantedReports(flags, 'json', burstReporterNames, reporterNames),
      { '--failures': failures, '--log': log },
      io,
    );
    let logFile: FileHandle | undefined;
    try {
      // Open until the end: the reader of a pipe would take a pause for the end.
      logFile = log === undefined ? undefined : await openFile('--log', log, 'a');
      const kept = failures === undefined ? undefined : await openKeptFile('--failures', failures);
      if (flags.insecure === true) io.note(uncheckedCertificates());
      const result = await carryOut(run, kept, view);
      await kept?.close();
      view.close();
      const problems = [...(await reports.finish(result))];
      const lost = [
        ...(kept?.problem === undefined ? [] : [kept.problem]),
        ...(run.logProblem === null
          ? []
          : [say({ zh: `--log ${log}：${run.logProblem}`, en: `--log ${log}: ${run.logProblem}` })]),
      ];
      for (const problem of lost) io.note(errorLine(problem));
      problems.push(...lost);
      return exitCode(run, result, problems);
    } catch (error) {
      await reports.abandon();
      throw error;
    } finally {
      await logFile?.close();
    }
  } finally {
    view.close();
    interrupt.dispose();
  }
}

async function openRun(
  patterns: readonly string[],
  flags: BurstFlags,
  { stop, giveUp }: Interrupt,
): Promise<BurstRun> {
  const parts = chosenParts(patterns, flags);
  const catalog = await openCatalog(flags.eventFiles);
  const mix = await openMix(parts, catalog);
  const events = mix.map(({ event }) => event);
  const destinations = requireDestinations('burst', flags, events, catalog);
  const load = loadProfile(flags, longOf);
  return openBurst({
    ...flags,
    mix,
    destinations,
    load,
    allowedTargets: flags.allowTarget,
    connection: await connectionOptions(flags, catalog.hosts),
    variants: flags.variant?.map((text) => parseSharedChoices(events, text)),
    overrides: await readEdits(flags.edits),
    workers: flags.workers === 'auto' ? Math.min(await cores(), mostWorkers(load, flags)) : flags.workers,
    eventPaths: flags.eventFiles,
    thresholds: flags.threshold?.map((text) => parseThreshold(text, events)),
    abortOn: flags.abortOn?.map((text) => parseAbortOn(text)),
    reproFlags: reproWords('send', flags),
    addressFlags: [],
    stop,
    signal: giveUp,
  });
}

/**
 * The events of the load: the named ones, or those of --mix. What is typed takes precedence over what is configured,
 * and of a configuration `mix` over `events`, which is for `test` as well.
 * @throws UsageError if both or neither name events
 */
function chosenParts(operands: readonly string[], flags: BurstFlags): readonly MixEntry[] {
  const { names, typed } = namedEvents(operands, flags);
  const { mix, settings } = flags;
  const mixTyped = mix !== undefined && settings?.given.has('mix') !== true;
  if (typed && mixTyped)
    throw new UsageError({
      zh: '--mix 已指定事件：事件和 --mix 只能写一个',
      en: '--mix already names the events: leave out either the events or --mix',
    });
  if (mix !== undefined && !typed) return parseMix('--mix')(mix);
  if (names.length > 0) return names.map((choice) => ({ choice, weight: null }));
  throw new UsageError({
    zh: "burst 需要指定事件：例如 juzi/message.received 或 'yuju/*'，或使用 --mix",
    en: "burst needs events: name some, such as juzi/message.received or 'yuju/*', or use --mix",
  });
}

/** The maximum number of workers: each needs at least one delivery in flight. */
function mostWorkers(load: LoadProfile, { maxInFlight = defaults.maxInFlight }: BurstFlags): number {
  return 'closed' in load ? load.closed.connections : maxInFlight;
}

async function cores(): Promise<number> {
  const { availableParallelism } = await import('node:os');
  return availableParallelism();
}

async function carryOut(run: BurstRun, kept: KeptFile | undefined, view: BurstView): Promise<BurstResult> {
  for await (const snapshot of run) {
    view.update(snapshot);
    await kept?.write(snapshot.kept);
  }
  return run.result;
}

function exitCode(run: BurstRun, result: BurstResult, problems: readonly string[]): ExitCode {
  if (result.stopped?.reason === 'failed') return ExitCode.failed;
  if (result.interrupted) return ExitCode.interrupted;
  if (result.started > 0 && run.answered === 0) return ExitCode.unreachable;
  return result.passed && problems.length === 0 ? ExitCode.ok : ExitCode.failed;
}
