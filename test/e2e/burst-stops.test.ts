import { describe, expect, test } from 'vitest';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { exceptWhen, expectBalanced, runBurst } from './run-burst.ts';

describe('what ends a run before its time', () => {
  test.concurrent('every answer of ten seconds is 410 Gone', async () => {
    await using receiver = await record(answersWith(410, ''));
    const load = ['--rate', '20/s', '--duration', '60s'];
    const { code, report } = await runBurst(['contact.updated', '--to', receiver.url, ...load]);
    expect(code).toBe(1);
    expect(report).toMatchObject({ interrupted: false, stopped: { reason: 'gone' } });
    expect(report.stopped?.at).toBeGreaterThan(9000);
    expectBalanced(report);
    expect(report.started).toBe(receiver.requests.length);
  });

  test.concurrent('what --abort-on says held for ten seconds', async () => {
    await using receiver = await record(exceptWhen((nth) => nth % 4 !== 0, answersWith(500, '')));
    const load = ['--rate', '20/s', '--duration', '60s', '--abort-on', 'errors>50%'];
    const { code, report, stderr } = await runBurst(['contact.updated', '--to', receiver.url, ...load]);
    expect(code).toBe(1);
    expect(report.stopped).toMatchObject({ reason: 'abort-on', message: 'errors>50% held for ten seconds.' });
    expect(stderr).toContain('errors>50% held for ten seconds.');
    expectBalanced(report);
  });
});
