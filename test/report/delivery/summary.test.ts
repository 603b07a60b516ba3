import { describe, expect, test } from 'vitest';
import type { AttemptRecord, Delivery } from '../../../src/delivery/delivery.ts';
import { renderSummary, SendTotals } from '../../../src/report/delivery/summary.ts';
import { noPaint } from '../../../src/report/text/paint.ts';
import type { Finding, Outcome } from '../../../src/verdict/verdict.ts';

const attempt = (status: number | null): AttemptRecord => ({
  startedAt: '2025-01-01T00:00:00.000Z',
  statusText: '',
  status,
  headers: {},
  body: '',
  bytes: 0,
  timings: { queue: 0, connect: null, firstByte: null, total: 1 },
  error: null,
});

const finding = (code: Finding['code'], severity: Finding['severity'] = 'error'): Finding => ({
  check: 'any',
  code,
  severity,
  message: '',
});

const delivery = (outcome: Outcome, status: number | null, findings: Finding[] = []): Delivery => ({
  id: 'dlv_1',
  event: 'a/b.c',
  variant: {},
  seed: '1',
  index: 0,
  now: '2025-01-01T00:00:00+08:00',
  request: { method: 'POST', url: 'http://localhost/', headers: {}, body: '' },
  attempts: [attempt(status)],
  verdict: { outcome, findings },
  repro: '',
});

function tallied(...deliveries: Delivery[]): SendTotals {
  const tally = new SendTotals();
  for (const one of deliveries) tally.add(one);
  return tally;
}

describe('the totals', () => {
  const tally = tallied(
    delivery('accepted', 200),
    delivery('accepted', 201, [finding('status.undocumented', 'warning')]),
    delivery('violation', 500, [finding('status.error'), finding('body.empty')]),
    delivery('violation', 500, [finding('body.empty')]),
    delivery('rejected', 200, [finding('errcode.nonzero')]),
    delivery('timeout', null, [finding('timeout.headers')]),
    delivery('transport', null, [finding('transport.refused')]),
    delivery('aborted', null),
  );

  test('account for every delivery exactly', () => {
    expect(tally.started).toBe(8);
    expect(Object.values(tally.outcomes).reduce((sum, n) => sum + n)).toBe(8);
    expect(tally.outcomes).toEqual({
      accepted: 2,
      rejected: 1,
      violation: 2,
      timeout: 1,
      transport: 1,
      aborted: 1,
    });
  });

  test('count responses, warnings, and failures by kind', () => {
    expect(tally.answered).toBe(5);
    expect(tally.warnings).toBe(1);
    const kinds = tally.clusters.map(({ code, cases }) => [code, cases]);
    expect(kinds).toContainEqual(['body.empty', 1]);
    expect(kinds).toContainEqual(['status.error', 1]);
    expect(kinds.map(([code]) => code)).not.toContain('status.undocumented');
  });
});

describe('a summary', () => {
  test('of several', () => {
    const tally = tallied(
      ...Array.from({ length: 1234 }, () => delivery('accepted', 200)),
      delivery('rejected', 200, [finding('errcode.nonzero'), finding('body.extra_key', 'warning')]),
    );
    expect(renderSummary(tally, 61_000, noPaint)).toBe(
      '1,235 deliveries in 1 min 1 s: 1,234 accepted, 1 rejected, 1 warning\n  errcode.nonzero × 1  a/b.c, in 1 of 1,235 deliveries of this event (0.08%)\n',
    );
  });

  test('says what failures of a kind have in common, and how to repeat the first', () => {
    const typed = (type: string, failed: boolean): Delivery => ({
      ...delivery(failed ? 'rejected' : 'accepted', 200, failed ? [finding('errcode.nonzero')] : []),
      variant: { type },
      repro: `webhook-sim send a/b.c --variant type=${type}`,
    });
    const tally = new SendTotals();
    const all = Array.from({ length: 40 }, (_, i) =>
      typed(['a', 'b', 'c', 'd'][i % 4] as string, i % 4 === 2),
    );
    expect(all.map((one) => tally.add(one).known).filter(Boolean)).toHaveLength(9);
    expect(renderSummary(tally, 5, noPaint)).toContain(
      '  errcode.nonzero × 10  a/b.c, in all 10 deliveries with type=c, and in no others\n    first: webhook-sim send a/b.c --variant type=c\n',
    );
  });

  test('of one, and of none', () => {
    expect(renderSummary(tallied(delivery('accepted', 200)), 5, noPaint)).toBe(
      '1 delivery in 5.00 ms: 1 accepted\n',
    );
    expect(renderSummary(tallied(), 5, noPaint)).toBe('0 deliveries in 5.00 ms: nothing was sent\n');
  });
});
