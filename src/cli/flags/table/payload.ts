import { defaults } from '../../../defaults.ts';
import { coverages } from '../../../generate/coverage-names.ts';
import { limits } from '../../../limits.ts';
import { section } from '../flag.ts';
import { body, edit, oneOf, path, share, text, verbatim, wholeNumber } from '../kinds.ts';

const wholeBody = { zh: '来自文件的消息体没有变体', en: 'a body from a file has no variants' };

/** The payloads to generate: events, variants, edits, randomness and count. */
export const payloadFlags = {
  ...section('Payload', ['generate', 'send', 'test', 'burst'], {
    seed: {
      example: 'ci',
      help: {
        zh: '使所有取值可复现；不写 --now 时，时钟固定为 2025-01-01T00:00:00+08:00',
        en: 'make all values reproducible; without --now, the clock is fixed at 2025-01-01T00:00:00+08:00',
      },
      kind: verbatim('text'),
      per: { test: { group: 'Run' } },
    },
    now: {
      example: 'real',
      help: {
        zh: '设置时钟：ISO 8601 时刻，或 real（真实时间）',
        en: 'set the clock: an ISO 8601 instant, or real',
      },
      kind: { ...text('instant'), words: ['real'] },
      per: { test: { group: 'Run' } },
    },
    coverage: {
      help: { zh: '要覆盖的变体', en: 'cover these variants' },
      kind: oneOf('name', coverages),
      per: {
        send: { neutral: 'default' },
        test: {
          kind: oneOf('name', ['each', 'pairwise', 'full'] as const),
          default: 'each',
          group: 'Cases',
          repro: 'always',
        },
        burst: { default: 'each' },
      },
    },
  }),
  ...section('Payload', ['generate', 'send', 'burst'], {
    count: {
      help: { zh: '每个变体的消息体数量', en: 'number of payloads per variant' },
      short: 'n',
      kind: wholeNumber(1),
      per: {
        send: { neutral: '1' },
        burst: { help: { zh: '投递总数', en: 'total number of deliveries' }, group: 'Load' },
      },
    },
    variant: {
      help: {
        zh: '按名称、取值或中文名选择变体：type=image,chat=room',
        en: 'choose a variant by names, values or labels: type=image,chat=room',
      },
      kind: text('choices', 'variants'),
      repeats: true,
    },
    set: {
      help: {
        zh: '把字段设为字符串；path:=json 可设为任意 JSON 值',
        en: 'set a field to a string; path:=json sets any JSON value',
      },
      kind: edit('set', 'path=text', 'assignments'),
      repeats: true,
      order: 'edits',
    },
    unset: {
      help: { zh: '删除字段', en: 'remove a field' },
      kind: edit('unset', 'field', 'fields'),
      repeats: true,
      order: 'edits',
    },
    force: {
      help: {
        zh: '允许事件没有的字段，以及不是 JSON 的消息体',
        en: 'accept fields that the event does not have, and a body that is not JSON',
      },
      per: {
        burst: { help: { zh: '允许事件没有的字段', en: 'accept fields that the event does not have' } },
      },
    },
    contacts: {
      help: { zh: '联系人总数，包括所有渠道和类型', en: 'number of contacts, across all channels and types' },
      kind: wholeNumber(1, limits.contacts),
      default: defaults.contacts,
    },
  }),
  ...section('Payload', ['generate', 'send'], {
    index: { help: { zh: '第一条消息体的序号', en: 'index of the first payload' }, kind: wholeNumber(0) },
    step: {
      help: {
        zh: '只使用场景的这一步，从 1 开始编号',
        en: 'use only this step of a scenario, counted from 1',
      },
      kind: { ...wholeNumber(1), complete: 'steps' },
    },
    body: {
      help: {
        zh: '用该文件作为消息体，字节不变；- 表示标准输入；也可直接写 JSON',
        en: 'use this file as the body, byte for byte; - reads stdin; or the body itself, as JSON',
      },
      kind: body,
      conflicts: { variant: wholeBody, coverage: wholeBody },
      repro: 'always',
    },
  }),
  ...section('Payload', ['burst'], {
    mix: {
      example: 'juzi/message.received=8,yuju/contact.*=1',
      help: {
        zh: "按权重发送这些事件：'juzi/message.received=8,yuju/contact.*=1'",
        en: "send these events with these weights: 'juzi/message.received=8,yuju/contact.*=1'",
      },
      kind: text('event=weight'),
    },
    duplicates: {
      help: {
        zh: '原样重复先前某次投递的比例，例如 2%',
        en: 'share of deliveries that repeat an earlier one byte for byte, such as 2%',
      },
      kind: share,
    },
  }),
  ...section('Events', ['test', 'burst'], {
    events: {
      help: {
        zh: '要发送的事件，名称或通配符；命令行写了事件时不适用',
        en: 'send these events, by names or globs, unless others are named',
      },
      kind: text('names', 'events'),
      example: 'juzi/*',
      repeats: 'split',
    },
  }),
  ...section('Events', ['list', 'show', 'generate', 'send', 'test', 'burst'], {
    eventFiles: {
      help: { zh: '从该文件或目录加载自定义事件', en: 'load your own events from this file or folder' },
      kind: path('path'),
      repeats: true,
      repro: 'always',
    },
  }),
};
