import { expect, test } from 'vitest';
import { launchReceiver } from '../../src/launch/receiver-process.ts';
import {
  endLeftovers,
  lasting,
  leftovers,
  marked,
  receiverCommand,
  runningProcesses,
} from '../fixtures/launch/processes.ts';
import { freeTarget, leavesNothing, withLaunched } from './cleanly.ts';

leavesNothing();

const wait = 15_000;

/** The processes of a group, watched from outside. */
function groupOf(pid: number): string[] {
  return runningProcesses().flatMap(({ group, command }) => (group === pid ? [command] : []));
}

test('a grandchild that holds the port is ended', async () => {
  const { port, target } = await freeTarget();
  const command = marked(`${receiverCommand({ port, child: 1 })}; true`);
  const receiver = await launchReceiver({ command, target, wait });
  // The shell, the child, the grandchild.
  expect(groupOf(receiver.pid)).toHaveLength(3);
  await receiver.stop();
  expect(groupOf(receiver.pid)).toEqual([]);
  await expect(fetch(target)).rejects.toThrow();
  expect(await receiver.exited).toEqual({ code: null, signal: 'SIGTERM' });
});

test('a process that handles SIGTERM has time to print', async () => {
  const { port, target } = await freeTarget();
  const receiver = await launchReceiver({ command: receiverCommand({ port, farewell: 300 }), target, wait });
  const startedAt = performance.now();
  await receiver.stop();
  expect(performance.now() - startedAt).toBeLessThan(2500);
  expect(receiver.tail()).toBe('goodbye');
});

test('a grandchild has that time too, after its shell has ended', async () => {
  const { port, target } = await freeTarget();
  const command = marked(`${receiverCommand({ port, farewell: 500 })}; true`);
  const receiver = await launchReceiver({ command, target, wait });
  await receiver.stop();
  expect(receiver.tail()).toBe('goodbye');
});

test('a process that ignores SIGTERM is killed after the grace period', async () => {
  const { port, target } = await freeTarget();
  const receiver = await launchReceiver({
    command: receiverCommand({ port, deaf: 1, child: 1 }),
    target,
    wait,
  });
  const startedAt = performance.now();
  await receiver.stop();
  expect(performance.now() - startedAt).toBeGreaterThan(2900);
  expect(performance.now() - startedAt).toBeLessThan(5500);
  expect(groupOf(receiver.pid)).toEqual([]);
});

test('stopping twice is the same as once', async () => {
  const { port, target } = await freeTarget();
  const receiver = await launchReceiver({ command: receiverCommand({ port }), target, wait });
  await Promise.all([receiver.stop(), receiver.stop()]);
  await receiver.stop();
  expect(groupOf(receiver.pid)).toEqual([]);
});

test('a receiver that dies half-way is noticed, and its children are ended', async () => {
  const { port, target } = await freeTarget();
  const command = marked(`${receiverCommand({ port })} & sleep 1; echo out of memory >&2; exit 5`);
  const receiver = await launchReceiver({ command, target, wait });
  expect(await receiver.exited).toEqual({ code: 5, signal: null });
  expect(await lasting(() => runningProcesses().filter(({ group }) => group === receiver.pid))).toEqual([]);
  await receiver.stop();
  expect(receiver.tail()).toBe('out of memory');
});

test('a process that has left the group but holds the pipes does not block stop', async () => {
  const { port, target } = await freeTarget();
  const command = `setsid ${receiverCommand()} & exec ${receiverCommand({ port })}`;
  const receiver = await launchReceiver({ command, target, wait });
  const startedAt = performance.now();
  await receiver.stop();
  expect(performance.now() - startedAt).toBeLessThan(2500);
  expect(groupOf(receiver.pid)).toEqual([]);
  endLeftovers();
});

test.runIf(process.platform === 'linux')('nor does a zombie', async () => {
  const { port, target } = await freeTarget();
  // The parent leaves the group, and then waits for nobody.
  const zombie = `(${receiverCommand()} & exec setsid ${receiverCommand()}) &`;
  const receiver = await launchReceiver({
    command: `${zombie} exec ${receiverCommand({ port })}`,
    target,
    wait,
  });
  const startedAt = performance.now();
  await receiver.stop();
  expect(performance.now() - startedAt).toBeLessThan(2500);
  expect(() => process.kill(-receiver.pid, 0)).not.toThrow();
  expect(groupOf(receiver.pid)).toEqual([]);
  endLeftovers();
});

test('the output of a noisy receiver is neither blocked nor accumulated', async () => {
  const { port, target } = await freeTarget();
  const megabytes = 64;
  const noise = `head -c ${megabytes * 1024 * 1024} /dev/zero | tr '\\0' 'x' | fold -w 120`;
  let heard = 0;
  const command = marked(`(${noise}) >&2; exec ${receiverCommand({ port, says: 'and then' })}`);
  const options = {
    command,
    target,
    wait: 25_000,
    onOutput: (chunk: Buffer) => {
      heard += chunk.length;
    },
  };
  const before = process.memoryUsage().rss;
  await withLaunched(options, (receiver) => {
    expect(heard).toBeGreaterThan(megabytes * 1024 * 1024);
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
    expect(receiver.tail().length).toBeLessThanOrEqual(8192);
    expect(receiver.tail()).toMatch(/and then$/);
  });
});

test('several receivers end independently', async () => {
  const [one, two] = [await freeTarget(), await freeTarget()];
  const launch = ({ port, target }: typeof one) =>
    launchReceiver({ command: receiverCommand({ port }), target, wait });
  const [first, second] = await Promise.all([launch(one), launch(two)]);
  await first.stop();
  expect(groupOf(first.pid)).toEqual([]);
  expect(groupOf(second.pid).length).toBeGreaterThan(0);
  expect((await fetch(two.target)).status).toBe(200);
  await second.stop();
  expect(leftovers().filter(({ command }) => command.includes('receiver.js'))).toEqual([]);
});
