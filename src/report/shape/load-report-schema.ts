import type { BurstResult } from '../../load/result.ts';
import { contractLevels } from '../../verdict/levels.ts';
import { burstReportSchemaId } from '../load/json.ts';
import { deliverySchemas } from './delivery-schema.ts';
import { figureSchemas } from './figure-schema.ts';
import {
  about,
  integer,
  list,
  mapOf,
  milliseconds,
  oneOf,
  orNull,
  perSecond,
  record,
  ref,
  type Schema,
  share,
  text,
  yesOrNo,
} from './schema-words.ts';

/**
 * The JSON Schema (2020-12) of the document that the json reporter of a burst writes. Later versions may add keys: it
 * allows those that it does not know.
 */
export function burstReportSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: burstReportSchemaId,
    title: 'A run of webhook-sim burst',
    description: 'Times are in ms. Figures are without the warm-up.',
    ...record({ tool: { const: 'webhook-sim' }, schema: { const: burstReportSchemaId }, ...properties }),
    $defs: { ...figureSchemas, ...deliverySchemas },
  };
}

const settings = record({
  events: list(text),
  weights: about('Of each event, its share of the deliveries', mapOf(integer)),
  payloads: about(
    'Which variants were dealt and what was changed in them, as flags, without secrets',
    list(text),
  ),
  targets: about('Where each event went, without secrets', mapOf(text)),
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

const generator = record({
  workers: integer,
  cpu: about('CPU time of the process during the run, ms', milliseconds),
  busy: about("Share of the time in which the busiest worker's event loop was not idle, from 0 to 1", share),
  lateness: about('From when deliveries were due until they were started, ms', ref('latency')),
  lag: about('How late timers of the event loop were, ms', ref('latency')),
  sockets: about('Opened', integer),
  warnings: about('Where the generator, not the receiver, was the limit', list(text)),
});

const properties: Readonly<Record<keyof BurstResult, Schema>> = {
  version: text,
  startedAt: about('ISO 8601, UTC', text),
  seed: text,
  now: about('The clock of the payloads: ISO 8601, or `real`', text),
  settings,
  elapsed: about('From the start to the last answer, ms, warm-up included', milliseconds),
  passed: about(
    'Every threshold held, and nothing failed or was dropped that no threshold speaks of',
    yesOrNo,
  ),
  interrupted: yesOrNo,
  stopped: about(
    'Why the run ended before its schedule',
    orNull(
      record({
        reason: oneOf(['interrupted', 'abort-on', 'gone']),
        at: about('ms from the start of the run', milliseconds),
        message: text,
      }),
    ),
  ),
  planned: about('started + dropped', integer),
  started: about('The sum of the outcomes', integer),
  dropped: about('Could not be started in time; nothing was sent', integer),
  outcomes: ref('outcomes'),
  duplicates: about('How many repeated an earlier delivery on purpose', integer),
  rate: record({
    target: about('Deliveries a second; null in a closed loop', orNull(perSecond)),
    achieved: perSecond,
  }),
  latency: about('From when a delivery was due, ms', ref('latency')),
  service: about('From when it was sent, ms', ref('latency')),
  thresholds: list(
    record({
      expr: about('As it was given', text),
      actual: about('In `unit`; null when there was nothing to measure', orNull({ type: 'number' })),
      unit: about('share: from 0 to 1; rate: deliveries a second', oneOf(['ms', 'share', 'count', 'rate'])),
      ok: yesOrNo,
    }),
  ),
  findings: about('By code and event', list(ref('findingSummary'))),
  warmup: about('What the warm-up came to; it is in no other figure', orNull(ref('counts'))),
  generator,
  byEvent: mapOf(ref('eventFigures')),
  byValue: ref('byValue'),
  distribution: about('Of the latencies from due', list(ref('bucket'))),
  series: about('A second each, or several in a long run', list(ref('seriesPoint'))),
  failures: about(
    'Kept: the first of each event and finding, and a sample of the others',
    list(ref('delivery')),
  ),
};
