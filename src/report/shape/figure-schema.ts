import { outcomes } from '../../verdict/verdict.ts';
import {
  about,
  integer,
  mapOf,
  milliseconds,
  oneOf,
  orNull,
  record,
  ref,
  type Schema,
  text,
  yesOrNo,
} from './schema-words.ts';

const latencyKeys = ['min', 'mean', 'p50', 'p90', 'p95', 'p99', 'p999', 'max'] as const;

const counts: Readonly<Record<string, Schema>> = {
  planned: integer,
  started: integer,
  dropped: integer,
  outcomes: ref('outcomes'),
};

/** What the figures of a burst are made of, for the `$defs` of a schema. */
export const figureSchemas: Readonly<Record<string, Schema>> = {
  outcomes: about(
    'How many deliveries ended how',
    record(Object.fromEntries(outcomes.map((name) => [name, integer]))),
  ),
  counts: about('planned = started + dropped; started is the sum of the outcomes', record(counts)),
  latency: about(
    'ms; null where no delivery has ended. p999 is the 99.9th percentile',
    record(Object.fromEntries(latencyKeys.map((key) => [key, orNull(milliseconds)]))),
  ),
  byValue: about(
    'By dimension, by value',
    mapOf(mapOf(record({ started: integer, failed: about('Not accepted', integer) }))),
  ),
  eventFigures: record({
    ...counts,
    latency: about('From when a delivery was due, ms', ref('latency')),
    service: about('From when it was sent, ms', ref('latency')),
    byValue: ref('byValue'),
  }),
  findingSummary: record({
    code: about('Dotted and stable: errcode.wrong_type', text),
    severity: about('A warning leaves its delivery accepted', oneOf(['error', 'warning'])),
    event: text,
    count: integer,
    first: record({
      n: about(
        'Number of the delivery in the run, from 0; the index of its payload, unless it repeats an earlier one',
        integer,
      ),
      at: about('When it ended, ms from the start of the run', milliseconds),
      variant: mapOf(text),
      message: text,
      repro: about('The command that sends the same bytes again', text),
    }),
    only: about(
      'What all deliveries with the finding have in common and not all of the event have, by dimension',
      mapOf(text),
    ),
    of: about('How many deliveries of the event had those values', integer),
  }),
  seriesPoint: record({
    t: about('When it began, ms from the start of the run, warm-up included', milliseconds),
    length: about('How long it was, ms', milliseconds),
    planned: about('Fell due in it; in a closed loop, started', integer),
    started: integer,
    dropped: integer,
    accepted: about('Ended in it, accepted', integer),
    failed: about('Ended in it, otherwise', integer),
    p50: about('ms from due, of those that ended in it', orNull(milliseconds)),
    p95: orNull(milliseconds),
    p99: orNull(milliseconds),
    warmup: about('It is of the warm-up', yesOrNo),
  }),
  bucket: record({
    from: about('ms, inclusive', milliseconds),
    to: about('ms, exclusive', milliseconds),
    count: integer,
  }),
};
