import { Parser, type Result } from 'tap-parser';
import { describe, expect, test } from 'vitest';
import { tap } from '../../../src/report/suite/tap.ts';
import type { SuiteEvent } from '../../../src/suite/run/events.ts';
import { hostileText, stories } from './stories.ts';
import { reportOf, unshowable } from './told.ts';

interface Parsed {
  readonly points: readonly Result[];
  readonly extra: readonly string[];
  readonly bailout: string | undefined;
  readonly parser: Parser;
}

/** Everything that the parser finds; what it takes for no TAP is `extra`. */
function parse(events: readonly SuiteEvent[]): Parsed {
  const parser = new Parser({ strict: true });
  const points: Result[] = [];
  const extra: string[] = [];
  let bailout: string | undefined;
  parser.on('assert', (point) => points.push(point));
  parser.on('extra', (text) => extra.push(text));
  parser.on('bailout', (reason) => {
    bailout = reason;
  });
  parser.end(reportOf(tap, events));
  return { points, extra, bailout, parser };
}

test('the report is as the golden file has it', async () => {
  await expect(reportOf(tap, stories.mixed)).toMatchFileSnapshot('../../golden/reports/mixed.tap');
});

describe('a parser finds', () => {
  test.each(Object.entries(stories))('every case of the run %s, and nothing else', (_, events) => {
    const { points, extra, parser } = parse(events);
    const results = events.flatMap((event) => (event.type === 'finished' ? [event.result] : []));
    expect(extra).toEqual([]);
    expect(parser.failures.filter((failure) => failure.tapError !== null)).toEqual([]);
    expect(points.map(({ ok, skip }) => (skip === false ? ok : 'skipped'))).toEqual(
      results.map(({ outcome }) => (outcome === 'skipped' ? 'skipped' : outcome === 'passed')),
    );
    expect(points.map(({ id }) => id)).toEqual(results.map((_, i) => i + 1));
  });

  test('version 14, and the plan before the first point', () => {
    expect(reportOf(tap, stories.mixed)).toMatch(/^TAP version 14\n1\.\.49\nok 1 - juzi/);
    expect(reportOf(tap, stories.empty)).toMatch(/^TAP version 14\n1\.\.0\n/);
  });

  test('why a case failed', () => {
    const { points } = parse(stories.mixed);
    expect(points.find(({ ok }) => !ok)?.diag).toMatchObject({
      severity: 'fail',
      code: 'errcode.wrong_type',
      path: 'errcode',
      expected: 'number',
      actual: 'string "0"',
      findings: ['errcode.wrong_type'],
    });
    expect(points.filter(({ diag }) => diag?.severity === 'error')).toHaveLength(1);
  });

  test('a kind of failure in full at its first case alone, and in a comment', () => {
    const { points } = parse(stories.failing);
    const full = points.filter(({ ok, diag }) => !ok && diag.received !== undefined);
    expect(full).toHaveLength(2);
    expect(points.find(({ name }) => name.endsWith('n=68'))?.diag).toEqual({
      message: 'The type of errcode is string, not number.',
      severity: 'fail',
      code: 'errcode.wrong_type',
      like: 'errcode.wrong_type: same as case juzi/message.received › n=1',
      reproduce: expect.stringContaining("--filter 'juzi/message.received › n=68'"),
    });
    const report = reportOf(tap, stories.failing);
    expect(report).toContain(
      '\n# errcode.wrong_type in 46 cases of juzi/message.received: in 46 of 72 deliveries',
    );
    expect(reportOf(tap, stories.failing, { allFailures: true })).not.toContain('  like: ');
  });

  test('names and reasons unchanged, except for what is unsafe on a terminal', () => {
    const { points } = parse(stories.hostile);
    expect(points[0]?.name).toMatch(/::error::injected\\u000anot ok 99 # TODO/);
    expect(points[1]?.skip).toMatch(/# SKIP$/);
    expect(points[0]?.diag['body']).toContain('<script>alert(1)</script>');
    expect(points[0]?.diag['sent']).toBe(hostileText);
    expect(reportOf(tap, stories.hostile)).not.toMatch(unshowable);
  });
});

describe('a run that ended early', () => {
  test('does not pass, though what was skipped counts as good', () => {
    const interrupted = stories.passing.map(
      (event): SuiteEvent =>
        event.type === 'ended' ? { ...event, summary: { ...event.summary, stopped: 'interrupted' } } : event,
    );
    expect(parse(stories.passing).parser.ok).toBe(true);
    expect(parse(interrupted).parser.ok).toBe(false);
    expect(parse(interrupted).bailout).toBe('The run was interrupted.');
  });

  test('still has a point for every case', () => {
    expect(parse(stories.mixed).points).toHaveLength(49);
  });
});
