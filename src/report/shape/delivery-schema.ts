import { outcomes } from '../../verdict/verdict.ts';
import {
  about,
  integer,
  list,
  mapOf,
  milliseconds,
  oneOf,
  orNull,
  record,
  ref,
  type Schema,
  text,
} from './schema-words.ts';

const instant = about('ISO 8601', text);
const base64 = about('The exact bytes, where the text cannot hold them', {
  type: 'string',
  contentEncoding: 'base64',
});

/** The delivery record and its parts, for the `$defs` of a schema. */
export const deliverySchemas: Readonly<Record<string, Schema>> = {
  delivery: record(
    {
      id: text,
      event: about('With its platform: yuju/contact.updated', text),
      variant: about('The chosen value of each dimension', mapOf(text)),
      seed: text,
      index: integer,
      scenario: about(
        'The scenario and step that it is of, counted from 1',
        record({ name: text, step: integer }),
      ),
      now: about('The clock of the payload, ISO 8601', text),
      request: record(
        {
          method: text,
          url: text,
          headers: mapOf(text),
          body: text,
          bodyBase64: base64,
          bodyBytes: about('How many bytes it had, where the text is only its beginning', integer),
        },
        ['bodyBase64', 'bodyBytes'],
      ),
      attempts: list(ref('attempt')),
      verdict: record({
        outcome: oneOf(outcomes),
        findings: list(ref('finding')),
      }),
      repro: about('A command that sends the same bytes again', text),
    },
    ['scenario'],
  ),
  attempt: record(
    {
      startedAt: instant,
      status: orNull(integer),
      statusText: text,
      headers: mapOf({ anyOf: [text, list(text)] }),
      body: about('As UTF-8; what cannot be decoded is U+FFFD', text),
      bodyBase64: base64,
      bytes: about('Of the body, on the wire', integer),
      timings: record({
        queue: milliseconds,
        connect: orNull(milliseconds),
        firstByte: orNull(milliseconds),
        total: milliseconds,
      }),
      error: orNull(record({ code: text, message: text })),
    },
    ['bodyBase64'],
  ),
  finding: record(
    {
      check: text,
      code: about('Dotted and stable: errcode.wrong_type', text),
      severity: oneOf(['error', 'warning']),
      path: about('Where in the response', text),
      expected: text,
      actual: text,
      message: text,
    },
    ['path', 'expected', 'actual'],
  ),
};
