import type { Catalog } from '../../catalog/catalog.ts';
import { count, counted } from '../../counted.ts';
import { defaults } from '../../defaults.ts';
import { parseAddress } from '../../delivery/address.ts';
import type { Destinations } from '../../delivery/destination.ts';
import { masker } from '../../delivery/mask.ts';
import { commandSecrets } from '../../delivery/secrets.ts';
import { errorLine } from '../../errors.ts';
import { type LocalizedText, say } from '../../language.ts';
import { burstReporterNames } from '../../report/load/reporters.ts';
import { reporterNames } from '../../report/suite/reporters.ts';
import { printable } from '../../report/text/escape.ts';
import type { SendRunOptions } from '../../send/send-run.ts';
import { requestsOf } from '../../suite/plan/case.ts';
import { chooseEvents } from '../../suite/plan/choose-events.ts';
import { makePlan, type SuitePlan } from '../../suite/plan/plan.ts';
import type { Probe } from '../../suite/probe/probe.ts';
import { type RunPlanOptions, runPlan } from '../../suite/run/run-plan.ts';
import type { SuiteSummary } from '../../suite/run/summary.ts';
import { ExitCode } from '../exit-code.ts';
import { connectionOptions, uncheckedCertificates } from '../flags/connection.ts';
import { readHeaders, requireDestinations } from '../flags/destinations.ts';
import { reproWords } from '../flags/print.ts';
import { wantedReports } from '../flags/reports.ts';
import type { FlagsOf } from '../flags/resolve.ts';
import { onInterrupt } from '../io/interrupt.ts';
import { type Io, printed } from '../io/io.ts';
import { besideLines } from '../io/live-lines.ts';
import { openSuiteReports, type SuiteReports } from '../io/suite-reports.ts';
import { openSuiteView } from '../io/suite-view.ts';
import { caseSelection } from './case-selection.ts';
import { connectionWords } from './curl-render.ts';
import { namedEvents } from './named-events.ts';
import { openCatalog } from './open-catalog.ts';
import { folderOf, startReceiver } from './start-receiver.ts';

/** `test [events...]` */
export async function test(
  operands: readonly string[],
  flags: FlagsOf<'test'>,
  outside: Io,
): Promise<ExitCode> {
  const { names: patterns } = namedEvents(operands, flags);
  const catalog = await openCatalog(flags.eventFiles);
  const { events, scenarios } = await chooseEvents(patterns.length === 0 ? ['*'] : patterns, catalog);
  const plan = makePlan(caseSelection(events, scenarios, flags));
  if (flags.list === true) return printPlan(plan, flags, outside);
  const destinations = requireDestinations('test', flags, events, catalog);
  const connection = await connectionOptions(flags, catalog.hosts);
  const probe = await openProbe(flags, catalog, connection);
  const view = await openSuiteView({ color: flags.color });
  const io = besideLines(outside, view);
  const busy = flags.eventFiles !== undefined;
  const interrupt = onInterrupt(
    io,
    { zh: '不再开始新的用例，等待进行中的用例完成', en: 'no new cases; waiting for those in flight' },
    busy,
  );
  // When stdout is closed, the run stops and the reports in files are still finished.
  const unread = new AbortController();
  let receiver: Awaited<ReturnType<typeof startReceiver>> | undefined;
  let reports: SuiteReports | undefined;
  try {
    const wanted = wantedReports(flags, 'ndjson', reporterNames, burstReporterNames);
    reports = await openSuiteReports(wanted, io, flags.allFailures);
    if (flags.insecure === true) io.note(uncheckedCertificates());
    receiver = await startReceiver(flags, plan.events, destinations, interrupt.stop, io, catalog.hosts);
    if (receiver.failure !== undefined && !interrupt.stop.aborted) {
      const hide = flags.showSecrets === true ? (text: string) => text : masker(settingSecrets(flags));
      io.note(errorLine(printable(hide(receiver.failure))));
    }
    const run = runPlan(plan, {
      ...runOptions(patterns, flags, destinations),
      connection,
      probe,
      stop: AbortSignal.any([interrupt.stop, unread.signal]),
      signal: interrupt.giveUp,
      unreachable: receiver.failure,
      receiverExited: receiver.exited,
      receiverOutput: receiver.tail,
    });
    let summary: SuiteSummary | undefined;
    for await (const event of run) {
      view.update(event);
      await reports.add(event);
      if (event.type === 'ended') summary = event.summary;
      if (io.out.closed) unread.abort();
    }
    const problems = await reports.finish();
    return exitCode(summary, interrupt.stop, problems);
  } catch (error) {
    await reports?.abandon();
    throw error;
  } finally {
    view.close();
    await receiver?.stop();
    await probe?.close();
    interrupt.dispose();
  }
}

