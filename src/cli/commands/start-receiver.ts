import { defaults } from '../../defaults.ts';
import type { EventDefinition } from '../../define/event.ts';
import { parseAddress } from '../../delivery/address.ts';
import type { Destinations } from '../../delivery/destination.ts';
import { say } from '../../language.ts';
import { LaunchError } from '../../launch/launch-error.ts';
import { duration } from '../../report/text/numbers.ts';
import type { FlagsOf } from '../flags/resolve.ts';
import type { Io } from '../io/io.ts';

/** The receiver of `--exec`, or the reason why it did not start. */
interface StartedReceiver {
  readonly failure?: string;
  readonly exited?: Promise<unknown>;
  readonly tail?: () => string;
  stop(): Promise<void>;
}

/** Where a command runs: one from a configuration in the configuration's folder. */
export function folderOf(key: 'exec' | 'probeCommand', { settings }: FlagsOf<'test'>): string | undefined {
  return settings?.given.get(key)?.from === 'config' ? settings.folder : undefined;
}

const nothingToStop = { stop: async () => undefined };

/**
 * Starts the receiver of `--exec`, if there is one, and waits until the receiver is ready. A failed start is returned rather than thrown, so that
 * the reports show it.
 * @throws UsageError for an invalid --wait-on
 */
export async function startReceiver(
  flags: FlagsOf<'test'>,
  events: readonly EventDefinition[],
  destinations: Destinations,
  stop: AbortSignal,
  io: Io,
  refusedHosts: readonly string[],
): Promise<StartedReceiver> {
  const [first] = events;
  const { exec: command, wait = defaults.wait, waitOn, resolve } = flags;
  const waits = command !== undefined || flags.wait !== undefined || waitOn !== undefined;
  if (!waits || first === undefined) return nothingToStop;
  const cwd = folderOf('exec', flags);
  const { awaitReceiver, launchReceiver } = await import('../../launch/receiver-process.ts');
  const options = {
    target: new URL(destinations(first).target.url),
    wait,
    signal: stop,
    ...(resolve !== undefined && { resolve }),
    ...(waitOn !== undefined && { waitOn: parseAddress(waitOn, '--wait-on', refusedHosts) }),
  };
  const ready = (after: number): void =>
    io.note(
      say({
        zh: `接收端就绪，用时 ${duration(after)}。`,
        en: `The receiver was ready after ${duration(after)}.`,
      }),
    );
  try {
    if (command === undefined) {
      ready(await awaitReceiver(options));
      return nothingToStop;
    }
    const receiver = await launchReceiver({ command, ...options, ...(cwd !== undefined && { cwd }) });
    ready(receiver.readyAfter);
    return { exited: receiver.exited, tail: () => receiver.tail(), stop: () => receiver.stop() };
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    return { ...nothingToStop, failure: error.message, tail: () => error.tail };
  }
}
