import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { freePort } from '../fixtures/free-port.ts';
import { type Answering, answersWith, record } from '../fixtures/receivers/recorder.ts';
import { exceptWhen, expectBalanced, runBurst, welcome } from './run-burst.ts';
import { runCli } from './run-cli.ts';

const refuses = answersWith(500, '');
const breaksOff: Answering = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{', () => response.destroy());
};
const hundred = ['juzi/message.received', '--count', '100', '--connections', '10'];
/** Welcomes a while later. */
const late =
  (ms: number): Answering =>
  (...request) =>
    void pause(ms).then(() => welcome(...request));
const limits = (...expressions: string[]): string[] => expressions.flatMap((one) => ['--threshold', one]);

describe.concurrent('0', () => {
  test.concurrent.each([
    ['as fast as it answers', ['--count', '100']],
    ['at a rate', ['--rate', '200/s', '--duration', '500ms']],
    ['by more workers than one', ['--count', '100', '--workers', '2']],
    ['by as many workers as there are cores, but no more than have work', ['--count', '1', '-w', 'auto']],
    ['within limits', ['--count', '100', ...limits('p99<20s', 'errors==0', 'dropped==0', 'rate>1/s')]],
  ])('when everything was accepted, %s', async (_, flags) => {
    await using receiver = await record(welcome);
    const { code, stderr, report } = await runBurst(['juzi/*', '--to', receiver.url, ...flags]);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^✓ [^\n]+ accepted[^\n]*\n$/)]);
    expect(report).toMatchObject({ passed: true, interrupted: false, stopped: null });
    expectBalanced(report);
    expect(report.outcomes.accepted).toBe(receiver.requests.length);
  });

  test.concurrent.each([
    ['errors<3%', 'errors<=2', 'accepted>=98%'],
    ['violation<3'],
    ['violation==2', 'timeout==0'],
  ])('when a threshold speaks of the failures, and there were few: %s', async (...expressions) => {
    await using receiver = await record(exceptWhen((nth) => nth % 50 === 7, refuses));
    const { code, report } = await runBurst([...hundred, '--to', receiver.url, ...limits(...expressions)]);
    expect(report.outcomes).toMatchObject({ accepted: 98, violation: 2 });
    expect(report.thresholds.map(({ ok }) => ok)).toEqual(expressions.map(() => true));
    expect([code, report.passed]).toEqual([0, true]);
  });
});

describe.concurrent('1', () => {
  const never: string[] = [];
  test.concurrent.each<[string, Answering, string[]]>([
    ['a response outside of the contract', answersWith(200, '[]'), never],
    ['a refusal by the receiver', answersWith(200, '{"errcode":1,"errmsg":"no"}'), never],
    ['one bad answer among many', exceptWhen((nth) => nth === 7, refuses), never],
    ['more failures than tolerated', exceptWhen((nth) => nth % 50 === 7, refuses), ['errors<1%']],
    ['failures that the threshold does not speak of', exceptWhen((nth) => nth === 7, refuses), ['timeout<5']],
    [
      'failures of one event, of another one spoken',
      refuses,
      ['errors{juzi/message.received}<=100%', 'rejected<5'],
    ],
    ['answers that break off: the receiver is there', breaksOff, never],
    ['a latency that was too long', late(50), ['p50<20ms']],
    ['a rate that was not reached', welcome, ['rate>=90000/s']],
  ])('after %s', async (_, answer, expressions) => {
    await using receiver = await record(answer);
    const { code, report } = await runBurst([...hundred, '--to', receiver.url, ...limits(...expressions)]);
    expect([code, report.passed]).toEqual([1, false]);
    expect(report.started).toBe(100);
    expectBalanced(report);
  });

  test.concurrent('after a crossed threshold, with what was measured', async () => {
    await using receiver = await record(exceptWhen((nth) => nth < 5, refuses));
    const args = ['burst', ...hundred, '--to', receiver.url, ...limits('errors<1%', 'p99<20s')];
    const { code, stdout } = await runCli(args);
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ crossed +errors<1% +5%/);
    expect(stdout).toMatch(/✓ held +p99<20s/);
    expect(stdout).toMatch(/5 of 100 deliveries in .* not accepted; 1 of 2 thresholds crossed\n$/);
  });

  test.concurrent('after a threshold on what never happened', async () => {
    await using receiver = await record(welcome);
    const events = ['contact.updated', 'contact.deleted', '--count', '1', '--to', receiver.url];
    const each = limits('p95{contact.updated}<20s', 'p95{contact.deleted}<20s', 'errors{contact.*}==0');
    const { code, report } = await runBurst([...events, ...each]);
    expect([code, report.outcomes.accepted]).toEqual([1, 1]);
    expect(report.thresholds.filter(({ actual }) => actual === null)).toHaveLength(1);
    expect(report.thresholds.filter(({ ok }) => ok)).toHaveLength(2);
  });

  test.concurrent('when not everything could be started in time, unless a threshold tolerates that', async () => {
    await using receiver = await record(late(250));
    const slow = ['--rate', '40/s', '--duration', '1s', '--max-in-flight', '1', '--timeout', '600ms'];
    const args = ['juzi/message.received', '--to', receiver.url, ...slow];
    const strict = await runBurst(args);
    expect(strict.report.planned).toBe(40);
    expect(strict.report.dropped).toBeGreaterThan(10);
    expect(strict.code).toBe(1);
    const lenient = await runBurst([...args, ...limits('dropped<=100%', 'errors<=100%')]);
    expect(lenient.report.dropped).toBeGreaterThan(10);
    expect(lenient.code).toBe(0);
    for (const { report } of [strict, lenient]) expectBalanced(report);
    expect(receiver.requests).toHaveLength(strict.report.started + lenient.report.started);
  });
});

describe.concurrent('3', () => {
  test.concurrent('when nobody is there, at a rate and without one', async () => {
    const to = ['--to', `http://127.0.0.1:${await freePort()}`];
    for (const load of [
      ['--count', '20'],
      ['--rate', '20/s', '--duration', '500ms', '--warmup', '100ms'],
    ]) {
      const { code, report } = await runBurst(['contact.updated', ...to, ...load]);
      expect(code).toBe(3);
      expect(report.outcomes).toEqual({ ...report.outcomes, accepted: 0, transport: report.started });
      expect(report.findings.map(({ code: found }) => found)).toEqual(['transport.refused']);
    }
  });

  test.concurrent('when a host that was named has no address', async () => {
    const to = ['--to', 'http://nobody.invalid/', '--allow-target', 'nobody.invalid'];
    const { code, report } = await runBurst(['contact.updated', ...to, '--count', '3']);
    expect(code).toBe(3);
    expect(report.findings.map(({ code: found, count }) => [found, count])).toEqual([['transport.dns', 3]]);
  });

  test.concurrent('when somebody is there and never answers', async () => {
    await using receiver = await record(() => undefined);
    const args = ['contact.updated', '--to', receiver.url, '--count', '3', '--timeout', '300ms'];
    const { code, report } = await runBurst([...args, ...limits('errors<=100%')]);
    expect([code, report.outcomes.timeout]).toEqual([3, 3]);
  });
});
