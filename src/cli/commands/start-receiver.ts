import type { EventDefinition } from '../../define/event.ts';
import { parseAddress } from '../../delivery/address.ts';
import type { Destinations } from '../../delivery/destination.ts';
import { UsageError } from '../../errors.ts';
import type { LaunchedReceiver } from '../../launch/receiver-process.ts';
import { duration } from '../../report/text/numbers.ts';
import type { SettledFlags } from '../flags/settings.ts';
import type { Io } from '../io/io.ts';

/** ms */
const defaultWait = 30_000;

/**
 * Starts the receiver that `--exec` names, and waits until it answers.
 * @throws UsageError when the flags do not fit together
 * @throws LaunchError when there is no receiver
 */
export async function launch(
  flags: SettledFlags & { readonly exec?: string; readonly wait?: number; readonly waitOn?: string },
  events: readonly EventDefinition[],
  destinations: Destinations,
  stop: AbortSignal,
  io: Io,
): Promise<LaunchedReceiver | undefined> {
  if (flags.exec === undefined) {
    const idle = (['wait', 'waitOn'] as const).find((flag) => flags[flag] !== undefined);
    if (idle !== undefined) {
      throw new UsageError(
        `--${idle === 'wait' ? 'wait' : 'wait-on'} goes with --exec: there is nothing to wait for`,
      );
    }
    return undefined;
  }
  const [first] = events;
  if (first === undefined) return undefined;
  const target = new URL(destinations(first).target.url);
  // A command in a file means the file's folder, wherever the user stands.
  const { settled } = flags;
  const cwd = settled?.given.get('exec')?.from === 'config' ? settled.folder : undefined;
  const { launchReceiver } = await import('../../launch/receiver-process.ts');
  const receiver = await launchReceiver({
    command: flags.exec,
    target,
    wait: flags.wait ?? defaultWait,
    signal: stop,
    ...(cwd !== undefined && { cwd }),
    ...(flags.waitOn !== undefined && { waitOn: parseAddress(flags.waitOn, '--wait-on', []) }),
  });
  io.note(`The receiver was ready after ${duration(receiver.readyAfter)}.`);
  return receiver;
}
