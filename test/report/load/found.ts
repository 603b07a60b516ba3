import type { Delivery } from '../../../src/delivery/delivery.ts';
import type { FindingSummary } from '../../../src/load/result.ts';
import { judge } from '../../../src/verdict/judge.ts';
import { empty, exchange } from '../../verdict/exchanges.ts';
import { caseDelivery } from '../suite/cases.ts';

/** Of the run that the samples tell of. */
export const messages = 'juzi/message.received';
export const contacts = 'yuju/contact.updated';
export const target = 'http://localhost:3000/hook';
export const now = '2025-01-01T00:00:00+08:00';

const image = { type: 'image', chat: 'room' };
const text = { type: 'text', chat: 'private' };
const hosted = { channel: 'hosted_wecom', userType: 'customer', metInRoom: 'no' };

function repro(event: string, variant: Readonly<Record<string, string>>, n: number): string {
  const choices = Object.entries(variant).map(([name, member]) => `${name}=${member}`);
  return `webhook-sim send ${event} --variant ${choices.join(',')} --seed 42 --index ${n} --now ${now} --to ${target}`;
}

export const findings: readonly FindingSummary[] = [
  {
    code: 'errcode.wrong_type',
    severity: 'error',
    event: messages,
    count: 132,
    tolerated: true,
    first: {
      n: 1004,
      at: 5021.4,
      variant: image,
      message: 'The type of errcode is string, not number.',
      repro: repro(messages, image, 1004),
    },
    only: { type: 'image' },
    of: 132,
  },
  {
    code: 'transport.reset',
    severity: 'error',
    event: messages,
    count: 37,
    tolerated: false,
    first: {
      n: 7012,
      at: 35_064.1,
      variant: text,
      message: 'localhost:3000 closed the connection before a response came.',
      repro: repro(messages, text, 7012),
    },
    only: {},
    of: 8768,
  },
  {
    code: 'timeout.headers',
    severity: 'error',
    event: contacts,
    count: 21,
    tolerated: false,
    first: {
      n: 7011,
      at: 36_055.9,
      variant: hosted,
      message: 'No response within 1 s.',
      repro: repro(contacts, hosted, 7011),
    },
    only: {},
    of: 2192,
  },
  {
    code: 'content_type.not_json',
    severity: 'warning',
    event: contacts,
    count: 2171,
    tolerated: false,
    first: {
      n: 1003,
      at: 5017.2,
      variant: hosted,
      message: 'The content type is text/plain instead of application/json.',
      repro: repro(contacts, hosted, 1003),
    },
    only: {},
    of: 2192,
  },
];

const wrongType = exchange('{"errcode":"0","errmsg":"ok"}');
const reset = exchange('', {
  status: null,
  statusText: '',
  headers: {},
  timings: { queue: 0.2, connect: 0, firstByte: null, total: 64 },
  error: {
    code: 'transport.reset',
    message: {
      zh: 'localhost:3000 没有响应就关闭了连接。',
      en: 'localhost:3000 closed the connection before a response came.',
    },
  },
});
const late = exchange('', {
  status: null,
  statusText: '',
  headers: {},
  timings: { queue: 0.3, connect: 0.4, firstByte: null, total: 999.7 },
  error: {
    code: 'timeout.headers',
    message: { zh: '1 s 内没有响应。', en: 'No response within 1 s.' },
  },
});

/** Two of the wrong answers, a closed connection and a deadline, as they are kept. */
export const failures: readonly Delivery[] = [
  { ...caseDelivery(wrongType, { event: messages, variant: image }).delivery, index: 1004 },
  { ...caseDelivery(wrongType, { event: messages, variant: image }).delivery, index: 1088 },
  { ...caseDelivery(reset, { event: messages, variant: text }).delivery, index: 7012 },
  {
    ...caseDelivery(late, { event: contacts, variant: hosted }).delivery,
    index: 7011,
    verdict: judge(late, empty, 'documented'),
  },
].map((delivery) => ({
  ...delivery,
  id: `dlv_${delivery.index}`,
  repro: repro(delivery.event, delivery.variant, delivery.index),
}));
