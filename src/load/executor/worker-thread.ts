import { Worker as Thread } from 'node:worker_threads';
import { DrawError } from '../../generate/draw-error.ts';
import { currentChoice, inLanguage, type LanguageChoice, type LocalizedText, say } from '../../language.ts';
import type { Sample } from '../metrics/sample.ts';
import { DrawingNote } from './drawing-note.ts';
import type { Worker, WorkerListener } from './worker.ts';
import type { WorkerPlan } from './worker-plan.ts';

export interface ThreadData {
  readonly plan: WorkerPlan;
  readonly eventPaths: readonly string[];
  readonly language: LanguageChoice;
  /** Of a {@link DrawingNote}. */
  readonly drawing: SharedArrayBuffer;
}

/** Messages to a thread. `at`: ms since the epoch, with fractions: threads have different `performance.timeOrigin`s. */
export type ThreadCommand =
  | { readonly type: 'start'; readonly at: number }
  | { readonly type: 'stop' }
  | { readonly type: 'abort' }
  | { readonly type: 'close' };

/** Messages from a thread. */
export type ThreadMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'sample'; readonly sample: Sample }
  | { readonly type: 'failed'; readonly error: Error }
  /** It could not be opened. `drawError`: its class does not survive the way here. */
  | { readonly type: 'refused'; readonly error: Error; readonly drawError: boolean };

/** ms that a thread which was told to end may take, beyond what its deliveries may. */
const patience = 1000;

/** Opens a worker in a thread of its own. Resolves when it is ready, and rejects soon after `stop` if it is not. */
export function openThread(
  plan: WorkerPlan,
  eventPaths: readonly string[],
  listener: WorkerListener,
  stop: AbortSignal | undefined,
): Promise<Worker> {
  const drawing = new DrawingNote();
  const data: ThreadData = { plan, eventPaths, language: currentChoice(), drawing: drawing.memory };
  const thread = new Thread(new URL('./worker-main.js', import.meta.url), {
    workerData: data,
    // --import and --inspect of the process are not meant for it.
    execArgv: [],
  });
  const send = (command: ThreadCommand): void => thread.postMessage(command);
  return new Promise((resolve, reject) => {
    let ready = false;
    let closing = false;
    let ended = false;
    const lose = (why: LocalizedText): void => {
      const payload = drawing.text(plan.events);
      const message: LocalizedText =
        payload === undefined
          ? { zh: `有一个工作线程${why.zh}。`, en: `A worker thread ${why.en}.` }
          : { zh: `${payload}：它的工作线程${why.zh}。`, en: `${payload}: its thread ${why.en}.` };
      const error = new DrawError(inLanguage(data.language, () => say(message)));
      if (ready) listener.lost(plan.worker, error);
      else reject(error);
    };
    let failure: Error | undefined;
    thread.once('error', (error) => {
      failure = error;
    });
    const exited = new Promise<void>((done) => {
      thread.once('exit', () => {
        ended = true;
        clearTimeout(overdue);
        // An event of the user's may end the thread without an error.
        if (!closing) {
          lose(
            failure === undefined
              ? { zh: '提前退出', en: 'ended before its time' }
              : { zh: `已退出：${failure.message}`, en: `ended: ${failure.message}` },
          );
        }
        done();
      });
    });
    // A thread that draws without end hears nothing.
    let overdue: NodeJS.Timeout | undefined;
    const endWithin = (ms: number): void => {
      clearTimeout(overdue);
      if (ended) return;
      overdue = setTimeout(() => {
        if (!closing) lose({ zh: '收到停止指令后没有退出', en: 'did not end when it was told to' });
        closing = true;
        void thread.terminate();
      }, ms).unref();
    };
    const cancel = (): void => endWithin(patience);
    stop?.addEventListener('abort', cancel, { once: true });
    void exited.then(() => stop?.removeEventListener('abort', cancel));
    thread.on('message', (message: ThreadMessage) => {
      if (message.type === 'sample') {
        if (message.sample.phase === 'ended') {
          ended = true;
          clearTimeout(overdue);
        }
        listener.sample(message.sample);
      } else if (message.type === 'failed') listener.failed(message.error);
      else if (message.type === 'refused') {
        closing = true;
        reject(message.drawError ? new DrawError(message.error.message) : message.error);
      } else {
        ready = true;
        clearTimeout(overdue);
        stop?.removeEventListener('abort', cancel);
        resolve({
          start: (at) => send({ type: 'start', at: performance.timeOrigin + at }),
          stop() {
            send({ type: 'stop' });
            endWithin(plan.timeout + patience);
          },
          abort() {
            send({ type: 'abort' });
            endWithin(patience);
          },
          close() {
            closing = true;
            send({ type: 'close' });
            ended = false;
            endWithin(patience);
            return exited;
          },
        });
      }
    });
  });
}
