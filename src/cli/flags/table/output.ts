import { defaults } from '../../../defaults.ts';
import { limits } from '../../../limits.ts';
import { burstReporterNames } from '../../../report/load/reporters.ts';
import { reporterNames } from '../../../report/suite/reporters.ts';
import { section } from '../flag.ts';
import { language, path, report, wholeNumber } from '../kinds.ts';

const oneForm = 'choose one output format';

/** Output formats, reports, colours and the configuration file. */
export const outputFlags = {
  ...section('Output', ['list', 'show', 'generate', 'send', 'test', 'burst', 'compare', 'config'], {
    json: {
      help: 'print one JSON object per line',
      conflicts: { schema: oneForm, example: oneForm, pretty: oneForm, curl: oneForm, reporter: oneForm },
      per: {
        show: { help: 'print the page as one JSON object' },
        generate: { help: 'same as --ndjson' },
        send: { help: 'print delivery records, one JSON object per line' },
        test: { help: 'same as --reporter ndjson' },
        burst: { help: 'same as --reporter json' },
        compare: { help: 'print one JSON object' },
        // The page lists --reporter as a setting; the flag does not change the output of `config`.
        config: { help: 'print one JSON object', conflicts: {} },
      },
    },
  }),
  ...section('Output', ['list'], {
    known: { help: 'list also the callbacks of which only the title is known' },
  }),
  ...section('Output', ['show'], {
    schema: { help: 'print the JSON Schema (2020-12) of the payload', conflicts: { example: oneForm } },
    example: { help: 'print an example payload' },
  }),
  ...section('Output', ['generate'], {
    pretty: { help: 'print indented JSON', conflicts: { ndjson: oneForm, curl: oneForm } },
    ndjson: { help: 'print one payload per line', conflicts: { curl: oneForm } },
  }),
  ...section('Output', ['generate', 'send'], {
    curl: {
      help: 'print a curl command that posts exactly these bytes',
      per: { send: { help: 'print a curl command instead of sending' } },
    },
  }),
  ...section('Report', ['test', 'burst'], {
    reporter: {
      help: `write a report to stdout or to a file: ${reporterNames.join(', ')}`,
      kind: report('suiteReporters'),
      repeats: true,
      default: ['pretty'],
      per: {
        burst: {
          help: `write a report to a file, or to stdout in place of the summary: ${burstReporterNames.join(', ')}`,
          kind: report('burstReporters'),
          default: undefined,
        },
      },
    },
  }),
  ...section('Report', ['send', 'test'], {
    allFailures: {
      help: 'show every failure in full, not the first of each kind',
      conflicts: { json: '--json prints every record anyway' },
      per: {
        send: {
          group: 'Output',
          conflicts: { json: '--json prints every record anyway', curl: '--curl sends nothing' },
        },
        test: {
          conflicts: { json: '--json prints every record anyway', list: '--list runs no cases' },
        },
      },
    },
  }),
  ...section('Report', ['burst'], {
    keep: {
      help: 'number of failed deliveries to keep',
      kind: wholeNumber(1, limits.keep),
      default: defaults.keep,
    },
    failures: {
      help: 'write the kept failures to this file during the run, one JSON object per line',
      kind: path('file'),
    },
    log: { help: 'append one line per delivery to this file', kind: path('file') },
  }),
  ...section('Output', ['program'], {
    lang: {
      help: { zh: '输出使用的语言', en: 'language of all that is printed' },
      kind: language,
      default: 'auto',
    },
    color: { help: 'disable colours; NO_COLOR does the same', long: 'no-color', negated: true },
    config: {
      help: 'use this file, not the nearest webhook-sim.config.*',
      kind: path('file'),
      onlyTyped: true,
    },
    noConfig: {
      help: 'do not read a configuration file',
      onlyTyped: true,
      conflicts: { config: '--config names a file, --no-config reads none' },
    },
  }),
};
