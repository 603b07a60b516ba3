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
export const json = (result: BurstResult): string => [...jsonPieces(result)].join('');

/** {@link json} in pieces: with whole bodies, the document may be longer than a string can be. */
export function* jsonPieces(result: BurstResult): Generator<string> {
  const report: BurstReport = { tool: 'webhook-sim', schema: burstReportSchemaId, ...result };
  const keys = Object.keys(burstReport.properties) as (keyof BurstReport)[];
  for (const [i, key] of keys.entries()) {
    yield `${i === 0 ? '{' : ',\n'}${jsonText(key)}:`;
    yield* spread(report[key]);
  }
  yield '}\n';
}

/** A value whose entries are objects has a line for each; any other is on the line of its key. */
function* spread(value: unknown): Generator<string> {
  const entries = isObject(value) ? Object.entries(value) : [];
  if (entries.length === 0 || !entries.every(([, inner]) => isObject(inner))) {
    yield jsonText(value);
    return;
  }
  const [opening, closing] = Array.isArray(value) ? '[]' : '{}';
  for (const [i, [key, inner]] of entries.entries()) {
    const name = Array.isArray(value) ? '' : `${jsonText(key)}:`;
    yield `${i === 0 ? opening : ','}\n${name}${jsonText(inner)}`;
  }
  yield `${closing}`;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
