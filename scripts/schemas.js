// Writes the JSON Schemas that are published to dist/schemas/: of the configuration, from the flags' own declarations,
// and of the json reports.

import { mkdirSync, writeFileSync } from 'node:fs';

const folder = new URL('../dist/schemas/', import.meta.url);

/** To be called when tsc has written dist/. */
export async function writeSchemas() {
  const { everySetting } = await import('../dist/src/cli/flags/declared.js');
  const { configSchema } = await import('../dist/src/config/schema.js');
  const { suiteReportSchema } = await import('../dist/src/report/suite/json-schema.js');
  const { burstReportSchema } = await import('../dist/src/report/load/json.js');
  write('config', configSchema(everySetting()));
  write('suite-report', suiteReportSchema());
  write('burst-report', burstReportSchema());
}

function write(name, schema) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}.schema.json`, folder), `${JSON.stringify(schema, null, 2)}\n`);
}
