/** What runs in a thread of its own: a worker, and the wire to those who started it. */
import { parentPort, workerData } from 'node:worker_threads';
import { builtinCatalog } from '../../catalog/builtin.ts';
import { openWorker } from './worker.ts';
import type { ThreadCommand, ThreadData, ThreadMessage } from './worker-thread.ts';

async function main(port: NonNullable<typeof parentPort>): Promise<void> {
  const { plan, eventPaths } = workerData as ThreadData;
  const tell = (word: ThreadMessage): void => port.postMessage(word);
  const catalog =
    eventPaths.length === 0
      ? builtinCatalog
      : await (await import('../../generate/user-catalog.ts')).catalogWith(builtinCatalog, eventPaths);
  const definitions = await Promise.all(plan.events.map(({ id }) => catalog.get(id)));
  const worker = await openWorker(
    plan,
    definitions,
    (sample) => tell({ is: 'sample', sample }),
    (error) => tell({ is: 'failed', error }),
  );
  port.on('message', (order: ThreadCommand) => {
    if (order.do === 'start') worker.start(order.at - performance.timeOrigin);
    else if (order.do === 'stop') worker.stop();
    else void worker.close().then(() => port.close());
  });
  tell({ is: 'ready' });
}

if (parentPort !== null) {
  const port = parentPort;
  main(port).catch((error: Error) => {
    port.postMessage({ is: 'failed', error } satisfies ThreadMessage);
    port.close();
  });
}
