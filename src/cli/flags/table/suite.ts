import { defaults } from '../../../defaults.ts';
import { limits } from '../../../limits.ts';
import { groupNames } from '../../../suite/plan/groups.ts';
import { section } from '../flag.ts';
import { command, duration, member, shard, text, url, wholeNumber } from '../kinds.ts';

/** The cases of `test`, how they run, and the receiver that `test` starts and probes. */
export const suiteFlags = {
  ...section('Cases', ['test'], {
    only: {
      help: { zh: '只运行这些组', en: 'run only these groups' },
      kind: member('groups', groupNames, 'groups'),
      repeats: 'split',
    },
    skip: {
      help: { zh: '跳过这些组', en: 'skip these groups' },
      kind: member('groups', groupNames, 'groups'),
      repeats: 'split',
    },
    negative: { help: { zh: '同时发送不合法的请求', en: 'also send invalid requests' }, repro: 'always' },
    negativeExpect: {
      example: 'malformed-json',
      help: {
        zh: '接收端必须拒绝的不合法请求：wrong-token,wrong-signature …，或 all',
        en: 'invalid requests that the receiver must refuse: wrong-token,wrong-signature …, or all',
      },
      kind: text('names', 'invalidRequests'),
      repeats: 'split',
      repro: 'always',
    },
    filter: {
      example: '*',
      help: {
        zh: "只运行编号包含该文本的用例；* 匹配任意内容：'*chat=room*'",
        en: "run only cases whose id contains this text; * matches anything: '*chat=room*'",
      },
      kind: text('text'),
      repeats: true,
    },
    exclude: {
      help: { zh: '排除匹配的用例，写法同 --filter', en: 'leave out the cases that such a pattern matches' },
      kind: text('text'),
      repeats: true,
    },
    shard: {
      help: { zh: '只运行其中一份用例，例如 2/4', en: 'run only this part of the cases, such as 2/4' },
      kind: shard,
      example: '1/1',
      neutral: '1/1',
    },
    maxCases: {
      help: {
        zh: '最多运行的用例数；报告会写明省略了哪些',
        en: 'run at most this many cases; the report says what was cut',
      },
      kind: wholeNumber(1),
    },
    repeat: {
      help: { zh: '每个用例的重复次数', en: 'repeat each case this many times' },
      kind: wholeNumber(1),
      neutral: '1',
    },
    list: {
      help: { zh: '只列出用例，不运行', en: 'print the cases without running them' },
      conflicts: { reporter: { zh: '--list 不运行用例', en: '--list runs no cases' } },
    },
  }),
  ...section('Run', ['test'], {
    concurrency: {
      help: { zh: '同时运行的用例数', en: 'number of cases in flight' },
      kind: wholeNumber(1, limits.concurrency),
      default: defaults.concurrency,
    },
    bail: {
      help: { zh: '未通过的用例达到该数量时停止', en: 'stop after this many cases that do not pass' },
      kind: wholeNumber(1),
    },
  }),
  ...section('Receiver', ['test'], {
    exec: {
      help: {
        zh: '用该命令启动接收端；结束时连同所有子进程一起停止',
        en: 'start the receiver with this command; stop it and all its child processes at the end',
      },
      kind: command,
      // One of a configuration runs in the configuration's folder, and is there next time.
      repro: 'typed',
    },
    wait: {
      help: {
        zh: '等待接收端接受连接的最长时间；没有 --exec 时，写了才等待',
        en: 'wait this long at most until the receiver accepts connections; without --exec, only if given',
      },
      kind: duration(1),
      default: defaults.wait,
    },
    waitOn: {
      help: {
        zh: '该地址返回 2xx 或 3xx 时，视为接收端已就绪',
        en: 'treat the receiver as ready once this URL responds with 2xx or 3xx',
      },
      kind: url,
      repro: 'always',
    },
    probe: {
      help: {
        zh: '返回接收端状态的地址，重复投递不得改变该状态',
        en: "URL that returns the receiver's state, which a duplicate must not change",
      },
      kind: url,
      conflicts: { probeCommand: { zh: '读取状态的方式只能选一种', en: 'choose one way to read the state' } },
      repro: 'always',
    },
    probeCommand: {
      help: { zh: '输出接收端状态的命令', en: "command that prints the receiver's state" },
      kind: command,
      repro: 'typed',
    },
  }),
};
