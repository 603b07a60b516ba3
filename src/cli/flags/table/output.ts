import { defaults } from '../../../defaults.ts';
import { limits } from '../../../limits.ts';
import { burstReporterNames } from '../../../report/load/reporters.ts';
import { reporterNames } from '../../../report/suite/reporters.ts';
import { section } from '../flag.ts';
import { language, path, report, wholeNumber } from '../kinds.ts';

const oneForm = { zh: '输出格式只能选一种', en: 'choose one output format' };

/** Output formats, reports, colours and the configuration file. */
export const outputFlags = {
  ...section('Output', ['list', 'show', 'generate', 'send', 'test', 'burst', 'compare', 'config'], {
    json: {
      help: { zh: '每行输出一个 JSON 对象', en: 'print one JSON object per line' },
      conflicts: { schema: oneForm, example: oneForm, pretty: oneForm, curl: oneForm, reporter: oneForm },
      per: {
        show: { help: { zh: '把整页输出为一个 JSON 对象', en: 'print the page as one JSON object' } },
        generate: { help: { zh: '等同于 --ndjson', en: 'same as --ndjson' } },
        send: {
          help: {
            zh: '输出投递记录，每行一个 JSON 对象',
            en: 'print delivery records, one JSON object per line',
          },
        },
        test: { help: { zh: '等同于 --reporter ndjson', en: 'same as --reporter ndjson' } },
        burst: { help: { zh: '等同于 --reporter json', en: 'same as --reporter json' } },
        compare: { help: { zh: '输出一个 JSON 对象', en: 'print one JSON object' } },
        // The page lists --reporter as a setting; the flag does not change the output of `config`.
        config: { help: { zh: '输出一个 JSON 对象', en: 'print one JSON object' }, conflicts: {} },
      },
    },
  }),
  ...section('Output', ['list'], {
    known: {
      help: {
        zh: '同时列出只知道标题的回调',
        en: 'list also the callbacks of which only the title is known',
      },
    },
  }),
  ...section('Output', ['show'], {
    schema: {
      help: {
        zh: '输出消息体的 JSON Schema（2020-12）',
        en: 'print the JSON Schema (2020-12) of the payload',
      },
      conflicts: { example: oneForm },
    },
    example: { help: { zh: '输出一个示例消息体', en: 'print an example payload' } },
  }),
  ...section('Output', ['generate'], {
    pretty: {
      help: { zh: '输出带缩进的 JSON', en: 'print indented JSON' },
      conflicts: { ndjson: oneForm, curl: oneForm },
    },
    ndjson: {
      help: { zh: '每行输出一条消息体', en: 'print one payload per line' },
      conflicts: { curl: oneForm },
    },
  }),
  ...section('Output', ['generate', 'send'], {
    curl: {
      help: {
        zh: '输出能发出同样字节的 curl 命令',
        en: 'print a curl command that posts exactly these bytes',
      },
      per: {
        send: { help: { zh: '只输出 curl 命令，不发送', en: 'print a curl command instead of sending' } },
      },
    },
  }),
  ...section('Report', ['test', 'burst'], {
    reporter: {
      help: {
        zh: `把报告写到标准输出或文件：${reporterNames.join('、')}`,
        en: `write a report to stdout or to a file: ${reporterNames.join(', ')}`,
      },
      kind: report('suiteReporters'),
      repeats: true,
      default: ['pretty'],
      per: {
        burst: {
          help: {
            zh: `把报告写入文件，或代替汇总写到标准输出：${burstReporterNames.join('、')}`,
            en: `write a report to a file, or to stdout in place of the summary: ${burstReporterNames.join(', ')}`,
          },
          kind: report('burstReporters'),
          default: undefined,
        },
      },
    },
  }),
  ...section('Report', ['send', 'test'], {
    allFailures: {
      help: {
        zh: '完整显示每个失败，而不是每类只显示第一个',
        en: 'show every failure in full, not the first of each kind',
      },
      conflicts: { json: { zh: '--json 本来就输出每条记录', en: '--json prints every record anyway' } },
      per: {
        send: {
          group: 'Output',
          conflicts: {
            json: { zh: '--json 本来就输出每条记录', en: '--json prints every record anyway' },
            curl: { zh: '--curl 不发送请求', en: '--curl sends nothing' },
          },
        },
        test: {
          conflicts: {
            json: { zh: '--json 本来就输出每条记录', en: '--json prints every record anyway' },
            list: { zh: '--list 不运行用例', en: '--list runs no cases' },
          },
        },
      },
    },
  }),
  ...section('Report', ['burst'], {
    keep: {
      help: { zh: '保留的失败投递数', en: 'number of failed deliveries to keep' },
      kind: wholeNumber(1, limits.keep),
      default: defaults.keep,
    },
    failures: {
      help: {
        zh: '运行过程中把保留的失败投递写入该文件，每行一个 JSON 对象',
        en: 'write the kept failures to this file during the run, one JSON object per line',
      },
      kind: path('file'),
    },
    log: {
      help: { zh: '每次投递在该文件末尾追加一行', en: 'append one line per delivery to this file' },
      kind: path('file'),
    },
  }),
  ...section('Output', ['program'], {
    lang: {
      help: { zh: '输出使用的语言', en: 'language of all that is printed' },
      kind: language,
      default: 'auto',
    },
    color: {
      help: { zh: '不使用颜色，与 NO_COLOR 相同', en: 'disable colours; NO_COLOR does the same' },
      long: 'no-color',
      negated: true,
    },
    config: {
      help: {
        zh: '使用该文件，而不是最近的 webhook-sim.config.*',
        en: 'use this file, not the nearest webhook-sim.config.*',
      },
      kind: path('file'),
      onlyTyped: true,
    },
    noConfig: {
      help: { zh: '不读取配置文件', en: 'do not read a configuration file' },
      onlyTyped: true,
      conflicts: {
        config: {
          zh: '--config 指定配置文件，--no-config 不读取配置文件',
          en: '--config names a file, --no-config reads none',
        },
      },
    },
  }),
};
