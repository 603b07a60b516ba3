import { defaults } from '../../defaults.ts';
import type { EventDefinition } from '../../define/event.ts';
import { parseAddress } from '../../delivery/address.ts';
import type { Destinations } from '../../delivery/destination.ts';
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
 * Starts the receiver of `--exec` and waits until it is ready. A failed start is returned rather than thrown, so that
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
  const { exec: command, wait = defaults.wait, waitOn } = flags;
  if (command === undefined || first === undefined) return nothingToStop;
  const cwd = folderOf('exec', flags);
  const { launchReceiver } = await import('../../launch/receiver-process.ts');
  try {
    const receiver = await launchReceiver({
      command,
      target: new URL(destinations(first).target.url),
      wait,
      signal: stop,
      ...(cwd !== undefined && { cwd }),
      ...(waitOn !== undefined && { waitOn: parseAddress(waitOn, '--wait-on', refusedHosts) }),
    });
    io.note(`The receiver was ready after ${duration(receiver.readyAfter)}.`);
    return { exited: receiver.exited, tail: () => receiver.tail(), stop: () => receiver.stop() };
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    return { ...nothingToStop, failure: error.message, tail: () => error.tail };
  }
}
