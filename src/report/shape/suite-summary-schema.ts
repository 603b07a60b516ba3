import { groupNames } from '../../suite/plan/groups.ts';
import {
  about,
  integer,
  list,
  mapOf,
  milliseconds,
  oneOf,
  record,
  ref,
  type Schema,
  text,
} from './schema-words.ts';

const groups = oneOf(groupNames);

/** The keys of a run's summary. */
export const summaryProperties: Readonly<Record<string, Schema>> = {
  seed: text,
  now: about('The clock, ISO 8601, or `real`', text),
  targets: about('Where deliveries went', list(text)),
  counts: ref('counts'),
  byGroup: { ...mapOf(ref('counts')), propertyNames: groups },
  bySubject: about('By event or scenario', mapOf(ref('counts'))),
  requests: about('HTTP requests that were made', integer),
  answered: about('Those that got any response', integer),
  coverage: record({
    dimensions: integer,
    values: integer,
    covered: about('Values that were sent and answered', integer),
    missing: about('Values never sent or never answered', list(text)),
    byValue: list(record({ event: text, dimension: text, member: text, met: integer, unmet: integer })),
  }),
  slowest: about(
    'The slowest responses, slowest first',
    list(record({ id: text, event: text, ms: milliseconds })),
  ),
  deadline: record({ timeout: milliseconds, missed: about('Deliveries not answered in time', integer) }),
  cut: about('What a limit left out', list(record({ group: groups, cases: integer }))),
  warnings: list(text),
  stopped: about(
    'Why the run ended before its time',
    oneOf(['interrupted', 'bail', 'unreachable', 'receiver_exited', null]),
  ),
  receiverOutput: about('The last lines that the receiver printed', text),
  startedAt: about('ISO 8601', text),
  ms: milliseconds,
};

/** Those of them that a summary may lack. */
export const optionalInSummary = ['receiverOutput'] as const;
