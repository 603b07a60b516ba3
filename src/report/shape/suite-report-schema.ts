import { groupNames } from '../../suite/plan/groups.ts';
import { suiteReportSchemaId } from '../suite/json.ts';
import { outcomeNames } from '../suite/text/outcome-words.ts';
import { deliverySchemas } from './delivery-schema.ts';
import {
  about,
  integer,
  list,
  milliseconds,
  oneOf,
  record,
  ref,
  type Schema,
  text,
  yesOrNo,
} from './schema-words.ts';
import { optionalInSummary, summaryProperties } from './suite-summary-schema.ts';

/**
 * The JSON Schema (2020-12) of the document that the json reporter writes. A line of ndjson is its `$defs/caseLine`
 * or `$defs/summaryLine`. Later versions may add keys: it allows those that it does not know.
 */
export function suiteReportSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: suiteReportSchemaId,
    title: 'A run of webhook-sim test',
    ...record(
      { ...tool, schema: { const: suiteReportSchemaId }, cases: list(ref('case')), ...summaryProperties },
      optionalInSummary,
    ),
    $defs: {
      case: record(caseProperties, optionalInCase),
      caseLine: record({ type: { const: 'case' }, ...caseProperties }, optionalInCase),
      summaryLine: record({ type: { const: 'summary' }, ...tool, ...summaryProperties }, optionalInSummary),
      counts: about(
        'How many cases ended how',
        record(Object.fromEntries(outcomeNames.map((outcome) => [outcome, integer]))),
      ),
      ...deliverySchemas,
    },
  };
}

const tool = { tool: { const: 'webhook-sim' }, version: text };

const optionalInCase = ['reason'] as const;

const caseProperties: Readonly<Record<string, Schema>> = {
  id: about('Stable, and what --filter takes', text),
  group: oneOf(groupNames),
  subject: about('The event or scenario that the case is about', text),
  basis: oneOf(['documented', 'observed', 'inferred']),
  words: text,
  outcome: oneOf(outcomeNames),
  reason: about('Why it was not run', text),
  deliveries: list(
    record(
      {
        words: text,
        expected: oneOf(['accepted', 'answered', 'refused']),
        met: yesOrNo,
        delivery: ref('delivery'),
        curl: about('A POSIX shell command that posts the same bytes', text),
      },
      ['curl'],
    ),
  ),
  findings: about('Noticed by the case as a whole', list(ref('finding'))),
  repro: about('The command that runs this case again', text),
  ms: milliseconds,
};
