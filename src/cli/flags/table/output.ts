import { defaults } from '../../../defaults.ts';
import { burstReporterNames } from '../../../report/load/reporters.ts';
import { reporterNames } from '../../../report/suite/reporters.ts';
import { section } from '../flag.ts';
import { path, report, wholeNumber } from '../kinds.ts';

const oneForm = 'the output has one form';

/** What is printed, and what is written to files. */
export const outputFlags = {
  ...section('Output', ['list', 'show', 'generate', 'send', 'test', 'burst', 'compare', 'config'], {
    json: {
      help: 'one JSON object a line',
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
  }),
  ...section('Output', ['show'], {
    schema: { help: 'the JSON Schema (2020-12) of the payload', conflicts: { example: oneForm } },
    example: { help: 'an example payload' },
  }),
  ...section('Output', ['generate'], {
    pretty: { help: 'indented', conflicts: { ndjson: oneForm, curl: oneForm } },
    ndjson: { help: 'one payload a line', conflicts: { curl: oneForm } },
  }),
  ...section('Output', ['generate', 'send'], {
    curl: {
      help: 'a curl command that posts exactly these bytes',
      per: { send: { help: 'print a curl command instead of sending' } },
    },
  }),
  ...section('Report', ['test', 'burst'], {
    reporter: {
      help: `${reporterNames.join(', ')}; to stdout or to a file`,
      kind: report('suiteReporters'),
      repeats: true,
      default: ['pretty'],
      per: {
        burst: {
          help: `${burstReporterNames.join(', ')}; to a file, or to stdout instead of the text`,
          kind: report('burstReporters'),
          default: undefined,
        },
      },
    },
  }),
  ...section('Report', ['burst'], {
    keep: { help: 'failed deliveries to keep', kind: wholeNumber(1), default: defaults.keep },
    failures: {
      help: 'write the kept failures to this file while the run goes on, one JSON object a line',
      kind: path('file'),
    },
    log: { help: 'append a line for every delivery to this file', kind: path('file') },
  }),
  ...section('Output', ['program'], {
    color: { help: 'no colours; NO_COLOR does the same', long: 'no-color', negated: true },
    config: {
      help: 'read settings from this file, not from the nearest webhook-sim.config.*',
      kind: path('file'),
      onlyTyped: true,
    },
    noConfig: {
      help: 'read no configuration file',
      onlyTyped: true,
      conflicts: { config: 'one names a file, the other says that there is none' },
    },
  }),
};
