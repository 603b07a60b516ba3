import type { EventDefinition } from '../../define/event.ts';
import type { Target } from '../../delivery/address.ts';
import type { Delivery } from '../../delivery/delivery.ts';
import { errorLine, warningLine } from '../../errors.ts';
import { DrawError } from '../../generate/draw-error.ts';
import { reconnectWarning, strayWarning } from '../../http/connection-warnings.ts';
import { say } from '../../language.ts';
import { renderDelivery, renderDeliveryLine } from '../../report/delivery/delivery.ts';
import { renderSummary, SendTotals } from '../../report/delivery/summary.ts';
import { renderWire } from '../../report/delivery/wire.ts';
import { jsonText, printable } from '../../report/text/escape.ts';
import { noPaint, type Paint } from '../../report/text/paint.ts';
import type { Throttle } from '../../send/pacer.ts';
import { openSendRun, type SendRun } from '../../send/send-run.ts';
import { ExitCode } from '../exit-code.ts';
import { connectionOptions, uncheckedCertificates } from '../flags/connection.ts';
import { readDestinations, readHeaders } from '../flags/destinations.ts';
import { payloadOptions } from '../flags/payload-options.ts';
import { reproWords } from '../flags/print.ts';
import type { FlagsOf } from '../flags/resolve.ts';
import { onInterrupt } from '../io/interrupt.ts';
import { type Io, unwritten } from '../io/io.ts';
import { warner } from '../io/warnings.ts';
import { generate } from './generate.ts';
import { openCatalog } from './open-catalog.ts';

type SendFlags = FlagsOf<'send'>;

/** `send <events...>` */
export async function send(patterns: readonly string[], flags: SendFlags, io: Io): Promise<ExitCode> {
  if (flags.curl === true) return generate(patterns, flags, io);
  const catalog = await openCatalog(flags.eventFiles);
  const { events, scenario } = await catalog.choose(...patterns);
  const destinations = readDestinations(flags, events, catalog);
  const options = {
    ...(await payloadOptions(events, flags, scenario)),
    ...(destinations && { token: (event: EventDefinition) => destinations(event).token }),
    headers: readHeaders(flags),
    timeout: flags.timeout,
    delay: flags.delay,
    rate: flags.rate,
    connection: await connectionOptions(flags, catalog.hosts),
    contract: flags.contract,
    showSecrets: flags.showSecrets,
    fullBodies: flags.fullBodies,
    secrets: flags.secrets,
    reproFlags: reproWords('send', flags),
    bodyPiped: flags.body === '-',
  };
  const busy = flags.eventFiles !== undefined;
  const interrupt = onInterrupt(
    io,
    { zh: '不再发起新的投递，等待进行中的投递完成', en: 'no new deliveries; waiting for the one in flight' },
    busy,
  );
  const embedded = destinations === undefined ? await embeddedReceiver(events) : undefined;
  try {
    await interrupt.watching;
    const run = await openSendRun(events, {
      ...options,
      target: destinations ?? (embedded as Embedded).target,
      stop: interrupt.stop,
      signal: interrupt.giveUp,
    });
    if (embedded !== undefined) io.note(embedded.note);
    if (flags.insecure === true) io.note(uncheckedCertificates());
    const report = flags.json === true ? jsonReport(io) : await textReport(run, events, flags, io);
    return await carryOut(run, report, io, interrupt.stop);
  } finally {
    await embedded?.close();
    interrupt.dispose();
  }
}

interface Embedded {
  readonly target: Target;
  /** Printed once it is certain that something will be sent. */
  readonly note: string;
  close(): Promise<void>;
}

async function embeddedReceiver(events: readonly EventDefinition[]): Promise<Embedded> {
  const { startReceiver } = await import('../../receive/receiver.ts');
  const contracts = new Map(events.map((event) => [`/${event.id}`, event.response]));
  const receiver = await startReceiver({ contractFor: (path) => contracts.get(path) });
  return {
    target: { kind: 'byEvent', url: receiver.url },
    note: `${say({
      zh: `没有写 --to：发送到内置接收端 ${receiver.url}，它按文档响应。`,
      en: `No --to: sending to an embedded receiver at ${receiver.url}, which answers as documented.`,
    })}\n`,
    close: () => receiver.close(),
  };
}

/** How a run is printed. */
interface Report {
  readonly form: 'text' | 'data';
  /** @param known it failed like another one before */
  delivery(delivery: Delivery, known: boolean): string;
  /** The summary, for stdout or for stderr. */
  end(tally: SendTotals, elapsed: number, throttle?: Throttle): { out: string; note: string };
}

function jsonReport(io: Io): Report {
  return {
    form: 'data',
    delivery: (delivery) => `${jsonText(delivery)}\n`,
    end: (tally, elapsed, throttle) => ({
      out: '',
      note:
        io.out.problem === undefined && (tally.started === 1 || io.out.closed)
          ? ''
          : renderSummary(tally, elapsed, noPaint, throttle),
    }),
  };
}

async function textReport(
  run: SendRun,
  events: readonly EventDefinition[],
  flags: SendFlags,
  io: Io,
): Promise<Report> {
  const paint: Paint = await io.paint();
  const byId = new Map(events.map((event) => [event.id, event]));
  const single = run.total === 1;
  return {
    form: 'text',
    delivery(delivery, known) {
      const wire = flags.verbose === true ? renderWire(delivery, paint) : '';
      const event = byId.get(delivery.event) as EventDefinition;
      const brief = known && flags.allFailures !== true;
      return (
        wire + (single ? renderDelivery(delivery, event, paint) : renderDeliveryLine(delivery, paint, brief))
      );
    },
    end(tally, elapsed, throttle) {
      if (single && tally.started === 1 && io.out.problem === undefined) return { out: '', note: '' };
      const summary = renderSummary(tally, elapsed, io.out.closed ? noPaint : paint, throttle);
      return io.out.problem === undefined ? { out: `\n${summary}`, note: '' } : { out: '', note: summary };
    },
  };
}

async function carryOut(run: SendRun, report: Report, io: Io, stop: AbortSignal): Promise<ExitCode> {
  const tally = new SendTotals();
  const warn = warner(io);
  const began = performance.now();
  let failure: DrawError | undefined;
  try {
    for await (const { delivery, warnings } of run) {
      warn(warnings);
      const { known } = tally.add(delivery);
      await io.out.write(report.delivery(delivery, known), report.form);
      if (io.out.closed) break;
    }
  } catch (error) {
    // What was sent before is shown all the same.
    if (!(error instanceof DrawError) || tally.started === 0) throw error;
    failure = error;
  }
  const { out, note } = report.end(tally, performance.now() - began, run.throttle);
  if (out !== '') await io.out.write(out, 'text');
  if (io.out.problem !== undefined) io.note(unwritten(io.out.problem));
  if (note !== '') io.note(note.trimEnd());
  if (run.strays > 0) io.note(warningLine(strayWarning(run.strays)));
  if (tally.reconnects > 0) io.note(warningLine(reconnectWarning(tally.reconnects)));
  if (failure !== undefined) io.note(errorLine(printable(failure.message)));
  return failure === undefined ? exitCode(tally, io, stop) : ExitCode.failed;
}

function exitCode(tally: SendTotals, io: Io, stop: AbortSignal): ExitCode {
  if (stop.aborted) return ExitCode.interrupted;
  if (io.out.problem !== undefined) return ExitCode.failed;
  if (tally.started > 0 && tally.answered === 0) return ExitCode.unreachable;
  return tally.outcomes.accepted === tally.started ? ExitCode.ok : ExitCode.failed;
}
