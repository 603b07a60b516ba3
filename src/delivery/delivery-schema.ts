import type { ExchangeCode } from '../http/codes.ts';
import {
  about,
  either,
  integer,
  list,
  mapOf,
  milliseconds,
  named,
  oneOf,
  optional,
  orNull,
  record,
  type Schema,
  text,
  textOf,
  yesOrNo,
} from '../schema.ts';
import type { FindingCode } from '../verdict/codes.ts';
import { type Finding, outcomes } from '../verdict/verdict.ts';
import type { AttemptRecord, Delivery } from './delivery.ts';

const base64 = about('The exact bytes, where the text cannot hold them', {
  ...text,
  json: { ...text.json, contentEncoding: 'base64' },
});

export const findingCode = about('Dotted and stable: errcode.wrong_type', textOf<FindingCode>());
export const severity = oneOf(['error', 'warning']);

export const finding: Schema<Finding> = named(
  'finding',
  record({
    check: text,
    code: findingCode,
    severity,
    path: optional(about('Where in the response', text)),
    expected: optional(text),
    actual: optional(text),
    message: text,
    tolerated: optional(
      about('The platform is known to take such a response as well; so does the level status', yesOrNo),
    ),
  }),
);

const attempt: Schema<AttemptRecord> = named(
  'attempt',
  record({
    startedAt: about('ISO 8601', text),
    status: orNull(integer),
    statusText: text,
    headers: mapOf(either(text, list(text))),
    body: about('As UTF-8; what cannot be decoded is U+FFFD', text),
    bodyBase64: optional(base64),
    bodyBytes: optional(
      about('How many bytes it had, decoded, where the text is only its head and its tail', integer),
    ),
    bodySha256: optional(about('The SHA-256 of those bytes, in hexadecimal', text)),
    bytes: about('Of the body, on the wire', integer),
    timings: record({
      queue: milliseconds,
      connect: orNull(milliseconds),
      firstByte: orNull(milliseconds),
      total: milliseconds,
    }),
    reconnects: optional(
      about(
        'How often the request was sent again on a new connection, because one that was open already was lost unanswered',
        integer,
      ),
    ),
    error: orNull(record({ code: textOf<ExchangeCode>(), message: text })),
  }),
);

/** The delivery record. */
export const delivery: Schema<Delivery> = named(
  'delivery',
  record({
    id: text,
    event: about('With its platform: yuju/contact.updated', text),
    variant: about('The chosen value of each dimension', mapOf(text)),
    seed: text,
    index: integer,
    scenario: optional(
      about('The scenario and step that it is of, counted from 1', record({ name: text, step: integer })),
    ),
    now: about('The clock of the payload, ISO 8601', text),
    request: record({
      method: text,
      url: text,
      headers: mapOf(text),
      body: text,
      bodyBase64: optional(base64),
      bodyBytes: optional(about('How many bytes it had, where the text is only its beginning', integer)),
    }),
    attempts: list(attempt),
    verdict: record({ outcome: oneOf(outcomes), findings: list(finding) }),
    repro: about('A command that sends the same bytes again', text),
  }),
);
