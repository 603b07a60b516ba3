import { curlCommand } from '../../../src/delivery/curl.ts';
import { type Delivery, recordAttempt } from '../../../src/delivery/delivery.ts';
import type { Exchange } from '../../../src/http/exchange.ts';
import type { Expectation } from '../../../src/suite/plan/case.ts';
import type { CaseGroup } from '../../../src/suite/plan/groups.ts';
import type { CaseDelivery, CaseOutcome, CaseResult } from '../../../src/suite/run/result.ts';
import { judge } from '../../../src/verdict/judge.ts';
import { errcode, exchange } from '../../verdict/exchanges.ts';

const target = 'http://localhost:3000/hook';
const good = '{"errcode":0,"errmsg":"ok"}';

interface Sent {
  readonly event?: string;
  readonly variant?: Readonly<Record<string, string>>;
  readonly words?: string;
  readonly expected?: Expectation;
  /** Whether it met what was expected. Default: when the contract accepted it. */
  readonly met?: boolean;
  /** What was posted. */
  readonly payload?: string;
  /** The exchanges before the last one. */
  readonly before?: readonly Exchange[];
}

/** A delivery as part of a case: a real record, judged as the suite judges. */
export function caseDelivery(last: Exchange = exchange(good), sent: Sent = {}): CaseDelivery {
  const { event = 'juzi/message.received', variant = { type: 'image', chat: 'room' }, before = [] } = sent;
  const body = sent.payload ?? '{"orgId":"o-1","messageId":"m-1","type":6}';
  const verdict = judge(last, errcode, 'documented');
  const choices = Object.entries(variant).map(([name, member]) => `${name}=${member}`);
  const flag = choices.length === 0 ? '' : ` --variant ${choices.join(',')}`;
  const delivery: Delivery = {
    id: 'dlv_1',
    event,
    variant,
    seed: '42',
    index: 7,
    now: '2025-01-01T00:00:00+08:00',
    request: { method: 'POST', url: target, headers: { 'content-type': 'application/json' }, body },
    attempts: [...before, last].map(recordAttempt),
    verdict,
    repro: `webhook-sim send ${event}${flag} --seed 42 --index 7 --now 2025-01-01T00:00:00+08:00 --to ${target}`,
  };
  return {
    words: sent.words ?? 'an image in a room',
    expected: sent.expected ?? 'accepted',
    met: sent.met ?? verdict.outcome === 'accepted',
    delivery,
    curl: curlCommand({ ...delivery.request, body: Buffer.from(body) }),
  };
}

/** A case with these deliveries. It failed if one of them was not met, unless told otherwise. */
export function caseResult(
  id: string,
  deliveries: readonly CaseDelivery[] = [caseDelivery()],
  change: Partial<CaseResult> = {},
): CaseResult {
  const unanswered = deliveries.some(
    ({ met, delivery }) => !met && delivery.attempts.at(-1)?.status === null,
  );
  const failed: CaseOutcome = unanswered ? 'error' : 'failed';
  return {
    id,
    group: 'variants' satisfies CaseGroup,
    subject: id.split(' › ')[0] ?? id,
    basis: 'documented',
    words: 'An image arrives in a room.',
    outcome: deliveries.every(({ met }) => met) ? 'passed' : failed,
    deliveries,
    findings: [],
    repro: `webhook-sim test --to ${target} --seed 42 --filter '${id}'`,
    ms: 12.3,
    ...change,
  };
}

export const skipped = (id: string, reason: string): CaseResult =>
  caseResult(id, [], { outcome: 'skipped', reason, ms: 0 });
