/**
 * What a run of load comes to: one description of the types, of the JSON report and of what `compare` reads back. Times
 * are in ms. Nothing that sends load needs these values at run time: import the types.
 */
import { delivery, findingCode, severity } from '../delivery/delivery-schema.ts';
import {
  about,
  integer,
  list,
  mapOf,
  milliseconds,
  named,
  number,
  oneOf,
  orNull,
  perSecond,
  record,
  recordOf,
  share,
  type TypeOf,
  text,
  yesOrNo,
} from '../schema.ts';
import { contractLevels } from '../verdict/levels.ts';
import { outcomes } from '../verdict/verdict.ts';

const latencyFigures = ['min', 'mean', 'p50', 'p90', 'p95', 'p99', 'p999', 'max'] as const;

const latency = named(
  'latency',
  about(
    'ms; null where no delivery has ended. p999 is the 99.9th percentile',
    recordOf(latencyFigures, orNull(milliseconds)),
  ),
);
/** How long deliveries took, ms. `null` where none has ended. */
export type Latency = TypeOf<typeof latency>;

const latencyFromDue = about('From when a delivery was due, ms', latency);
const latencyFromSent = about('From when it was sent, ms', latency);

/** A delivery is counted when its outcome is known: those in flight or waiting are in none of these. */
const countProperties = {
  planned: about('started + dropped', integer),
  started: about('The sum of the outcomes', integer),
  dropped: about(
    'Not started within the deadline of their due time, or before the run ended; nothing was sent',
    integer,
  ),
  outcomes: named('outcomes', about('How many deliveries ended how', recordOf(outcomes, integer))),
};

const counts = named(
  'counts',
  about('planned = started + dropped; started is the sum of the outcomes', record(countProperties)),
);
/** What became of deliveries. At every moment `planned = started + dropped`, and `started` is the sum of the outcomes. */
export type DeliveryCounts = TypeOf<typeof counts>;

const rate = record({
  target: about('What the schedule asks for; null in a closed loop', orNull(perSecond)),
  achieved: about('Deliveries a second that were started', perSecond),
});
/** Deliveries a second. */
export type Rate = TypeOf<typeof rate>;

const valueFigures = named(
  'valueFigures',
  about(
    'Of the deliveries whose variant has the value; their latencies within 1.6 %',
    record({
      started: integer,
      failed: about('Not accepted', integer),
      latency: latencyFromDue,
      service: latencyFromSent,
    }),
  ),
);
/** Figures of the deliveries whose variant has a value. */
export type ValueFigures = TypeOf<typeof valueFigures>;

const byValue = named('byValue', about('By dimension, by value', mapOf(mapOf(valueFigures))));
export type ByValue = TypeOf<typeof byValue>;

const eventFigures = named(
  'eventFigures',
  record({ ...countProperties, latency: latencyFromDue, service: latencyFromSent, byValue }),
);
export type EventFigures = TypeOf<typeof eventFigures>;

const findingCountProperties = {
  code: findingCode,
  severity: about('A warning leaves its delivery accepted', severity),
  event: text,
  count: integer,
};

export const findingCount = record(findingCountProperties);
/** How many deliveries of one event have a finding. */
export type FindingCount = TypeOf<typeof findingCount>;

const firstDelivery = record({
  n: about(
    'Number of the delivery in the run, from 0; the index of its payload, unless it repeats an earlier one',
    integer,
  ),
  at: about('When it ended, ms from the start of the run', milliseconds),
  variant: mapOf(text),
  message: text,
  repro: about('The command that sends the same bytes again', text),
});
/** The first delivery with a finding. */
export type FirstDelivery = TypeOf<typeof firstDelivery>;

const findingSummary = named(
  'findingSummary',
  record({
    ...findingCountProperties,
    tolerated: about(
      'The platform is known to take such responses as well; so does the level status',
      yesOrNo,
    ),
    first: firstDelivery,
    only: about(
      "What all deliveries with the finding have in common, where it sets them apart from the event's others, by dimension",
      mapOf(text),
    ),
    of: about('How many deliveries of the event had those values', integer),
  }),
);
export type FindingSummary = TypeOf<typeof findingSummary>;

