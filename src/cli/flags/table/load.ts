import { defaults } from '../../../defaults.ts';
import { limits } from '../../../limits.ts';
import { section } from '../flag.ts';
import { duration, rate, stages, text, threads, wholeNumber } from '../kinds.ts';

const wholeShape = { zh: '--stages 已经定义了整个压测过程', en: 'the stages define the whole load' };
const asManyAsNeeded = {
  zh: '设置速率时，连接按需建立，上限为 --max-in-flight',
  en: 'with a rate, connections are opened as needed, up to --max-in-flight',
};

/** How much load `burst` sends, when, and the limits that its figures must keep. */
export const loadFlags = {
  ...section('Load', ['send', 'test', 'burst'], {
    rate: {
      help: {
        zh: '限制发起投递的速率，例如 20/s，用于限流的接收端',
        en: 'start no more deliveries than this, such as 20/s, for a receiver that throttles',
      },
      short: 'R',
      kind: rate,
      per: {
        send: {
          group: 'Sending',
          conflicts: {
            curl: { zh: '--curl 只输出命令，不发送请求', en: '--curl prints a command and sends nothing' },
          },
        },
        test: { group: 'Run' },
        burst: {
          help: {
            zh: '按该速率发起投递，例如 2000/s，与接收端响应快慢无关；不设速率时，响应多快就发多快',
            en: 'start deliveries at this rate, such as 2000/s, however fast the receiver responds; without a rate, as fast as it responds',
          },
        },
      },
    },
  }),
  ...section('Load', ['burst'], {
    duration: {
      help: { zh: '发送时长，设置 --count 时不适用', en: 'send for this long, unless --count is given' },
      short: 'd',
      kind: duration(1),
      default: defaults.duration,
    },
    stages: {
      help: {
        zh: '按阶梯或斜坡改变速率：100/s:30s,1000/s:10s 或 0/s..2000/s:60s',
        en: 'change the rate in steps or ramps: 100/s:30s,1000/s:10s or 0/s..2000/s:60s',
      },
      kind: stages,
      conflicts: { rate: wholeShape, burst: wholeShape, duration: wholeShape },
    },
    burst: {
      help: { zh: '一次同时发起的投递数', en: 'start this many deliveries at once' },
      kind: wholeNumber(1, limits.burst),
    },
    every: {
      help: { zh: '按该间隔重复 --burst', en: 'repeat the burst at this interval' },
      kind: duration(1),
      needs: { burst: { zh: '它是两次突发之间的间隔', en: 'it is the interval between bursts' } },
    },
    poisson: {
      help: {
        zh: '泊松到达：间隔随机，平均速率不变',
        en: 'Poisson arrivals: random gaps that average to the rate',
      },
    },
    warmup: {
      help: { zh: '开头这段时间不计入统计', en: 'exclude this initial period from the figures' },
      kind: duration(1),
    },
    connections: {
      help: { zh: '不设速率时，同时进行的投递数', en: 'number of concurrent deliveries, without a rate' },
      short: 'c',
      kind: wholeNumber(1, limits.inFlight),
      default: defaults.connections,
      conflicts: {
        rate: asManyAsNeeded,
        stages: asManyAsNeeded,
        burst: asManyAsNeeded,
        poisson: asManyAsNeeded,
        maxInFlight: asManyAsNeeded,
      },
    },
    maxInFlight: {
      help: {
        zh: '设置速率时，同时进行的投递数上限',
        en: 'maximum number of deliveries in flight, with a rate',
      },
      kind: wholeNumber(1, limits.inFlight),
      default: defaults.maxInFlight,
    },
    workers: {
      help: { zh: '工作线程数，或 auto', en: 'number of threads that share the work, or auto' },
      short: 'w',
      kind: threads,
      default: defaults.workers,
    },
  }),
  ...section('Limits', ['burst'], {
    threshold: {
      example: 'errors<5%',
      help: {
        zh: "不满足该条件则失败：'p99<200ms'、'errors<0.1%'、'p95{juzi/*}<50ms'",
        en: "fail the run unless this is true: 'p99<200ms', 'errors<0.1%', 'p95{juzi/*}<50ms'",
      },
      kind: text('expression'),
      repeats: true,
    },
    abortOn: {
      example: 'errors>50%',
      help: {
        zh: "该条件持续满足 10 秒则停止：'errors>50%'",
        en: "stop the run once this has been true for ten seconds: 'errors>50%'",
      },
      kind: text('expression'),
      repeats: true,
    },
  }),
  ...section('Limits', ['compare'], {
    failOn: {
      example: 'p99>+20%',
      help: {
        zh: "出现该变化时退出码为 1：'p99>+20%'、'errors>+0.5pp'",
        en: "exit with code 1 on this change: 'p99>+20%', 'errors>+0.5pp'",
      },
      kind: text('expression'),
      repeats: true,
    },
  }),
};
