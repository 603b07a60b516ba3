import { defaults } from '../../../defaults.ts';
import { burstReporterNames } from '../../../report/load/reporters.ts';
import { reporterNames } from '../../../report/suite/reporters.ts';
import type { Flag } from '../flag.ts';
import { path, report, wholeNumber } from '../kinds.ts';

const oneForm = 'the output has one form';

/** What is printed, and what is written to files. */
export const outputFlags = {
  json: {
    help: 'one JSON object a line',
    group: 'Output',
    commands: ['list', 'show', 'generate', 'send', 'test', 'burst', 'compare', 'config'],
    conflicts: { schema: oneForm, example: oneForm, pretty: oneForm, curl: oneForm, reporter: oneForm },
    per: {
      show: { help: 'the page as one JSON object' },
      generate: { help: 'the same as --ndjson' },
      send: { help: 'delivery records, one JSON object a line' },
      test: { help: 'the same as --reporter ndjson' },
      burst: { help: 'the same as --reporter json' },
      compare: { help: 'one JSON object' },
      // It is about the page, which shows --reporter like any other setting.
      config: { help: 'one JSON object', conflicts: {} },
    },
  },
  schema: {
    help: 'the JSON Schema (2020-12) of the payload',
    group: 'Output',
    commands: ['show'],
    conflicts: { example: oneForm },
  },
  example: { help: 'an example payload', group: 'Output', commands: ['show'] },
  pretty: {
    help: 'indented',
    group: 'Output',
    commands: ['generate'],
    conflicts: { ndjson: oneForm, curl: oneForm },
  },
  ndjson: {
    help: 'one payload a line',
    group: 'Output',
    commands: ['generate'],
    conflicts: { curl: oneForm },
  },
  curl: {
    help: 'a curl command that posts exactly these bytes',
    group: 'Output',
    commands: ['generate', 'send'],
    per: { send: { help: 'print a curl command instead of sending' } },
  },
  reporter: {
    help: `${reporterNames.join(', ')}; to stdout or to a file`,
    kind: report('suiteReporters'),
    repeats: true,
    default: ['pretty'],
    group: 'Report',
    commands: ['test', 'burst'],
    per: {
      burst: {
        help: `${burstReporterNames.join(', ')}; to a file, or to stdout instead of the text`,
        kind: report('burstReporters'),
        default: undefined,
      },
    },
  },
  keep: {
    help: 'failed deliveries to keep',
    kind: wholeNumber(1),
    default: defaults.keep,
    group: 'Report',
    commands: ['burst'],
  },
  failures: {
    help: 'write the kept failures to this file while the run goes on, one JSON object a line',
    kind: path('file'),
    group: 'Report',
    commands: ['burst'],
  },
  log: {
    help: 'append a line for every delivery to this file',
    kind: path('file'),
    group: 'Report',
    commands: ['burst'],
  },
  color: {
    help: 'no colours; NO_COLOR does the same',
    long: 'no-color',
    negated: true,
    group: 'Output',
    commands: ['program'],
  },
  config: {
    help: 'read settings from this file, not from the nearest webhook-sim.config.*',
    kind: path('file'),
    group: 'Output',
    commands: ['program'],
    onlyTyped: true,
  },
  noConfig: {
    help: 'read no configuration file',
    group: 'Output',
    commands: ['program'],
    onlyTyped: true,
    conflicts: { config: 'one names a file, the other says that there is none' },
  },
} as const satisfies Readonly<Record<string, Flag>>;
