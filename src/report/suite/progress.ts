import { say } from '../../language.ts';
import type { SuiteEvent } from '../../suite/run/events.ts';
import { columnsOf, fitColumns, fittingLine } from '../text/columns.ts';
import { printable } from '../text/escape.ts';
import { count, counted, duration } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';
import { betweenCounts, outcomeCount } from './text/outcomes.ts';

export interface SuiteProgress {
  readonly planned: number;
  readonly finished: number;
  /** Failures and errors. */
  readonly failed: number;
  readonly requests: number;
  readonly ms: number;
  /** The ids of the cases that are running, the oldest first. */
  readonly running: readonly string[];
}

/** Counts the progress of a run. Grows with the cases that run at once, not with those that have finished. */
export class ProgressCounter {
  readonly #running: string[] = [];
  readonly #counts = { planned: 0, finished: 0, failed: 0, requests: 0 };

  add(event: SuiteEvent): void {
    const counts = this.#counts;
    if (event.type === 'planned') counts.planned = event.cases;
    else if (event.type === 'started') this.#running.push(event.id);
    else if (event.type === 'finished') {
      const { id, outcome, deliveries } = event.result;
      const at = this.#running.indexOf(id);
      if (at >= 0) this.#running.splice(at, 1);
      counts.finished += 1;
      if (outcome === 'failed' || outcome === 'error') counts.failed += 1;
      for (const { delivery } of deliveries) counts.requests += delivery.attempts.length;
    }
  }

  /** @param ms since the run began */
  at(ms: number): SuiteProgress {
    return { ...this.#counts, ms, running: [...this.#running] };
  }
}

const barWidth = 24;

/** How far a run is and its longest running case, both narrower than the terminal: a wrapped line cannot be redrawn. */
export function progressLines(
  progress: SuiteProgress,
  width: number,
  paint: Paint,
): readonly [string, string] {
  const { planned, finished, failed, running } = progress;
  const facts = [
    { text: finishedOf(progress), color: paint.strong },
    { text: failed === 0 ? '' : outcomeCount('failed', failed), color: paint.bad },
    { text: rate(progress), color: paint.faint },
    { text: duration(progress.ms), color: paint.faint },
  ].filter(({ text }) => text !== '');
  const bar = { text: progressBar(finished, planned), color: paint.accent };
  const more = running.length > 1 ? moreRunning(running.length - 1) : '';
  const room = Math.max(0, width - 1 - columnsOf(more));
  const name = fitColumns(printable(running[0] ?? ''), room);
  return [fittingLine(width, [bar, ...facts], facts), paint.faint(name + more)];
}

export function progressLine(progress: SuiteProgress): string {
  const { planned, finished, failed } = progress;
  const facts = [
    say({
      zh: `${count(planned)} 个用例中完成 ${count(finished)} 个`,
      en: `${count(finished)} of ${counted(planned, 'case')}`,
    }),
    outcomeCount('failed', failed),
    rate(progress),
  ];
  return facts.filter((fact) => fact !== '').join(betweenCounts());
}

function finishedOf({ finished, planned }: SuiteProgress): string {
  const [done, all] = [count(finished), count(planned)];
  return say({ zh: `${done}/${all}`, en: `${done} of ${all}` });
}

const moreRunning = (n: number): string => say({ zh: `  另有 ${n} 个`, en: `  and ${n} more` });

function progressBar(finished: number, planned: number): string {
  const filled = planned === 0 ? 0 : Math.min(barWidth, Math.floor((finished / planned) * barWidth));
  return '━'.repeat(filled) + '─'.repeat(barWidth - filled);
}

/** Requests per second; none for the first tenth of a second, over which it would mean nothing. */
function rate({ requests, ms }: SuiteProgress): string {
  if (ms < 100) return '';
  const perSecond = count(Math.round((requests * 1000) / ms));
  return say({ zh: `${perSecond} 个请求/s`, en: `${perSecond} requests/s` });
}
