import { delivery, finding } from '../../delivery/delivery-schema.ts';
import {
  about,
  integer,
  type JsonSchema,
  list,
  literal,
  mapOf,
  milliseconds,
  named,
  oneOf,
  optional,
  orNull,
  perSecond,
  record,
  recordOf,
  type Schema,
  text,
  yesOrNo,
} from '../../schema.ts';
import { groupNames } from '../../suite/plan/groups.ts';
import type { CaseResult } from '../../suite/run/result.ts';
import type { SuiteSummary } from '../../suite/run/summary.ts';
import type { ClusterRecord } from './cluster-records.ts';
import { suiteReportSchemaId } from './json.ts';
import { outcomeNames } from './text/outcomes.ts';

/**
 * The JSON Schema (2020-12) of the document that the json reporter writes. A line of ndjson is its `$defs/caseLine`
 * or `$defs/summaryLine`. It allows keys that it does not know: later versions may add some.
 */
export function suiteReportSchema(): JsonSchema {
  const report = record({
    ...tool,
    schema: literal(suiteReportSchemaId),
    cases: list(named('case', caseResult)),
    ...summary.properties,
    clusters,
  });
  const caseLine = record({ type: literal('case'), ...caseResult.properties });
  const summaryLine = record({ type: literal('summary'), ...tool, ...summary.properties, clusters });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: suiteReportSchemaId,
    title: 'A run of webhook-sim test',
    ...report.json,
    $defs: { ...report.definitions, caseLine: caseLine.json, summaryLine: summaryLine.json },
  };
}

const tool = { tool: literal('webhook-sim'), version: text };
const counts = named('counts', about('How many cases ended how', recordOf(outcomeNames, integer)));
const group = oneOf(groupNames);

const caseResult = record({
  id: about('Stable, and what --filter takes', text),
  group,
  subject: about('The event or scenario that the case is about', text),
  basis: oneOf(['documented', 'observed', 'inferred']),
  words: text,
  outcome: oneOf(outcomeNames),
  reason: optional(about('Why it was not run', text)),
  deliveries: list(
    record({
      words: text,
      expected: oneOf(['accepted', 'answered', 'refused']),
      met: yesOrNo,
      delivery,
      curl: optional(about('A POSIX shell command that posts the same bytes', text)),
    }),
  ),
  findings: about('Noticed by the case as a whole', list(finding)),
  repro: about('The command that runs this case again', text),
  ms: milliseconds,
}) satisfies Schema<CaseResult>;

const summary = record({
  seed: text,
  now: about('The clock, ISO 8601, or `real`', text),
  targets: about('Where deliveries went', list(text)),
  counts,
  tolerated: about(
    'Cases that failed by the shape of responses alone, which the platform is known not to mind',
    integer,
  ),
  byGroup: mapOf(counts, group),
  bySubject: about('By event or scenario', mapOf(counts)),
  requests: about('HTTP requests that were made', integer),
  answered: about('Those that got any response', integer),
  reconnects: about(
    'Requests that were sent again on a new connection, because one that was open already was lost unanswered; not counted in requests',
    integer,
  ),
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
  throttle: optional(
    about(
      'How much --rate held requests up; waited is the sum of all their waits',
      record({ rate: perSecond, held: integer, waited: milliseconds }),
    ),
  ),
  deadline: record({ timeout: milliseconds, missed: about('Deliveries not answered in time', integer) }),
  cut: about('What a limit left out', list(record({ group, cases: integer }))),
  warnings: list(text),
  stopped: about(
    'Why the run ended before its time',
    oneOf(['interrupted', 'bail', 'unreachable', 'receiver_exited', null]),
  ),
  receiverOutput: optional(about('The last lines that the receiver printed', text)),
  startedAt: about('ISO 8601', text),
  ms: milliseconds,
}) satisfies Schema<SuiteSummary>;

const clusters = about(
  'Failures of one event with the same code and answer, the most frequent first, those of events without a route last',
  list(
    record({
      event: text,
      code: text,
      message: about('Of the first', text),
      path: optional(about('Where in the response of the first', text)),
      status: about('Of the response, or null where there was none', orNull(integer)),
      answer: about(
        'What cases are compared by: without ids and numbers; null where answers differ, in more ways than are told apart',
        orNull(text),
      ),
      cases: integer,
      ids: about('Of the cases, in the order in which they finished', list(text)),
      example: about('The id of the first case', text),
      common: about(
        'What the failures have in common that the others do not have',
        record({
          values: about('By dimension, and group', mapOf(text)),
          unit: about('What failed and of count', oneOf(['delivery', 'case'])),
          failed: integer,
          of: about('All that have the values, failed or not', integer),
        }),
      ),
    }),
  ),
) satisfies Schema<readonly ClusterRecord[]>;
