import type { SuiteEvent } from '../../../src/suite/run/events.ts';
import type { CaseDelivery, CaseResult } from '../../../src/suite/run/result.ts';
import type { Finding } from '../../../src/verdict/verdict.ts';
import { exchange } from '../../verdict/exchanges.ts';
import { caseDelivery, caseResult, skipped } from './cases.ts';
import { story } from './story.ts';

const text = exchange('{"errcode":"0","errmsg":"ok"}');
const crash = exchange('<!doctype html><title>Error</title><pre>TypeError: x is null</pre>', {
  status: 500,
  statusText: 'Internal Server Error',
  headers: { 'content-type': 'text/html; charset=utf-8' },
});
const refused = exchange('', {
  status: null,
  statusText: '',
  headers: {},
  error: {
    code: 'transport.refused',
    message: {
      zh: 'localhost:3000 没有服务在监听。',
      en: 'Nothing listens at localhost:3000.',
    },
  },
});
const late = exchange('', {
  status: null,
  statusText: '',
  headers: {},
  timings: { queue: 0, connect: 0.4, firstByte: null, total: 5000 },
  error: {
    code: 'timeout.headers',
    message: { zh: '5 s 内没有响应。', en: 'No response within 5 s.' },
  },
});
const twice: Finding = {
  check: 'redelivery',
  code: 'redelivery.state_changed',
  severity: 'error',
  path: 'probe',
  expected: '{"messages":1}',
  actual: '{"messages":2}',
  message: 'A duplicate changed the state of the receiver.',
};

/** A body too large to be recorded whole, or to be typed. */
const huge = (): CaseDelivery => {
  const { curl: _, ...sent } = caseDelivery(crash, { payload: 'x'.repeat(1024) });
  const { delivery } = sent;
  return { ...sent, delivery: { ...delivery, request: { ...delivery.request, bodyBytes: 10_485_760 } } };
};

const many = (n: number, make: (i: number) => CaseResult): CaseResult[] =>
  Array.from({ length: n }, (_, i) => make(i));

const passing: readonly CaseResult[] = [
  ...many(212, (i) => caseResult(`juzi/message.received › n=${i}`)),
  ...many(38, (i) => caseResult(`yuju/contact.updated › n=${i}`)),
  caseResult('juzi/private-dialogue › in order', [caseDelivery()], { group: 'lifecycle' }),
];

/** One of each way in which a case ends. */
const mixed: readonly CaseResult[] = [
  ...many(40, (i) => caseResult(`juzi/message.received › n=${i}`)),
  caseResult('juzi/message.received › type=image chat=room', [caseDelivery(text)]),
  caseResult('juzi/message.received › type=text chat=room', [caseDelivery(crash)]),
  caseResult(
    'yuju/contact-life › in order',
    [
      caseDelivery(undefined, { event: 'yuju/contact.created', variant: {}, words: 'a contact is created' }),
      caseDelivery(text, { event: 'yuju/contact.updated', variant: {}, words: 'its name changes' }),
      caseDelivery(undefined, { event: 'yuju/contact.deleted', variant: {}, words: 'it is deleted' }),
    ],
    { group: 'lifecycle', basis: 'inferred', words: 'A contact is created, changes, and is deleted.' },
  ),
  caseResult('yuju/contact.updated › again at once', [caseDelivery(), caseDelivery()], {
    group: 'redelivery',
    words: 'The same update arrives twice.',
    outcome: 'failed',
    findings: [twice],
  }),
  caseResult('yuju/contact.updated › after a retry', [caseDelivery(exchange('[]'), { before: [late] })], {
    group: 'redelivery',
    words: 'The receiver looks slow, and the platform tries again.',
  }),
  caseResult(
    'juzi/message.received › truncated JSON',
    [caseDelivery(undefined, { expected: 'refused', met: false, words: 'half a body' })],
    { group: 'negative', words: 'A body that ends half-way.' },
  ),
  caseResult('juzi/room.left › n=0', [caseDelivery(refused, { event: 'juzi/room.left', variant: {} })]),
  skipped('juzi/room.left › n=1', 'interrupted'),
  skipped('juzi/room.left › n=2', 'interrupted'),
];

/** More failures than anybody reads. */
const failing: readonly CaseResult[] = [
  caseResult('juzi/message.received › a 10 MiB body', [huge()], { group: 'negative' }),
  ...many(70, (i) =>
    caseResult(`juzi/message.received › n=${i}`, [caseDelivery(i % 3 === 0 ? crash : text)]),
  ),
  caseResult('yuju/contact.updated › very long text', [
    caseDelivery(crash, { payload: JSON.stringify({ text: '长'.repeat(3000) }) }),
  ]),
];

/** A title, a clear screen, C1, direction, the end of a line, of a comment, of an element, of a table cell. */
export const hostileText =
  '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202eexe.txt\r\n::error::injected\nnot ok 99 # TODO\u0000]]><script>alert(1)</script>--> | `x` \ud800 \uffff \\u0041 # SKIP';

const hostile: readonly CaseResult[] = [
  caseResult(
    `juzi/message.received › ${hostileText}`,
    [
      caseDelivery(
        exchange(hostileText, {
          status: 500,
          statusText: hostileText,
          headers: { 'content-type': hostileText, [hostileText]: hostileText },
        }),
        { words: hostileText, variant: { type: hostileText }, payload: hostileText },
      ),
    ],
    { words: hostileText, subject: hostileText, repro: `webhook-sim test --filter '${hostileText}'` },
  ),
  skipped(`yuju/contact.updated › ${hostileText}`, hostileText),
];

/** Runs of the suite as they are told, by name. */
export const stories = {
  passing: story(passing),
  mixed: story(mixed, {
    stopped: 'interrupted',
    deadline: { timeout: 5000, missed: 1 },
    coverage: {
      dimensions: 31,
      values: 118,
      covered: 110,
      missing: many8('juzi/message.received source='),
      byValue: [{ event: 'juzi/message.received', dimension: 'type', member: 'image', met: 1, unmet: 1 }],
    },
    cut: [{ group: 'variants', cases: 120 }],
    warnings: ['The probe never changed: a duplicate could not be told from a first delivery.'],
    receiverOutput: 'listening on 3000\nTypeError: x is null\n    at handle (app.js:12:7)\n',
  }),
  failing: story(failing),
  hostile: story(hostile, {
    seed: hostileText,
    targets: [hostileText],
    warnings: [hostileText],
    receiverOutput: hostileText,
    slowest: [{ id: hostileText, event: hostileText, ms: 1 }],
    stopped: 'receiver_exited',
  }),
  empty: story([]),
} satisfies Record<string, readonly SuiteEvent[]>;

function many8(prefix: string): string[] {
  return Array.from({ length: 8 }, (_, i) => `${prefix}${i}`);
}
