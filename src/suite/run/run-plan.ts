import { defaults } from '../../defaults.ts';
import { formatInstant } from '../../generate/clock.ts';
import { say } from '../../language.ts';
import { AsyncQueue } from '../../send/async-queue.ts';
import type { Finding } from '../../verdict/verdict.ts';
import type { SuiteCase } from '../plan/case.ts';
import type { SuitePlan } from '../plan/plan.ts';
import { CaseRunner, type RunnerOptions } from './case-runner.ts';
import type { SuiteEvent } from './events.ts';
import { type CaseResult, caseResult } from './result.ts';
import { type DeadlineCounts, SuiteCounters } from './suite-counters.ts';
import type { SuiteSummary } from './summary.ts';

export interface RunPlanOptions extends RunnerOptions {
  /** Stop after so many cases that did not pass. */
  readonly bail?: number | undefined;
  /** Why nothing can be sent, where that is known beforehand: every case is then skipped for this reason. */
  readonly unreachable?: string | undefined;
  /** Settles when the receiver, which we started, has ended. */
  readonly receiverExited?: Promise<unknown> | undefined;
  /** The last lines that the receiver printed. */
  readonly receiverOutput?: (() => string) | undefined;
}

/** Runs a plan, and yields what happens as it happens. Of the results only figures are kept. */
export async function* runPlan(plan: SuitePlan, options: RunPlanOptions): AsyncGenerator<SuiteEvent, void> {
  const { concurrency = defaults.concurrency, bail = Number.POSITIVE_INFINITY, timeout } = options;
  const startedAt = new Date();
  const began = performance.now();
  const counters = new SuiteCounters(plan);
  const queue = new AsyncQueue<SuiteEvent>();
  const onEvent = (event: SuiteEvent): void => {
    if (event.type === 'finished') {
      counters.add(event.result);
      if (counters.counts.failed + counters.counts.error >= bail) runner.stop('bail');
    }
    queue.put(event);
  };
  const runner = await CaseRunner.open(options, onEvent);
  for (const event of plan.events) runner.context.sender.expect(options.destinations(event));

  const isDeadline = ({ group }: SuiteCase): boolean => group === 'deadline';
  const sending = plan.cases.filter((one) => !isDeadline(one)).values();
  const work = async (): Promise<void> => {
    await queue.room();
    for (const one of sending) {
      await runner.run(one);
      await queue.room();
    }
  };
  const runCases = async (): Promise<void> => {
    if (options.unreachable !== undefined) {
      runner.stop('unreachable', runner.context.sender.hide(options.unreachable));
    }
    void options.receiverExited?.then(() => runner.stop('receiver_exited'));
    await Promise.all(Array.from({ length: concurrency }, work));
    for (const one of plan.cases.filter(isDeadline)) {
      const result = deadlineResult(one, counters.deadlineCounts(one.subject), timeout, runner);
      onEvent({ type: 'finished', result });
    }
  };
  yield { type: 'planned', cases: plan.cases.length, requests: plan.requests };
  const running = runCases().finally(() => queue.close());
  try {
    yield* queue;
    await running;
    const times = { startedAt: startedAt.toISOString(), ms: performance.now() - began };
    yield { type: 'ended', summary: { ...summaryOf(plan, options, runner, counters), ...times } };
  } finally {
    // Where the reader left early, cases may be waiting for room.
    queue.close();
    await runner.close();
  }
}

/** A deadline case sends nothing: it is judged by what the other cases sent. */
function deadlineResult(
  one: SuiteCase,
  { deliveries, missed, first }: DeadlineCounts,
  timeout: number,
  runner: CaseRunner,
): CaseResult {
  // When a run was stopped, only a missed deadline is certain.
  if (runner.stopped !== null && missed === 0) return runner.skip(one, runner.stopped.message);
  if (deliveries === 0) {
    const reason = { zh: '没有发送过该事件的投递', en: 'no delivery of this event was sent' };
    return runner.skip(one, say(reason));
  }
  const finding: Finding = {
    check: 'deadline',
    code: 'deadline.missed',
    severity: 'error',
    expected: say({
      zh: `${deliveries} 次投递都在 ${timeout} ms 内得到响应`,
      en: `all ${deliveries} deliveries answered within ${timeout} ms`,
    }),
    actual: say({
      zh: `${missed} 次没有：${first.join('；')}${missed > first.length ? '；…' : ''}`,
      en: `${missed} ${missed === 1 ? 'was' : 'were'} not: ${first.join('; ')}${missed > first.length ? '; …' : ''}`,
    }),
    message: say({ zh: '并非每次投递都在时限内得到响应。', en: 'Not every delivery was answered in time.' }),
  };
  const { repro, clock } = runner.context;
  return caseResult(one, {
    outcome: missed === 0 ? 'passed' : 'failed',
    deliveries: [],
    findings: missed === 0 ? [] : [finding],
    // The case itself sends nothing that could be repeated.
    repro: repro({ ...one, id: first[0] ?? one.id }, clock()),
    ms: 0,
  });
}

function summaryOf(
  { events, cases, cut }: SuitePlan,
  { destinations, timeout, receiverOutput }: RunPlanOptions,
  { context: { seed, now, sender }, reconnects, warnings, stopped }: CaseRunner,
  counters: SuiteCounters,
): Omit<SuiteSummary, 'startedAt' | 'ms'> {
  const { missed, ...figures } = counters.figures();
  const targets = events.map((event) => sender.hide(destinations(event).target.url));
  const output = counters.counts.passed === cases.length ? undefined : receiverOutput?.();
  return {
    seed,
    now: typeof now === 'number' ? formatInstant(now) : now,
    targets: [...new Set(targets)],
    ...figures,
    reconnects,
    ...(sender.throttle && { throttle: sender.throttle }),
    deadline: { timeout, missed },
    cut,
    warnings,
    stopped: stopped?.reason ?? null,
    ...(output !== undefined && output !== '' && { receiverOutput: sender.hide(output) }),
  };
}
