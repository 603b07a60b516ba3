/** The entry of a worker thread: runs a worker, and passes messages between it and the thread that started it. */
import { parentPort, workerData } from 'node:worker_threads';
import { builtinCatalog } from '../../catalog/builtin.ts';
import { setLanguage } from '../../language.ts';
import { DrawingNote } from './drawing-note.ts';
import { openWorker, type WorkerListener } from './worker.ts';
import type { ThreadCommand, ThreadData, ThreadMessage } from './worker-thread.ts';

async function main(port: NonNullable<typeof parentPort>): Promise<void> {
  const { plan, eventPaths, language, drawing } = workerData as ThreadData;
  setLanguage(language);
  const send = (message: ThreadMessage): void => port.postMessage(message);
  const catalog =
    eventPaths.length === 0
      ? builtinCatalog
      : await (await import('../../generate/user-catalog.ts')).catalogWith(builtinCatalog, eventPaths);
  const definitions = await Promise.all(plan.events.map(({ id }) => catalog.get(id)));
  const listener: WorkerListener = {
    sample: (sample) => send({ type: 'sample', sample }),
    failed: (error) => send({ type: 'failed', error }),
    // Only the thread that started this one can lose it.
    lost: () => undefined,
  };
  const worker = await openWorker(plan, definitions, listener, new DrawingNote(drawing));
  port.on('message', (command: ThreadCommand) => {
    if (command.type === 'start') worker.start(command.at - performance.timeOrigin);
    else if (command.type === 'stop') worker.stop();
    else if (command.type === 'abort') worker.abort();
    else void worker.close().then(() => port.close());
  });
  send({ type: 'ready' });
}

if (parentPort !== null) {
  const port = parentPort;
  main(port).catch((error: Error) => {
    const drawError = error.name === 'DrawError';
    port.postMessage({ type: 'refused', error, drawError } satisfies ThreadMessage);
    port.close();
  });
}
