/** The entry of a thread that ends the process at a signal which the blocked main thread cannot see. */
import { Session } from 'node:inspector';
import { constants } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { firstToSecondSignal, grace, interruptSignals } from './interrupt-times.ts';

interface SignalHandle {
  onsignal: () => void;
  start(signal: number): number;
  unref(): void;
}

/** ms in which the main thread, if it is not blocked, ends the process itself. */
const headStart = 250;
/** ms in which the main thread has to run its exit handlers. */
const exitTimeout = 1000;

// `process.on` gets no signals in a thread. The handle beneath it does: libuv hands a signal to every loop that asks.
// Node.js would warn of the binding (DEP0111) on stderr, in the middle of the results.
process.noDeprecation = true;
const { Signal } = (
  process as unknown as { binding(name: 'signal_wrap'): { Signal: new () => SignalHandle } }
).binding('signal_wrap');

const noticed = workerData as Int32Array;
let first: number | undefined;

function onSignal(): void {
  const now = performance.now();
  if (first === undefined) {
    first = now;
    // The main thread ends the run in time, unless it has never seen the signal.
    setTimeout(() => {
      if (Atomics.load(noticed, 0) === 0) endProcess();
    }, grace);
  } else if (now - first >= firstToSecondSignal) setTimeout(endProcess, headStart);
}

// Exit handlers remove temporary files and end the receiver's group. The inspector would say on stderr that it waits.
const exit = `process.emit('exit', 130);
process.getBuiltinModule('node:fs').closeSync(2);
process.reallyExit(130);`;

/** The inspector runs code in the main thread even within a loop that never ends; nothing else does. */
function endProcess(): void {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), exitTimeout);
  const session = new Session();
  session.connectToMainThread();
  session.post('Runtime.evaluate', { expression: exit });
}

for (const name of interruptSignals) {
  const handle = new Signal();
  handle.onsignal = onSignal;
  handle.start(constants.signals[name]);
}
parentPort?.postMessage('watching');
