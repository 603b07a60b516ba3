import { type BurstResult, burstResult } from '../../load/result.ts';
import { type JsonSchema, literal, record, type TypeOf } from '../../schema.ts';
import { jsonText } from '../text/escape.ts';

/** Identifies the format of the document: the `$id` of its JSON Schema. */
export const burstReportSchemaId = 'urn:webhook-sim:burst-report:1';

const { version, ...figures } = burstResult.properties;
const burstReport = record({
  tool: literal('webhook-sim'),
  version,
  schema: literal(burstReportSchemaId),
  ...figures,
});

/** The document: a result, and what wrote it. */
export type BurstReport = TypeOf<typeof burstReport>;

/** The JSON Schema (2020-12) of the document. It allows keys that it does not know: later versions may add some. */
export function burstReportSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: burstReportSchemaId,
    title: 'A run of webhook-sim burst',
    description: 'Times are in ms. Figures are without the warm-up.',
    ...burstReport.json,
    $defs: burstReport.definitions,
  };
}

/** One document, a key a line, in the order of the description, and an entry a line: `git diff` shows what changed. */
export function json(result: BurstResult): string {
  const report: BurstReport = { tool: 'webhook-sim', schema: burstReportSchemaId, ...result };
  const keys = Object.keys(burstReport.properties) as (keyof BurstReport)[];
  return `{${keys.map((key) => `${jsonText(key)}:${spread(report[key])}`).join(',\n')}}\n`;
}

/** A value whose entries are objects has a line for each; any other is on the line of its key. */
function spread(value: unknown): string {
  if (!isObject(value)) return jsonText(value);
  const entries = Object.entries(value);
  if (entries.length === 0 || !entries.every(([, inner]) => isObject(inner))) return jsonText(value);
  return Array.isArray(value)
    ? `[\n${entries.map(([, inner]) => jsonText(inner)).join(',\n')}]`
    : `{\n${entries.map(([key, inner]) => `${jsonText(key)}:${jsonText(inner)}`).join(',\n')}}`;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
