import { defaults } from '../../../defaults.ts';
import { limits } from '../../../limits.ts';
import { section } from '../flag.ts';
import { duration, rate, stages, text, threads, wholeNumber } from '../kinds.ts';

const wholeShape = 'the stages define the whole load';
const asManyAsNeeded = 'with a rate, connections are opened as needed, up to --max-in-flight';

/** How much load `burst` sends, when, and the limits that its figures must keep. */
export const loadFlags = {
  ...section('Load', ['send', 'test', 'burst'], {
    rate: {
      help: 'start no more deliveries than this, such as 20/s, for a receiver that throttles',
      short: 'R',
      kind: rate,
      per: {
        send: { group: 'Sending', conflicts: { curl: '--curl prints a command and sends nothing' } },
        test: { group: 'Run' },
        burst: {
          help: 'start deliveries at this rate, such as 2000/s, however fast the receiver responds; without a rate, as fast as it responds',
        },
      },
    },
  }),
  ...section('Load', ['burst'], {
    duration: {
      help: 'send for this long, unless --count is given',
      short: 'd',
      kind: duration(1),
      default: defaults.duration,
    },
    stages: {
      help: 'change the rate in steps or ramps: 100/s:30s,1000/s:10s or 0/s..2000/s:60s',
      kind: stages,
      conflicts: { rate: wholeShape, burst: wholeShape, duration: wholeShape },
    },
    burst: { help: 'start this many deliveries at once', kind: wholeNumber(1, limits.burst) },
    every: {
      help: 'repeat the burst at this interval',
      kind: duration(1),
      needs: { burst: 'it is the interval between bursts' },
    },
    poisson: { help: 'Poisson arrivals: random gaps that average to the rate' },
    warmup: { help: 'exclude this initial period from the figures', kind: duration(1) },
    connections: {
      help: 'number of concurrent deliveries, without a rate',
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
      help: 'maximum number of deliveries in flight, with a rate',
      kind: wholeNumber(1, limits.inFlight),
      default: defaults.maxInFlight,
    },
    workers: {
      help: 'number of threads that share the work, or auto',
      short: 'w',
      kind: threads,
      default: defaults.workers,
    },
  }),
  ...section('Limits', ['burst'], {
    threshold: {
      example: 'errors<5%',
      help: "fail the run unless this is true: 'p99<200ms', 'errors<0.1%', 'p95{juzi/*}<50ms'",
      kind: text('expression'),
      repeats: true,
    },
    abortOn: {
      example: 'errors>50%',
      help: "stop the run once this has been true for ten seconds: 'errors>50%'",
      kind: text('expression'),
      repeats: true,
    },
  }),
  ...section('Limits', ['compare'], {
    failOn: {
      example: 'p99>+20%',
      help: "exit with code 1 on this change: 'p99>+20%', 'errors>+0.5pp'",
      kind: text('expression'),
      repeats: true,
    },
  }),
};
