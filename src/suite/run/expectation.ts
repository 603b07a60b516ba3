import type { Delivery } from '../../delivery/delivery.ts';
import type { Finding } from '../../verdict/verdict.ts';
import type { CaseDelivery, Expectation } from './result.ts';

/** Whether a delivery ended as it had to. */
export function meetsExpectation(delivery: Delivery, expected: Expectation): boolean {
  const { outcome } = delivery.verdict;
  if (expected === 'accepted') return outcome === 'accepted';
  const status = delivery.attempts.at(-1)?.status ?? null;
  if (status === null || outcome === 'timeout' || status >= 500) return false;
  return expected === 'answered' || (status >= 400 && status < 500) || outcome === 'rejected';
}

/** Whether the receiver closed the connection before any answer arrived. */
export const brokeOff = (delivery: Delivery): boolean =>
  delivery.attempts.at(-1)?.error?.code === 'transport.reset';

/** Why a request that is wrong was not met with what it should be; of valid ones the verdict tells. */
export function unmetFindings({ delivery, expected, met, words }: CaseDelivery): Finding[] {
  if (met || expected === 'accepted') return [];
  const attempt = delivery.attempts.at(-1);
  const status = attempt?.status ?? null;
  const actual = `${status ?? 'no status'} ${attempt?.statusText ?? ''}`.trim();
  if (status !== null && status >= 500) {
    return [
      {
        check: 'negative',
        code: 'negative.server_error',
        severity: 'error',
        path: 'status',
        expected: 'any answer but a 5xx',
        actual,
        message: `A request that is wrong (${words}) brought the receiver to a ${status}.`,
      },
    ];
  }
  // What came too late, or not at all, the verdict tells.
  if (status === null || expected === 'answered') return [];
  return [
    {
      check: 'negative',
      code: 'negative.not_refused',
      severity: 'error',
      path: 'status',
      expected: 'a 4xx, or an errcode other than 0',
      actual,
      message: `The receiver promises to refuse this request (${words}), and did not.`,
    },
  ];
}
