import { defaults } from '../../defaults.ts';
import type { EventDefinition } from '../../define/event.ts';
import { parseAddress } from '../../delivery/address.ts';
import type { Destinations } from '../../delivery/destination.ts';
import type { LaunchedReceiver } from '../../launch/receiver-process.ts';
import { duration } from '../../report/text/numbers.ts';
import type { FlagsOf } from '../flags/resolve.ts';
import type { Io } from '../io/io.ts';

/**
 * Starts the receiver that `--exec` names, and waits until it answers.
 * @throws UsageError when --wait-on is no address
 * @throws LaunchError when there is no receiver
 */
export async function launch(
  flags: FlagsOf<'test'>,
  events: readonly EventDefinition[],
  destinations: Destinations,
  stop: AbortSignal,
  io: Io,
): Promise<LaunchedReceiver | undefined> {
  const [first] = events;
  if (flags.exec === undefined || first === undefined) return undefined;
  const target = new URL(destinations(first).target.url);
  // A command in a file runs in the file's folder, wherever the user is.
  const { settings } = flags;
  const cwd = settings?.given.get('exec')?.from === 'config' ? settings.folder : undefined;
  const { launchReceiver } = await import('../../launch/receiver-process.ts');
  const receiver = await launchReceiver({
    command: flags.exec,
    target,
    wait: flags.wait ?? defaults.wait,
    signal: stop,
    ...(cwd !== undefined && { cwd }),
    ...(flags.waitOn !== undefined && { waitOn: parseAddress(flags.waitOn, '--wait-on', []) }),
  });
  io.note(`The receiver was ready after ${duration(receiver.readyAfter)}.`);
  return receiver;
}
