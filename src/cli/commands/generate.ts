import type { Catalog } from '../../catalog/catalog.ts';
import type { EventDefinition } from '../../define/event.ts';
import type { PreparedPayload } from '../../delivery/prepared-payload.ts';
import { say } from '../../language.ts';
import type { PayloadOptions } from '../../send/payload-options.ts';
import { openPayloadRun } from '../../send/payload-run.ts';
import { ExitCode } from '../exit-code.ts';
import { type PayloadFlags, payloadOptions } from '../flags/payload-options.ts';
import type { FlagsOf } from '../flags/resolve.ts';
import { onInterrupt } from '../io/interrupt.ts';
import { type Io, printed } from '../io/io.ts';
import { warner } from '../io/warnings.ts';
import type { Render } from './curl-render.ts';
import { openCatalog } from './open-catalog.ts';

/** The flags of `generate`; `send --curl` uses this command too. */
export type GenerateFlags = PayloadFlags & Pick<FlagsOf<'generate'>, 'pretty' | 'ndjson'>;

/** Bytes to gather before a write: one system call for many payloads. */
const chunkBytes = 65_536;

/** `generate <events...>` */
export async function generate(patterns: readonly string[], flags: GenerateFlags, io: Io): Promise<ExitCode> {
  const catalog = await openCatalog(flags.eventFiles);
  const { events, scenario } = await catalog.choose(...patterns);
  const options = await payloadOptions(events, flags, scenario);
  const { render, token = options.token } = await renderer(flags, io, catalog, events);
  const run = await openPayloadRun(events, { ...options, token });
  if (flags.seed === undefined && io.terminal)
    io.note(say({ zh: `种子 ${run.seed}`, en: `seed ${run.seed}` }));
  return printPayloads(run, render, io, flags.eventFiles !== undefined);
}

async function renderer(
  flags: GenerateFlags,
  io: Io,
  catalog: Catalog,
  events: readonly EventDefinition[],
): Promise<{ readonly render: Render } & Pick<PayloadOptions, 'token'>> {
  if (flags.curl === true) return (await import('./curl-render.ts')).curlRender(flags, catalog, events);
  const lines = flags.ndjson === true || flags.json === true;
  return { render: flags.pretty === true || (io.terminal && !lines) ? prettyBody : bodyLine };
}

const newline = Buffer.from('\n');

function bodyLine({ body }: PreparedPayload): Buffer {
  // Only a body given with --body can contain line breaks.
  return Buffer.concat([body.includes(10) ? Buffer.from(reprint(body)) : body, newline]);
}

const prettyBody = ({ body }: PreparedPayload): Buffer => Buffer.from(`${reprint(body, 2)}\n`);

function reprint(body: Buffer, indent?: number): string {
  try {
    return JSON.stringify(JSON.parse(body.toString()), null, indent);
  } catch {
    return body.toString();
  }
}

async function printPayloads(
  payloads: Iterable<PreparedPayload>,
  render: Render,
  io: Io,
  busy: boolean,
): Promise<ExitCode> {
  const warn = warner(io);
  const interrupt = onInterrupt(io, { zh: '不再输出消息体', en: 'no more payloads' }, busy);
  let chunks: Buffer[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    await io.out.write(Buffer.concat(chunks, bytes));
    chunks = [];
    bytes = 0;
  };
  try {
    await interrupt.watching;
    for (const prepared of payloads) {
      if (prepared.warnings.length > 0) warn(prepared.warnings);
      const chunk = render(prepared);
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= chunkBytes) await flush();
      if (io.out.closed || interrupt.stop.aborted) break;
    }
  } finally {
    // Also what was drawn before an event failed.
    await flush();
    interrupt.dispose();
  }
  return interrupt.stop.aborted ? ExitCode.interrupted : printed(io);
}
