import { expect } from 'vitest';
import type { DeliveryCounts } from '../../src/load/result.ts';
import type { BurstReport } from '../../src/report/load/json.ts';
import { type Answering, answersWith, type Received } from '../fixtures/receivers/recorder.ts';
import { type Ended, type RunOptions, runCli } from './run-cli.ts';

/** Accepts whatever it is. */
export const welcome: Answering = (request, response, nth) => {
  const ofMembers = /"type":"(?:create|login)_user"/.test(request.body.toString());
  answersWith(200, ofMembers ? '{"errCode":0}' : '{"errcode":0,"errmsg":"ok"}')(request, response, nth);
};

/** Answers some requests, by their number from 0, in one way, and welcomes all others. */
export const exceptWhen =
  (is: (nth: number) => boolean, other: Answering): Answering =>
  (request, response, nth) =>
    (is(nth) ? other : welcome)(request, response, nth);

/** A burst that has ended, with what its report says. */
export interface Reported extends Ended {
  readonly report: BurstReport;
}

/**
 * The words of a burst that a busy machine has the time for: what is not about deadlines must not fail on one. A
 * deadline in `args` counts instead.
 */
export const burstWords = (args: readonly string[]): readonly string[] => [
  'burst',
  '--timeout',
  '20s',
  ...args,
];

/** Runs a burst to its end. Its JSON report is all that is on stdout. */
export async function runBurst(args: readonly string[], options: RunOptions = {}): Promise<Reported> {
  return reported(await runCli(burstWords([...args, '--json']), options));
}

export function reported(ended: Ended): Reported {
  expect(ended.stdout, ended.stderr).toMatch(/^\{[\s\S]*\}\n$/);
  return { ...ended, report: JSON.parse(ended.stdout) as BurstReport };
}

/** The two equations that hold at every moment. */
export function expectBalanced(counts: DeliveryCounts): void {
  const { planned, started, dropped, outcomes } = counts;
  expect(planned).toBe(started + dropped);
  expect(started).toBe(Object.values(outcomes).reduce((sum, count) => sum + count, 0));
}

/** The ids of what arrived: of a callback about a contact, and of a message. */
export function idsOf(requests: readonly Received[]): readonly string[] {
  return requests.map(({ body }) => {
    const [, id = ''] = /"(?:event_id|messageId)":"([^"]*)"/.exec(body.toString()) ?? [];
    expect(id).not.toBe('');
    return id;
  });
}