function runOptions(
  patterns: readonly string[],
  flags: FlagsOf<'test'>,
  destinations: Destinations,
): RunPlanOptions {
  // `--only negative` implies --negative; a command that repeats one case must pass it.
  const negative = flags.negative === true || flags.only?.includes('negative') === true;
  return {
    destinations,
    seed: flags.seed,
    now: flags.now,
    concurrency: flags.concurrency,
    bail: flags.bail,
    rate: flags.rate,
    timeout: flags.timeout ?? defaults.timeout,
    contract: flags.contract ?? defaults.contract,
    showSecrets: flags.showSecrets,
    fullBodies: flags.fullBodies,
    secrets: settingSecrets(flags),
    planFlags: [...patterns, ...reproWords('test', { ...flags, negative })],
    addressFlags: [],
    reproFlags: reproWords('send', flags),
    curlFlags: connectionWords(flags),
  };
}

/** What must not be shown of the addresses and commands that are not a destination's. */
function settingSecrets(flags: FlagsOf<'test'>): readonly string[] {
  const { secrets = [], exec, waitOn, probe, probeCommand } = flags;
  return [
    ...secrets,
    ...[exec, waitOn, probe, probeCommand].flatMap((text) =>
      text === undefined ? [] : commandSecrets(text),
    ),
  ];
}

/** `test --list` */
async function printPlan(plan: SuitePlan, flags: FlagsOf<'test'>, io: Io): Promise<ExitCode> {
  const paint = await io.paint();
  const lines = plan.cases.map((one) => {
    const { id, group, subject, basis, words } = one;
    return flags.json === true
      ? JSON.stringify({ id, group, subject, basis, words: say(words), requests: requestsOf(one) })
      : `${paint.faint(group.padEnd(10))}  ${id}`;
  });
  await io.out.write(`${lines.join('\n')}\n`);
  const { cases, cut, requests } = plan;
  const left: LocalizedText = {
    zh: `；--max-cases 省略了 ${cut.map((one) => `${one.group} 的 ${count(one.cases)} 个`).join('、')}`,
    en: `; --max-cases left out ${cut.map((one) => `${one.cases} of ${one.group}`).join(', ')}`,
  };
  io.note(
    say({
      zh: `共 ${count(cases.length)} 个用例、${count(requests)} 个请求${cut.length === 0 ? '' : left.zh}。`,
      en: `${counted(cases.length, 'case')}, ${counted(requests, 'request')}${cut.length === 0 ? '' : left.en}.`,
    }),
  );
  return printed(io);
}

function exitCode(
  summary: SuiteSummary | undefined,
  stop: AbortSignal,
  problems: readonly string[],
): ExitCode {
  if (stop.aborted) return ExitCode.interrupted;
  if (summary === undefined) return ExitCode.ok;
  const silent = summary.answered === 0 && (summary.requests > 0 || summary.stopped === 'unreachable');
  if (silent) return ExitCode.unreachable;
  const { passed, failed, error, skipped } = summary.counts;
  return passed > 0 && failed + error + skipped === 0 && problems.length === 0
    ? ExitCode.ok
    : ExitCode.failed;
}

async function openProbe(
  flags: FlagsOf<'test'>,
  catalog: Catalog,
  connection: SendRunOptions['connection'],
): Promise<Probe | undefined> {
  if (flags.probe === undefined && flags.probeCommand === undefined) return undefined;
  if (flags.probeCommand !== undefined) {
    const { commandProbe } = await import('./command-probe.ts');
    return commandProbe(flags.probeCommand, folderOf('probeCommand', flags));
  }
  const { httpProbe } = await import('../../suite/probe/probes.ts');
  const url = parseAddress(flags.probe ?? '', '--probe', catalog.hosts);
  return httpProbe(url, readHeaders(flags), connection);
}
