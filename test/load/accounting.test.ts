import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openBurst } from '../../src/load/open-burst.ts';
import type { OpenBurstOptions } from '../../src/load/options.ts';
import type { BurstResult } from '../../src/load/result.ts';
import type { Outcome } from '../../src/verdict/verdict.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';
import { type Answer, accepts, fine, type Receiver, receive, says } from './receiver.ts';
import { burstOptions, closed, message, note, open, runBurst, sumOf } from './runs.ts';

useVirtualTime();

const folder = mkdtempSync(join(tmpdir(), 'burst-accounting-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Line {
  readonly n: number;
  readonly outcome: string;
  readonly codes?: readonly string[];
}

const linesOf = (path: string): Line[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);

/** All parts of a result agree with each other and with the log. */
function expectConsistent(result: BurstResult, log: string): void {
  const { started, dropped, outcomes, byEvent, byValue, findings, series, distribution } = result;
  expect(sumOf(Object.fromEntries(Object.entries(byEvent).map(([id, each]) => [id, each.planned])))).toBe(
    result.planned,
  );
  for (const figures of Object.values(byEvent)) {
    const failed = figures.started - figures.outcomes.accepted;
    for (const values of Object.values(figures.byValue)) {
      const counts = Object.values(values);
      // Not all variants have every dimension.
      expect(counts.reduce((sum, each) => sum + each.started, 0)).toBeLessThanOrEqual(figures.started);
      expect(counts.reduce((sum, each) => sum + each.failed, 0)).toBeLessThanOrEqual(failed);
    }
  }
  const types = Object.values(byValue['type'] ?? {});
  expect(types.reduce((sum, each) => sum + each.started, 0)).toBe(started);
  expect(types.reduce((sum, each) => sum + each.failed, 0)).toBe(started - outcomes.accepted);
  expect(distribution.reduce((sum, { count }) => sum + count, 0)).toBe(started);
  const of = (key: 'planned' | 'started' | 'dropped' | 'accepted' | 'failed'): number =>
    series.reduce((sum, point) => sum + point[key], 0);
  expect([of('planned'), of('started'), of('dropped')]).toEqual([result.planned, started, dropped]);
  expect([of('accepted'), of('failed')]).toEqual([outcomes.accepted, started - outcomes.accepted]);

  const lines = linesOf(log);
  expect(new Set(lines.map(({ n }) => n)).size).toBe(result.planned);
  expect(lines).toHaveLength(result.planned);
  const counts: Record<string, number> = { ...outcomes, dropped };
  for (const outcome of Object.keys(counts)) {
    expect(lines.filter((line) => line.outcome === outcome).length, outcome).toBe(counts[outcome]);
  }
  for (const { code, event, count, first } of findings) {
    const those = lines.filter(({ codes = [] }) => codes.includes(code));
    if (Object.keys(byEvent).length > 1) continue;
    expect(those, `${event} ${code}`).toHaveLength(count);
    expect(first.n).toBe(Math.min(...those.map(({ n }) => n)));
  }
}

let logs = 0;
async function account(
  receiver: Pick<Receiver, 'url'>,
  load: OpenBurstOptions['load'],
  changes: Partial<OpenBurstOptions> = {},
): Promise<BurstResult> {
  logs += 1;
  const log = join(folder, `log-${logs}`);
  const { result } = await runBurst(receiver.url, load, { log, ...changes });
  expectConsistent(result, log);
  return result;
}

const never: Answer = () => undefined;
const mixed =
  (...answers: readonly Answer[]): Answer =>
  (response, arrival) =>
    answers[arrival.nth % answers.length]?.(response, arrival);

const raw = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${fine.length}\r\n\r\n${fine}`;
const answersTwice: Answer = (response) => response.socket?.write(raw + raw);

const receivers: Record<
  string,
  [answer: Answer, outcomes: readonly Outcome[], options?: Partial<OpenBurstOptions>]
> = {
  'accepts everything': [accepts, ['accepted']],
  'rejects everything': [says(200, '{"errcode":1,"errmsg":"no"}'), ['rejected']],
  'breaks the contract': [says(200, '{}'), ['violation']],
  'answers 500, 503 and 429': [mixed(says(500, ''), says(503, ''), says(429, '')), ['violation']],
  'gives a different answer each time': [
    (response, { nth }) => says(200, `{"errcode":0,"errmsg":"${nth}"}`)(response, {} as never),
    ['accepted'],
  ],
  'resets connections': [
    mixed(accepts, (response) => response.socket?.resetAndDestroy()),
    ['accepted', 'transport'],
  ],
  'closes connections': [mixed(accepts, (response) => response.socket?.end()), ['accepted', 'transport']],
  'cuts its answers short': [
    (response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('{');
      setTimeout(() => response.destroy(), 5);
    },
    ['transport'],
  ],
  'sends a second response now and then': [mixed(accepts, accepts, answersTwice), ['accepted', 'transport']],
  'does not speak HTTP': [(response) => response.socket?.end('hello\r\n\r\n'), ['transport']],
  'closes after every answer': [
    (response) =>
      response.writeHead(200, { connection: 'close', 'content-type': 'application/json' }).end(fine),
    ['accepted'],
  ],
  'sometimes does not answer': [
    mixed(accepts, accepts, accepts, accepts, accepts, accepts, accepts, accepts, accepts, never),
    ['accepted', 'timeout'],
    { timeout: 1500 },
  ],
  'does all of that in turn': [
    mixed(
      accepts,
      says(200, '{}'),
      says(500, ''),
      (response) => response.socket?.resetAndDestroy(),
      says(200, '{"errcode":7,"errmsg":""}'),
    ),
    ['accepted', 'rejected', 'violation', 'transport'],
  ],
};

describe('every delivery is accounted for, and the receiver counts the same, if it', () => {
  test.each(Object.entries(receivers))('%s', async (_, [answer, outcomes, options = {}]) => {
    await using receiver = await receive(answer);
    const result = await account(receiver, closed(200, 10), options);
    expect(result.planned).toBe(200);
    expect(result.dropped).toBe(0);
    const happened = Object.entries(result.outcomes).flatMap(([outcome, count]) =>
      count > 0 ? [outcome] : [],
    );
    expect(happened.sort()).toEqual([...outcomes].sort());
    // All of these receivers read the request first: every delivery has arrived, and none twice but what is told.
    expect(receiver.arrivals).toHaveLength(200 + result.reconnects);
    expect(new Set(receiver.arrivals.map(({ id }) => id)).size).toBe(200);
    expect(result.passed).toBe(outcomes.every((outcome) => outcome === 'accepted'));
  });

  test('cuts connections before reading: exactly those deliveries did not arrive', async () => {
    await using receiver = await receive(
      (response) => response.writeHead(200, { connection: 'close' }).end(fine),
      (socket, nth) => {
        if (nth % 5 === 2) socket.destroy();
      },
    );
    const result = await account(receiver, closed(200, 4));
    expect(result.outcomes.transport).toBeGreaterThan(20);
    expect(receiver.arrivals).toHaveLength(result.started - result.outcomes.transport);
    expect(result.findings.find(({ severity }) => severity === 'error')).toMatchObject({
      code: 'transport.reset',
      count: result.outcomes.transport,
    });
    expect(new Set(receiver.arrivals.map(({ id }) => id)).size).toBe(receiver.arrivals.length);
  });

  test('is not listening', async () => {
    const receiver = await receive(accepts);
    receiver.kill();
    const result = await account(receiver, closed(60, 10));
    expect(result.outcomes.transport).toBe(60);
    expect(result.findings).toMatchObject([{ code: 'transport.refused', count: 60 }]);
    expect(receiver.arrivals).toEqual([]);
  });

  test('dies during the run', async () => {
    await using receiver = await receive((response, arrival) => {
      if (arrival.nth === 150) receiver.kill();
      accepts(response, arrival);
    });
    const result = await account(receiver, closed(400, 10));
    expect(result.started).toBe(400);
    expect(result.outcomes.accepted).toBeGreaterThan(130);
    expect(result.outcomes.transport).toBe(400 - result.outcomes.accepted);
    const ids = receiver.arrivals.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(result.outcomes.accepted);
    expect(ids.length).toBeLessThanOrEqual(result.outcomes.accepted + 10);
  });
});

describe('in an open loop', () => {
  test('as many deliveries are planned as the schedule has, whatever the receiver does', async () => {
    await using receiver = await receive((response, arrival) => {
      setTimeout(() => accepts(response, arrival), 100);
    });
    // Two in flight, 100 ms each: about 20 of 200 a second.
    const result = await account(receiver, open(200, 1500), { maxInFlight: 2, timeout: 500 });
    expect(result.planned).toBe(300);
    expect(result.dropped).toBeGreaterThan(100);
    expect(result.started).toBe(receiver.arrivals.length);
    expect(result.passed).toBe(false);
    expect(result.generator.warnings.join()).toMatch(/were dropped/);
    // Waiting for room does not count as lateness of the generator.
    expect(result.generator.lateness.p50 ?? 0).toBeLessThan(result.latency.p50 ?? 0);
  });

  test('with Poisson arrivals, and with batches', async () => {
    await using receiver = await receive(accepts);
    const stages = [{ batch: 80, from: 0, to: 0, length: 500 }];
    const batches = { open: { stages, repeat: true, duration: 1500, count: null, poisson: false } };
    const result = await account(receiver, batches, { maxInFlight: 30 });
    expect([result.planned, result.started, receiver.arrivals.length]).toEqual([240, 240, 240]);
    const life = await account(receiver, open(300, 1000, null, true));
    expect(life.planned).toBeGreaterThan(200);
    expect(receiver.arrivals.length).toBe(240 + life.started);
  });
});

describe('with several events', () => {
  test('each has its share, its own address and its own figures', async () => {
    await using receiver = await receive((response, arrival) => {
      if (arrival.path.includes(note.name)) says(200, 'nope')(response, arrival);
      else accepts(response, arrival);
    });
    const result = await account(receiver, closed(200), {
      mix: [
        { event: message, weight: 3 },
        { event: note, weight: 1 },
      ],
      destinations: () => ({ target: { kind: 'byEvent', url: receiver.url.href }, headers: {} }),
    });
    expect(result.byEvent[message.id]).toMatchObject({ started: 150, outcomes: { accepted: 150 } });
    expect(result.byEvent[note.id]).toMatchObject({ started: 50, outcomes: { violation: 50 } });
    expect(receiver.arrivals.filter(({ path }) => path.includes(note.name))).toHaveLength(50);
    for (const { event } of result.findings) expect(event).toBe(note.id);
  });
});

describe('a run that is stopped', () => {
  test.each(['closed', 'open'] as const)(
    'by a signal, in a %s loop: what is under way may end',
    async (loop) => {
      const controller = new AbortController();
      await using receiver = await receive((response, arrival) => {
        if (arrival.nth === 100) controller.abort();
        setTimeout(() => accepts(response, arrival), 20);
      });
      const load = loop === 'open' ? open(400, null) : closed(null, 10);
      const result = await account(receiver, load, { stop: controller.signal, maxInFlight: 20 });
      expect(result.interrupted).toBe(true);
      expect(result.stopped).toMatchObject({ reason: 'interrupted' });
      expect(result.outcomes.accepted).toBe(result.started);
      expect(receiver.arrivals).toHaveLength(result.started);
      expect(result.started).toBeGreaterThan(100);
      expect(result.started).toBeLessThan(200);
    },
  );

  test('before it has started', async () => {
    await using receiver = await receive(accepts);
    const result = await account(receiver, open(100, 1000), { stop: AbortSignal.abort() });
    expect(result).toMatchObject({ planned: 0, started: 0, interrupted: true, passed: false });
    expect(result.elapsed).toBeGreaterThanOrEqual(0);
    expect(receiver.arrivals).toEqual([]);
  });

  test('while the receiver does not answer: it ends by the deadline', async () => {
    const controller = new AbortController();
    await using receiver = await receive((_, { nth }) => {
      if (nth === 10) controller.abort();
    });
    const result = await account(receiver, open(50, null), { stop: controller.signal, timeout: 1500 });
    expect(result.outcomes.timeout).toBe(result.started);
    expect(result.elapsed).toBeGreaterThanOrEqual(1500);
    // On a very busy machine they may not even have been sent by then.
    expect(receiver.arrivals.length).toBeLessThanOrEqual(result.started);
  });

  test('by leaving the iteration', async () => {
    await using receiver = await receive(accepts);
    const run = await openBurst(burstOptions(receiver.url, closed(null, 5)));
    for await (const _ of run) break;
    const result = await run.result;
    expect(result.stopped).toMatchObject({ reason: 'interrupted' });
    expect(receiver.arrivals).toHaveLength(result.started);
    expect(result.started).toBe(result.outcomes.accepted);
  });
});