const seriesPoint = named(
  'seriesPoint',
  record({
    t: about('When it began, ms from the start of the run, warm-up included', milliseconds),
    length: about('How long it was, ms', milliseconds),
    target: about('What the schedule has due in it; null in a closed loop', orNull(number)),
    planned: about('Counted as due in it; in a closed loop, started', integer),
    started: integer,
    dropped: integer,
    accepted: about('Ended in it, accepted', integer),
    failed: about('Ended in it, not accepted', integer),
    p50: about('ms from due, of those that ended in it', orNull(milliseconds)),
    p95: orNull(milliseconds),
    p99: orNull(milliseconds),
    warmup: about('Part of the warm-up, which is in no other figure', yesOrNo),
  }),
);
/** One second of the run, or several in a long run. */
export type SeriesPoint = TypeOf<typeof seriesPoint>;

const thresholdResult = record({
  expr: about('As it was given', text),
  actual: about('In `unit`; null when there was nothing to measure', orNull(number)),
  unit: about('share: from 0 to 1; rate: deliveries a second', oneOf(['ms', 'share', 'count', 'rate'])),
  ok: yesOrNo,
});
export type ThresholdResult = TypeOf<typeof thresholdResult>;

const latencyBucket = named(
  'bucket',
  record({
    from: about('ms, inclusive', milliseconds),
    to: about('ms, exclusive', milliseconds),
    count: integer,
  }),
);
export type LatencyBucket = TypeOf<typeof latencyBucket>;

const generatorHealth = record({
  workers: integer,
  cpu: about('CPU time of the process during the run, ms', milliseconds),
  busy: about("Share of the time in which the busiest worker's event loop was not idle, from 0 to 1", share),
  lateness: about(
    'From when deliveries were due until they were started, ms; nothing in a closed loop',
    latency,
  ),
  lag: about('How late timers of the event loop were, ms', latency),
  sockets: about('Opened', integer),
  warnings: about('Where the generator, not the receiver, was the limit, in sentences', list(text)),
});

const settings = record({
  events: list(text),
  weights: about('Of each event, its share of the deliveries', mapOf(integer)),
  payloads: about(
    'Which variants are sent and what is changed in them, as flags, without secrets',
    list(text),
  ),
  targets: about('Where each event goes, without secrets', mapOf(text)),
  loop: about('Open: by a schedule. Closed: as fast as the receiver answers', oneOf(['open', 'closed'])),
  shape: about('In words: 2000/s for 5m', text),
  connections: integer,
  workers: integer,
  timeout: milliseconds,
  warmup: milliseconds,
  contract: oneOf(contractLevels),
  duplicates: about('Share of deliveries that repeat an earlier one, from 0 to 1', share),
  contacts: about('How many people the world has', integer),
});
export type BurstSettings = TypeOf<typeof settings>;

const stopReason = record({
  reason: oneOf(['interrupted', 'abort-on', 'gone', 'failed']),
  at: about('ms from the start of the run', milliseconds),
  message: text,
});
/** Why a run ended before its schedule. */
export type StopReason = TypeOf<typeof stopReason>;

/** In the order of the report: what was run, what it came to, why; then the long lists. */
export const burstResult = record({
  version: about('Of webhook-sim', text),
  startedAt: about('ISO 8601, UTC', text),
  seed: text,
  now: about('The clock of the payloads: ISO 8601, or `real`', text),
  settings,
  elapsed: about('From the start to the last answer, ms, warm-up included', milliseconds),
  passed: about('Every threshold held, and nothing else failed or was dropped', yesOrNo),
  interrupted: yesOrNo,
  stopped: about('Why the run ended before its schedule', orNull(stopReason)),
  ...countProperties,
  duplicates: about('How many repeated an earlier delivery on purpose', integer),
  reconnects: about(
    'How many were sent again on a new connection, because one that was open already was lost unanswered; warm-up included',
    integer,
  ),
  warnings: about('What to know of the receiver, in sentences', list(text)),
  rate,
  latency: latencyFromDue,
  service: latencyFromSent,
  thresholds: list(thresholdResult),
  findings: about('By code and event', list(findingSummary)),
  warmup: about('What the warm-up came to; it is in no other figure', orNull(counts)),
  generator: generatorHealth,
  byEvent: mapOf(eventFigures),
  byValue,
  distribution: about('Of the latencies from due', list(latencyBucket)),
  series: about('A second each, or several in a long run', list(seriesPoint)),
  failures: about('Kept: the first of each event and finding, and a sample of the others', list(delivery)),
});
/** What a run came to. All times in ms; figures are without the warm-up. */
export type BurstResult = TypeOf<typeof burstResult>;
